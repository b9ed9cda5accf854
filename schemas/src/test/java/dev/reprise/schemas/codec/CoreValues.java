package dev.reprise.schemas.codec;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.Terms;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationUpdate.RetryStep;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCases;
import org.jspecify.annotations.Nullable;

/**
 * Arbitrary values of core's types, found by looking at them: any permitted type of a sealed interface, any value for each
 * component of a record, now and then null where it is {@code @Nullable}. A type added to core is covered without a change
 * here, unless its components depend on each other.
 */
final class CoreValues {
    private static final Map<Class<?>, Arbitrary<?>> LEAVES = Map.ofEntries(
            Map.entry(int.class, Arbitraries.integers()),
            Map.entry(long.class, Arbitraries.longs()),
            Map.entry(Long.class, Arbitraries.longs()),
            Map.entry(boolean.class, Arbitraries.of(true, false)),
            Map.entry(String.class, text()),
            Map.entry(
                    Instant.class,
                    Arbitraries.longs().between(0, 253_402_300_799_999L).map(Instant::ofEpochMilli)),
            Map.entry(Duration.class, duration()),
            Map.entry(Payload.class, text().map(Payload::of)),
            Map.entry(OperationId.class, word().map(OperationId::new)),
            Map.entry(ExecutionKey.class, Combinators.combine(word(), word()).as(ExecutionKey::new)),
            Map.entry(ExecutionId.class, executionId()),
            Map.entry(OperationRef.class, operationRef()),
            Map.entry(SignalName.class, printable().map(SignalName::new)),
            Map.entry(Terms.class, terms()));

    private CoreValues() {}

    /** Any value of a type. */
    @SuppressWarnings("unchecked")
    static <T> Arbitrary<T> any(Class<T> type) {
        var leaf = LEAVES.get(type);
        if (leaf != null) {
            return (Arbitrary<T>) leaf;
        }
        if (type.isSealed()) {
            var permitted = Sealed.leavesOf(type).stream()
                    .map(subtype -> (Arbitrary<T>) any(subtype))
                    .toList();
            return Arbitraries.oneOf(permitted);
        }
        if (type.isEnum()) {
            return Arbitraries.of(type.getEnumConstants());
        }
        if (type.isRecord()) {
            return record(type);
        }
        throw new IllegalArgumentException(
                "Expected a type of core that can be made up, but found " + type + ". Add it to CoreValues.LEAVES");
    }

    static Arbitrary<String> printable() {
        return Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(256);
    }

    private static <T> Arbitrary<T> record(Class<T> type) {
        var components = new ArrayList<Arbitrary<Object>>();
        for (var component : type.getRecordComponents()) {
            components.add(component(component.getAnnotatedType()));
        }
        // The edge cases of the components come up by themselves; all combinations of them would be too many.
        return Combinators.combine(components)
                .as(values -> construct(type, consistent(type, values)))
                .edgeCases(EdgeCases.Config::none);
    }

    @SuppressWarnings("unchecked")
    private static Arbitrary<Object> component(AnnotatedType type) {
        Arbitrary<?> values;
        if (type instanceof AnnotatedParameterizedType list) {
            values = component(list.getAnnotatedActualTypeArguments()[0]).list().ofMaxSize(5);
        } else {
            values = any((Class<?>) type.getType());
        }
        return (Arbitrary<Object>) (type.isAnnotationPresent(Nullable.class) ? values.injectNull(0.3) : values);
    }

    private static <T> T construct(Class<T> type, List<Object> values) {
        try {
            var types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException refused) {
            throw new IllegalArgumentException("Could not make a " + type + " of " + values, refused.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Mends what no independent choice of components can get right. */
    private static List<Object> consistent(Class<?> type, List<Object> values) {
        if (type == RetryStep.class && values.get(2) != null) {
            var mended = new ArrayList<>(values);
            mended.set(3, null);
            return mended;
        }
        return values;
    }

    private static Arbitrary<Duration> duration() {
        return Arbitraries.longs().between(1, Duration.ofDays(3660).toMillis()).map(Duration::ofMillis);
    }

    /** Any text that UTF-8 can express, long strings and characters beyond 16 bits included. */
    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withCharRange('\u0000', '\uD7FF')
                        .withCharRange('\uE000', '\uFFFF')
                        .ofMaxLength(40),
                Arbitraries.of("", "null", "{\"total\":12.50}", "žluťoučký kůň 🐎", "x".repeat(5_000)));
    }

    private static Arbitrary<String> word() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .withChars("-_")
                .ofMinLength(1)
                .ofMaxLength(64);
    }

    private static Arbitrary<ExecutionId> executionId() {
        var uuids =
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
        return Combinators.combine(Arbitraries.integers().between(0, 0xFFFF), uuids)
                .as(ExecutionId::new);
    }

    private static Arbitrary<OperationRef> operationRef() {
        var ids = word().map(OperationId::new);
        var subTypes = word().map(word -> word.substring(0, Math.min(32, word.length())));
        return Combinators.combine(ids, ids.injectNull(0.3), printable().injectNull(0.3), subTypes.injectNull(0.3))
                .as(OperationRef::new);
    }

    private static Arbitrary<Terms> terms() {
        return Combinators.combine(
                        duration(),
                        duration(),
                        Arbitraries.integers().greaterOrEqual(1),
                        Arbitraries.longs().greaterOrEqual(1),
                        Arbitraries.integers().greaterOrEqual(1),
                        Arbitraries.integers().greaterOrEqual(0))
                .as(Terms::new);
    }
}
