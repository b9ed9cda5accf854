package dev.reprise.schemas.codec;

import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Row;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary rows, each with a value of its type. */
final class RowValues {
    private RowValues() {}

    /** A row and what it holds. */
    record Entry<V>(Row<V> row, V value) {}

    /** Rows of every kind. */
    static Arbitrary<Entry<?>> any() {
        var kinds = Sealed.leavesOf(Row.class).stream().map(RowValues::of).toList();
        return Arbitraries.oneOf(kinds);
    }

    /** Rows of one kind. */
    @SuppressWarnings("unchecked") // the value's type is read off the row's
    static Arbitrary<Entry<?>> of(Class<?> kind) {
        var rows = (Arbitrary<Row<Object>>) CoreValues.any(kind);
        return Combinators.combine(rows, (Arbitrary<Object>) CoreValues.any(valueType(kind)))
                .as((row, value) -> new Entry<>(row, consistent(row, value)));
    }

    private static Class<?> valueType(Class<?> kind) {
        return Arrays.stream(kind.getGenericInterfaces())
                .map(type -> (Class<?>) ((ParameterizedType) type).getActualTypeArguments()[0])
                .findFirst()
                .orElseThrow();
    }

    /** A header is stored under its own id. */
    private static Object consistent(Row<?> row, Object value) {
        return row instanceof Row.Header header && value instanceof Execution any
                ? new Execution(
                        header.execution(),
                        any.key(),
                        any.version(),
                        any.terms(),
                        any.inputDigest(),
                        any.parent(),
                        any.traceParent(),
                        any.tenant(),
                        any.status(),
                        any.startedAt(),
                        any.endedAt(),
                        any.pause(),
                        any.pausedFor(),
                        any.lane(),
                        any.tally())
                : value;
    }
}
