package dev.reprise.gateway.application;

import dev.reprise.core.InvalidValue;
import dev.reprise.core.fold.Verdict;
import dev.reprise.streams.JournalUnavailable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits for verdicts. Meant for virtual threads. */
public final class Verdicts {
    private Verdicts() {}

    /**
     * The verdict on a record that was submitted.
     *
     * @throws JournalUnavailable when the record may or may not have been taken in
     * @throws InvalidValue when the record cannot be appended
     * @throws QuarantinedExecution when it changed nothing because its execution is quarantined
     */
    public static Verdict await(CompletableFuture<Verdict> submitted) {
        var verdict = told(submitted);
        if (verdict instanceof Verdict.Quarantined quarantined) {
            throw new QuarantinedExecution(quarantined.execution());
        }
        return verdict;
    }

    private static Verdict told(CompletableFuture<Verdict> submitted) {
        try {
            return submitted.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalUnavailable("The node is shutting down, so the verdict will not be known here", e);
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case JournalUnavailable unavailable -> unavailable;
                case InvalidValue invalid -> invalid;
                case null, default ->
                    new JournalUnavailable("Expected a verdict, but the journal failed: " + e.getMessage(), e);
            };
        }
    }

    static IllegalStateException unexpected(String about, Verdict verdict) {
        return new IllegalStateException("Expected a verdict about %s, but found %s"
                .formatted(about, verdict.getClass().getSimpleName()));
    }
}
