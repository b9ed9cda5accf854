package dev.reprise.schemas.codec;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.state.Execution;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;

/** The values of the executions topic: the newest summary of each execution, for connectors. */
public final class SummaryCodec {
    private static final SingleObject FORMAT = new SingleObject(
            "an execution's summary", List.of(dev.reprise.schemas.avro.executions.ExecutionSummary.getClassSchema()));

    private SummaryCodec() {}

    /** Writes the summary of an execution, in Avro's single-object encoding. */
    public static byte[] encode(Execution execution) {
        var summary = ExecutionSummary.of(execution);
        return FORMAT.encode(new dev.reprise.schemas.avro.executions.ExecutionSummary(
                summary.id().toString(),
                summary.key().function(),
                summary.key().name(),
                summary.version(),
                Symbols.toAvro(summary.status()),
                summary.startedAt(),
                summary.endedAt(),
                summary.operations(),
                summary.events(),
                summary.awaited(),
                summary.recordedBytes()));
    }

    /**
     * Reads a summary that this release or an older one wrote.
     *
     * @throws UnknownSchema when a newer release wrote it
     * @throws UndecodableRecord when it is no summary at all
     */
    public static ExecutionSummary decode(byte[] bytes) {
        return FORMAT.decode(bytes, SummaryCodec::fromAvro);
    }

    private static ExecutionSummary fromAvro(SpecificRecordBase record) {
        var summary = (dev.reprise.schemas.avro.executions.ExecutionSummary) record;
        return new ExecutionSummary(
                ExecutionId.parse(summary.getExecutionId()),
                new ExecutionKey(summary.getFunction(), summary.getName()),
                summary.getVersion(),
                Symbols.fromAvro(summary.getStatus()),
                summary.getStartedAt(),
                summary.getEndedAt(),
                summary.getOperations(),
                summary.getEvents(),
                summary.getAwaited(),
                summary.getRecordedBytes());
    }
}
