package dev.reprise.streams;

import dev.reprise.core.fold.Effect;
import dev.reprise.core.fold.Fold;
import dev.reprise.core.fold.Folded;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.Position;
import dev.reprise.core.state.Quarantine;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowChange;
import dev.reprise.schemas.codec.JournalCodec;
import dev.reprise.schemas.codec.UndecodableRecord;
import dev.reprise.schemas.codec.UnknownSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One partition of the journal: decode, fold, store, tell, forward. All rules are in {@link Fold}. */
final class FoldProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(FoldProcessor.class);
    private static final Duration TIMER_LOOK = Duration.ofMillis(20);

    private final Ownership ownership;
    private final Folder folder;
    private @Nullable Task task;

    FoldProcessor(Ownership ownership, Folder folder) {
        this.ownership = ownership;
        this.folder = folder;
    }

    /** What there is once the task runs. */
    private record Task(KeyValueStore<Bytes, byte[]> store, StoreRows rows, Outlets outlets, PartitionOwner owner) {}

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(JournalTopology.STORE);
        var rows = new StoreRows(store);
        var owner = ownership.taken(context.taskId().partition(), rows);
        task = new Task(store, rows, new Outlets(context), owner);
        context.schedule(TIMER_LOOK, PunctuationType.WALL_CLOCK_TIME, now -> owner.look(Instant.ofEpochMilli(now)));
        owner.announce(Instant.ofEpochMilli(context.currentSystemTimeMs()));
    }

    @Override
    public void process(Record<byte[], byte[]> input) {
        var running = Objects.requireNonNull(task, "a processor is initialised before it processes");
        JournalRecord record;
        try {
            record = JournalCodec.decode(input.value());
        } catch (UnknownSchema newer) {
            // A newer release wrote it. Skipping it would make this node's state differ from that release's for ever.
            throw newer;
        } catch (UndecodableRecord garbage) {
            running.outlets().putAside(input, garbage);
            return;
        }
        var position = new Position(
                running.owner().partition(), running.outlets().offset(), Instant.ofEpochMilli(input.timestamp()));
        var undecided = running.owner().quarantines().undecided(running.rows(), record);
        if (undecided != null) {
            setAside(running, input, new JournalUnavailable("Execution %s is being quarantined".formatted(undecided)));
            return;
        }
        Outcome outcome;
        try {
            outcome = Outcome.of(folder.fold(running.rows(), position, record));
        } catch (RuntimeException bug) {
            StoreFailure.rethrow(bug);
            contain(running, input, record, position, bug);
            return;
        }
        apply(running, record, outcome, input.timestamp());
        ownership.waiters().folded(input.headers(), outcome.folded().verdict());
    }

    /** A folded record whose rows are encoded: whatever can go wrong with it has not gone wrong. */
    private record Outcome(Folded folded, List<StoreRows.Write> writes) {
        static Outcome of(Folded folded) {
            return new Outcome(
                    folded, folded.changes().stream().map(StoreRows.Write::of).toList());
        }
    }

    private void apply(Task running, JournalRecord record, Outcome outcome, long timestamp) {
        outcome.writes().forEach(write -> write.to(running.store()));
        var folded = outcome.folded();
        folded.changes().forEach(running.owner()::follow);
        running.outlets().publish(folded.changes(), timestamp);
        for (Effect effect : folded.effects()) {
            running.outlets().publish(effect, timestamp);
            running.owner().act(record, effect, Instant.ofEpochMilli(timestamp));
            if (effect instanceof Effect.PublishSummary summary
                    && summary.execution().status().isClosed()) {
                ownership.ends().ended(summary.execution());
            }
        }
    }

    /** A bug: the execution that it hit is quarantined, all others go on (ADR 9). */
    private void contain(
            Task running, Record<byte[], byte[]> input, JournalRecord record, Position position, RuntimeException bug) {
        Folder encoding =
                (rows, at, part) -> Outcome.of(folder.fold(rows, at, part)).folded();
        var damage = Containment.of(encoding, running.rows(), position, record, bug);
        LOG.error(
                "Could not fold a {} at {}; it is put aside, and to be quarantined: {}",
                record.getClass().getSimpleName(),
                position,
                damage.quarantined().keySet(),
                bug);
        setAside(running, input, bug);
        damage.quarantined().forEach((execution, poison) -> {
            var row = new RowChange<>(new Row.Quarantined(execution), new Quarantine(poison, false));
            StoreRows.Write.of(row).to(running.store());
            running.owner().follow(row);
        });
        var rest = damage.rest();
        if (rest != null) {
            apply(running, record, Outcome.of(rest), input.timestamp());
        }
        running.owner().quarantine(position.at());
    }

    private void setAside(Task running, Record<byte[], byte[]> input, RuntimeException why) {
        running.outlets().putAside(input, why);
        ownership.waiters().failed(input.headers(), why);
    }

    @Override
    public void close() {
        var running = task;
        if (running != null) {
            ownership.lost(running.owner());
        }
    }
}
