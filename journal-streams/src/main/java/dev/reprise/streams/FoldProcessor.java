package dev.reprise.streams;

import dev.reprise.core.fold.Effect;
import dev.reprise.core.fold.Fold;
import dev.reprise.core.fold.Folded;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.Position;
import dev.reprise.core.state.Quarantine;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowChange;
import dev.reprise.core.state.Rows;
import dev.reprise.schemas.codec.JournalCodec;
import dev.reprise.schemas.codec.UndecodableRecord;
import dev.reprise.schemas.codec.UnknownSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    private static final byte[] NO_BYTES = {};

    private final Ownership ownership;
    private final Beginnings beginnings;
    private final Folder folder;
    private @Nullable Task task;

    FoldProcessor(Ownership ownership, Beginnings beginnings, Folder folder) {
        this.ownership = ownership;
        this.beginnings = beginnings;
        this.folder = folder;
    }

    /** What there is once the task runs. */
    private record Task(
            KeyValueStore<Bytes, byte[]> store,
            Rows rows,
            RecentExecutions recent,
            Progress progress,
            Outlets outlets,
            PartitionOwner owner) {
        void follow(List<RowChange<?>> changes) {
            recent.follow(changes);
            changes.forEach(owner::follow);
        }
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(JournalTopology.STORE);
        var recent = new RecentExecutions();
        var rows = recent.over(new StoreRows(store));
        int partition = context.taskId().partition();
        var progress = new Progress(partition, store, beginnings);
        var owner = ownership.taken(partition, rows, progress);
        var known = owner.quarantines().over(rows);
        task = new Task(store, known, recent, progress, new Outlets(context), owner);
        context.schedule(TIMER_LOOK, PunctuationType.WALL_CLOCK_TIME, now -> owner.look(Instant.ofEpochMilli(now)));
        var unknown = Features.unknown(rows);
        if (unknown != null) {
            seal(
                    task,
                    new Seals.Seal(
                            "Sealed: partition %d stands still. ".formatted(partition) + unknown, progress.next()));
        } else {
            owner.announce(Instant.ofEpochMilli(context.currentSystemTimeMs()));
        }
    }

    @Override
    public void process(Record<byte[], byte[]> input) {
        var running = Objects.requireNonNull(task, "a processor is initialised before it processes");
        if (ownership.seals().reason(running.owner().partition()) != null) {
            return; // it is not committed, and read again by whoever can go on
        }
        long offset = running.outlets().offset();
        try {
            running.progress().requireNext(offset);
        } catch (JournalMismatch mismatch) {
            seal(running, new Seals.Seal("Sealed: " + mismatch.getMessage(), null));
            return;
        }
        var position = new Position(running.owner().partition(), offset, Instant.ofEpochMilli(input.timestamp()));
        try {
            fold(running, input, position);
            running.progress().passed(offset);
        } catch (UnreadableHere newer) {
            // A newer release wrote it. Skipping it would make this node's state differ from that release's for ever.
            seal(
                    running,
                    new Seals.Seal(
                            "Sealed: partition %d stands still at offset %d, which only a newer release can fold. Start that release. %s"
                                    .formatted(position.partition(), offset, newer.getMessage()),
                            offset));
        }
    }

    private void seal(Task running, Seals.Seal seal) {
        LOG.error("{}", seal.reason());
        ownership.seal(running.owner(), seal);
    }

    /** Needs a newer release, and has changed nothing yet. */
    private static final class UnreadableHere extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableHere(String message) {
            super(message);
        }
    }

    private void fold(Task running, Record<byte[], byte[]> input, Position position) {
        JournalRecord record;
        try {
            record = JournalCodec.decode(Objects.requireNonNullElse(input.value(), NO_BYTES));
        } catch (UnknownSchema newer) {
            throw new UnreadableHere(String.valueOf(newer.getMessage()));
        } catch (UndecodableRecord garbage) {
            setAside(running, input, garbage);
            return;
        }
        var unknown = Features.unknown(record);
        if (unknown != null) {
            throw new UnreadableHere(unknown);
        }
        Outcome outcome;
        try {
            var undecided = running.owner().quarantines().undecided(running.rows(), record);
            if (undecided != null) {
                setAside(
                        running,
                        input,
                        new JournalUnavailable("Execution %s is being quarantined".formatted(undecided)));
                return;
            }
            outcome = judge(running.rows(), position, record);
        } catch (UnknownSchema newer) {
            throw new UnreadableHere(String.valueOf(newer.getMessage()));
        } catch (RuntimeException bug) {
            StoreFailure.rethrow(bug);
            contain(running, input, record, position, bug);
            return;
        }
        apply(running, record, outcome, input.timestamp());
        ownership.waiters().folded(input.headers(), outcome.folded().verdict());
    }

    /** Folds and encodes. Data that is nested too deeply for the stack is a bug like any other, and harms its execution alone. */
    private Outcome judge(Rows rows, Position position, JournalRecord record) {
        try {
            return Outcome.of(folder.fold(rows, position, record));
        } catch (StackOverflowError tooDeep) {
            throw new IllegalStateException("The stack overflowed", tooDeep);
        }
    }

    /** A folded record whose rows are encoded: whatever can go wrong with it has not gone wrong. */
    private record Outcome(Folded folded, List<StoreRows.Write> writes) {
        static Outcome of(Folded folded) {
            var writes = new ArrayList<StoreRows.Write>(folded.changes().size());
            for (var change : folded.changes()) {
                writes.add(StoreRows.Write.of(change));
            }
            return new Outcome(folded, writes);
        }
    }

    private void apply(Task running, JournalRecord record, Outcome outcome, long timestamp) {
        for (var write : outcome.writes()) {
            write.to(running.store());
        }
        var folded = outcome.folded();
        running.follow(folded.changes());
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
        Folder encoding = (rows, at, part) -> judge(rows, at, part).folded();
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
            running.follow(List.of(row));
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
