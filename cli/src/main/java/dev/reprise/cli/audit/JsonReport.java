package dev.reprise.cli.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.reprise.cli.terminal.Terminal;
import dev.reprise.gateway.rest.HistoryEventView;
import dev.reprise.schemas.codec.AuditedEvent;

/** For programs: one object a line, the event as the API shows it after whose it is. Keeps nothing. */
final class JsonReport implements Report {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private final Terminal terminal;
    private int records;

    JsonReport(Terminal terminal) {
        this.terminal = terminal;
    }

    /** An event, and whose. */
    record Line(
            String executionId,
            String function,
            String name,
            @JsonUnwrapped HistoryEventView event) {
        static Line of(AuditedEvent audited) {
            return new Line(
                    audited.execution().toString(),
                    audited.key().function(),
                    audited.key().name(),
                    HistoryEventView.of(audited.event()));
        }
    }

    /** The removal of an event: execution id, slash, event id. */
    record PurgedLine(String purged) {}

    /** A record that cannot be read. */
    record UndecodableLine(String undecodable, String why) {}

    @Override
    public void accept(HistoryRecord record) {
        records++;
        terminal.say(json(
                switch (record) {
                    case HistoryRecord.Event found -> Line.of(found.event());
                    case HistoryRecord.Purged gone -> new PurgedLine(gone.key());
                    case HistoryRecord.Undecodable found -> new UndecodableLine(found.where(), found.why());
                }));
    }

    private static String json(Object line) {
        try {
            // Payloads are shown byte for byte, and JSON may be spread over lines; a line break within a string is
            // escaped.
            return JSON.writeValueAsString(line).replace('\n', ' ').replace('\r', ' ');
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a history event to be expressible in JSON, but it is not", e);
        }
    }

    @Override
    public int finish() {
        return records;
    }
}
