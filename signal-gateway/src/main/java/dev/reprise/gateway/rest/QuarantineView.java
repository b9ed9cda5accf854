package dev.reprise.gateway.rest;

import dev.reprise.core.state.Quarantine;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why an execution is quarantined: the record about it that could not be taken in. The record itself is in the topic
 * {@code journal.dlq}.
 *
 * @param record its kind
 * @param offset where it stands in the execution's partition of the journal
 * @param error what was thrown
 * @param at when it was appended
 */
@Schema(name = "Quarantine")
public record QuarantineView(String record, long offset, String error, Instant at) {
    static QuarantineView of(Quarantine quarantine) {
        var poison = quarantine.poison();
        return new QuarantineView(poison.record(), poison.offset(), poison.error(), poison.at());
    }
}
