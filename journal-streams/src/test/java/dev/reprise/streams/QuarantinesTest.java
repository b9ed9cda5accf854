package dev.reprise.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.state.MemoryRows;
import dev.reprise.core.state.Poison;
import dev.reprise.core.state.Quarantine;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowChange;
import dev.reprise.core.state.RowRange;
import dev.reprise.core.state.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The quarantines of a partition, in memory beside its rows. */
class QuarantinesTest {
    private static final ExecutionId ORDER = new ExecutionId(0, new UUID(7, 7));
    private static final Row.Quarantined ROW = new Row.Quarantined(ORDER);
    private static final Quarantine QUARANTINE =
            new Quarantine(new Poison(3, "SignalReceived", "a bug", Instant.EPOCH, null), true);

    private final MemoryRows stored = new MemoryRows();
    private final List<Row<?>> asked = new ArrayList<>();
    private final Rows store = new Rows() {
        @Override
        public <V> @Nullable V get(Row<V> row) {
            asked.add(row);
            return stored.get(row);
        }

        @Override
        public <V> void scan(RowRange<V> range, BiPredicate<? super Row<? extends V>, ? super V> visitor) {
            stored.scan(range, visitor);
        }
    };

    @Test
    void areReadFromMemoryWhateverChanges() {
        stored.apply(List.of(new RowChange<>(ROW, QUARANTINE)));
        var quarantines = new Quarantines(store);
        var rows = quarantines.over(store);

        assertThat(rows.get(ROW)).as("as found in the store").isEqualTo(QUARANTINE);
        quarantines.follow(new RowChange<>(ROW, null));
        assertThat(rows.get(ROW)).as("after the release").isNull();
        quarantines.follow(new RowChange<>(ROW, QUARANTINE));
        assertThat(rows.get(ROW)).as("quarantined again").isEqualTo(QUARANTINE);
        assertThat(asked).isEmpty();
    }

    @Test
    void leaveAllOtherRowsToTheStore() {
        new Quarantines(store).over(store).get(new Row.Header(ORDER));

        assertThat(asked).containsExactly(new Row.Header(ORDER));
    }
}
