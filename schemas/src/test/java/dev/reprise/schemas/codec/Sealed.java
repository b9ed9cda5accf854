package dev.reprise.schemas.codec;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a sealed interface permits in the end. */
final class Sealed {
    private Sealed() {}

    static List<Class<?>> leavesOf(Class<?> type) {
        return leaves(type).distinct().toList();
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Sealed::leaves) : Stream.of(type);
    }
}
