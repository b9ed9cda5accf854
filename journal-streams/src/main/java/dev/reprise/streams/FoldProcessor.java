package dev.reprise.streams;

import dev.reprise.core.fold.Effect;
import dev.reprise.core.fold.Fold;
import dev.reprise.core.fold.Folded;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.Position;
import dev.reprise.core.state.RowChange;
import dev.reprise.schemas.codec.JournalCodec;
import dev.reprise.schemas.codec.UndecodableRecord;
import dev.reprise.schemas.codec.UnknownSchema;
import java.time.Duration;
import java.time.Instant;
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
    private @Nullable Task task;

    FoldProcessor(Ownership ownership) {
        this.ownership = ownership;
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
        Folded folded;
        try {
            folded = Fold.fold(running.rows(), position, record);
        } catch (RuntimeException bug) {
            LOG.error("Could not fold {} at {}; it is put aside and changes nothing", record, position, bug);
            running.outlets().putAside(input, bug);
            ownership.waiters().failed(input.headers(), bug);
            return;
        }
        apply(running, input, record, folded);
    }

    private void apply(Task running, Record<byte[], byte[]> input, JournalRecord record, Folded folded) {
        for (RowChange<?> change : folded.changes()) {
            StoreRows.apply(running.store(), change);
            running.owner().follow(change);
        }
        running.outlets().publish(folded.changes(), input.timestamp());
        for (Effect effect : folded.effects()) {
            running.outlets().publish(effect, input.timestamp());
            running.owner().act(record, effect, Instant.ofEpochMilli(input.timestamp()));
        }
        ownership.waiters().folded(input.headers(), folded.verdict());
    }

    @Override
    public void close() {
        var running = task;
        if (running != null) {
            ownership.lost(running.owner());
        }
    }
}
