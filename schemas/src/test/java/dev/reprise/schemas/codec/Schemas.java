package dev.reprise.schemas.codec;

import dev.reprise.schemas.avro.executions.ExecutionSummary;
import dev.reprise.schemas.avro.signals.Signal;
import dev.reprise.schemas.avro.store.StoredExecution;
import dev.reprise.schemas.avro.store.StoredOperation;
import dev.reprise.schemas.avro.store.StoredOutgoing;
import dev.reprise.schemas.avro.store.StoredPartition;
import dev.reprise.schemas.avro.store.StoredQuarantine;
import dev.reprise.schemas.avro.store.StoredSignal;
import dev.reprise.schemas.avro.store.StoredUpdatedOperations;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The schemas that this release writes with. */
final class Schemas {
    /** What stands alone in a row. */
    static final List<Schema> OF_ROWS = List.of(
            StoredPartition.getClassSchema(),
            StoredExecution.getClassSchema(),
            StoredOperation.getClassSchema(),
            StoredSignal.getClassSchema(),
            StoredUpdatedOperations.getClassSchema(),
            StoredQuarantine.getClassSchema(),
            StoredOutgoing.getClassSchema());

    private Schemas() {}

    /** The types that stand alone: in a topic, in a row or between nodes. */
    static List<Schema> topLevel() {
        return Stream.of(
                        JournalRecords.TYPES,
                        Happenings.TYPES,
                        List.of(ExecutionSummary.getClassSchema(), Signal.getClassSchema()),
                        OF_ROWS,
                        PeerRequests.TYPES,
                        PeerAnswers.TYPES)
                .flatMap(List::stream)
                .toList();
    }

    /** Every record and enumeration that those are made of. */
    static Collection<Schema> named() {
        var found = new LinkedHashMap<String, Schema>();
        topLevel().forEach(schema -> collect(schema, found));
        return found.values();
    }

    private static void collect(Schema schema, Map<String, Schema> found) {
        switch (schema.getType()) {
            case RECORD -> {
                if (found.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), found));
                }
            }
            case ENUM -> found.putIfAbsent(schema.getFullName(), schema);
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, found));
            case ARRAY -> collect(schema.getElementType(), found);
            default -> {
                // has no parts
            }
        }
    }
}
