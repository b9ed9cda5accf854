package dev.reprise.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.reprise.core.fold.Verdict;
import dev.reprise.core.history.Happening;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.schemas.peer.PeerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemasTest {
    private static final Path SOURCES = Path.of("src/main/avro");

    @Test
    void everyJournalRecordHasASchemaOfItsName() {
        assertThat(names(JournalRecords.TYPES)).containsExactlyInAnyOrderElementsOf(leaves(JournalRecord.class));
    }

    @Test
    void everyHistoryEventHasASchemaOfItsName() {
        assertThat(names(Happenings.TYPES)).containsExactlyInAnyOrderElementsOf(leaves(Happening.class));
    }

    @Test
    void everyVerdictHasASchemaOfItsName() {
        assertThat(names(Verdicts.TYPES)).containsExactlyInAnyOrderElementsOf(leaves(Verdict.class));
    }

    @Test
    void everyRequestOfANodeHasASchemaOfItsName() {
        assertThat(names(PeerRequests.TYPES)).containsExactlyInAnyOrderElementsOf(leaves(PeerRequest.class));
    }

    @ParameterizedTest
    @MethodSource("dev.reprise.schemas.codec.Schemas#named")
    void everythingInASchemaIsExplained(Schema schema) {
        assertThat(schema.getDoc()).as(schema.getFullName()).isNotBlank();
        if (schema.getType() == Schema.Type.RECORD) {
            assertThat(schema.getFields())
                    .allSatisfy(field -> assertThat(field.doc())
                            .as("%s.%s", schema.getFullName(), field.name())
                            .endsWith("."));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.reprise.schemas.codec.Schemas#named")
    void whatMayBeAbsentIsAbsentByDefault(Schema schema) {
        if (schema.getType() == Schema.Type.RECORD) {
            var optional =
                    schema.getFields().stream().filter(field -> field.schema().isNullable());

            assertThat(optional).allSatisfy(field -> {
                assertThat(field.schema().getTypes().getFirst().getType()).isEqualTo(Schema.Type.NULL);
                assertThat(field.defaultVal()).isEqualTo(JsonProperties.NULL_VALUE);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("dev.reprise.schemas.codec.Schemas#named")
    void anEnumerationHasAPlaceForSymbolsToCome(Schema schema) {
        if (schema.getType() == Schema.Type.ENUM) {
            assertThat(entry(schema.getFullName(), schema.getEnumDefault()))
                    .isEqualTo(entry(schema.getFullName(), "UNKNOWN"));
        }
    }

    @Test
    void everyHistoryEventBeginsWithTheEnvelope() {
        assertThat(Happenings.TYPES)
                .extracting(schema -> schema.getFields().getFirst().schema().getName())
                .containsOnly("Envelope");
    }

    @Test
    void everyFileDefinesOneTypeInUseNamedLikeTheFile() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            var defined = files.filter(Files::isRegularFile)
                    .map(file -> SOURCES.relativize(file).toString())
                    .toList();
            var used = Schemas.named().stream()
                    .map(schema -> schema.getFullName()
                                    .substring("dev.reprise.schemas.avro.".length())
                                    .replace('.', '/')
                            + ".avsc")
                    .toList();

            assertThat(defined).containsExactlyInAnyOrderElementsOf(used);
        }
    }

    private static List<String> names(Collection<Schema> schemas) {
        return schemas.stream().map(Schema::getName).toList();
    }

    private static List<String> leaves(Class<?> type) {
        return Sealed.leavesOf(type).stream().map(Class::getSimpleName).toList();
    }
}
