package dev.reprise.gateway.application;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.state.Execution;
import dev.reprise.gateway.tokens.CheckpointToken;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.gateway.tokens.StateMarker;
import dev.reprise.streams.Journal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An execution's operations for replay, in pages that fit into a message. Thread-safe. */
public final class StatePages {
    /** How large a page may be, in bytes, so that an envelope stays below the 6 MB of an invocation. */
    static final long MAX_PAGE_BYTES = 5 << 20;

    /** The most operations of a page. */
    public static final int MAX_ITEMS = 1_000;

    private static final int DEFAULT_ITEMS = 100;

    private final Journal journal;
    private final Seal seal;

    public StatePages(Journal journal, Seal seal) {
        this.journal = journal;
        this.seal = seal;
    }

    /**
     * A page.
     *
     * @param operations by first appearance
     * @param nextMarker where the next page begins, null for the last
     */
    public record Page(List<Operation> operations, @Nullable String nextMarker) {
        public Page {
            operations = List.copyOf(operations);
        }
    }

    /** What became of asking for a page. */
    public sealed interface Outcome {
        record Found(Page page) implements Outcome {}

        record StaleToken() implements Outcome {}

        record OtherExecution() implements Outcome {}

        record InvalidMarker() implements Outcome {}
    }

    /** The first page, for the envelope of an invocation. Empty when not even the execution itself fits. */
    public Page first(Execution header) {
        return page(header.id(), header.lane().epoch(), 0, Integer.MAX_VALUE, false);
    }

    /**
     * A further page, for the invocation that holds a token. The token stays good.
     *
     * @param marker where the page begins; null or empty for the first
     * @param maxItems how many operations at most; 0 for 100
     */
    public Outcome read(ExecutionId addressed, String token, @Nullable String marker, int maxItems) {
        var proof = CheckpointToken.read(seal, token);
        if (proof == null) {
            return new Outcome.StaleToken();
        }
        if (!proof.execution().equals(addressed)) {
            return new Outcome.OtherExecution();
        }
        var header = journal.execution(addressed);
        if (header == null || !proof.isCurrent(header)) {
            return new Outcome.StaleToken();
        }
        var from = marker == null || marker.isEmpty()
                ? new StateMarker(addressed, proof.epoch(), 0)
                : StateMarker.read(seal, marker);
        if (from == null || from.epoch() != proof.epoch() || !from.execution().equals(addressed)) {
            return new Outcome.InvalidMarker();
        }
        int most = maxItems == 0 ? DEFAULT_ITEMS : maxItems;
        return new Outcome.Found(page(addressed, proof.epoch(), from.fromOrder(), most, true));
    }

    private Page page(ExecutionId execution, int epoch, long fromOrder, int maxItems, boolean atLeastOne) {
        var page = new ArrayList<Operation>();
        long bytes = 0;
        for (var operation : journal.operations(execution)) {
            if (operation.order() < fromOrder) {
                continue;
            }
            bytes += MessageSize.of(operation);
            boolean fits = bytes <= MAX_PAGE_BYTES || (atLeastOne && page.isEmpty());
            if (page.size() == maxItems || !fits) {
                return new Page(page, new StateMarker(execution, epoch, operation.order()).write(seal));
            }
            page.add(operation);
        }
        return new Page(page, null);
    }
}
