package dev.reprise.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.schemas.avro.journal.OwnerElected;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParser;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** This release reads what every release before it wrote: BACKWARD_TRANSITIVE, in the words of schema registries. */
class CompatibilityTest {
    /** The release in which a schema of a stored row last changed; it goes up together with {@link RowValue#FORMAT}. */
    private static final String ROW_FORMAT_SINCE = "0.1.0";

    private static final SchemaValidator READS_ALL =
            new SchemaValidatorBuilder().canReadStrategy().validateAll();

    @ParameterizedTest
    @MethodSource("dev.reprise.schemas.codec.Schemas#topLevel")
    void aSchemaReadsEveryReleasedOneOfItsName(Schema current) throws SchemaValidationException {
        READS_ALL.validate(current, Releases.schemasOf(current).reversed());
    }

    @ParameterizedTest
    @MethodSource("dev.reprise.schemas.codec.Releases#versions")
    void noReleasedTypeIsGone(String version) {
        var names = Schemas.topLevel().stream().map(Schema::getFullName).toList();

        assertThat(names).containsAll(Frozen.readSchemas(version).keySet());
    }

    @ParameterizedTest
    @MethodSource("dev.reprise.schemas.codec.Releases#versions")
    void theListOfHeadersIsRight(String version) {
        var headers = Frozen.readSchemas(version).values().stream()
                .map(schema -> Frozen.header(schema) + " " + schema.getFullName() + ".avsc");

        assertThat(Frozen.text(Frozen.schemasOf(version).resolve("headers")).lines())
                .containsExactlyInAnyOrderElementsOf(headers.toList());
    }

    @Test
    void everyReleaseIsListed() throws IOException {
        try (var folders = Files.list(Frozen.SCHEMAS)) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Releases.versions());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.reprise.schemas.codec.Schemas#topLevel")
    void aRowsSchemaChangesOnlyWithTheFormatsNumber(Schema current) {
        if (Schemas.OF_ROWS.contains(current)) {
            var stored = Frozen.readSchemas(ROW_FORMAT_SINCE).get(current.getFullName());

            assertThat(SchemaNormalization.toParsingForm(current))
                    .as("rows carry no fingerprint: raise RowValue.FORMAT and keep the former schema readable")
                    .isEqualTo(SchemaNormalization.toParsingForm(stored));
        }
    }

    @Test
    void theCheckRefusesAFieldThatOldRecordsLack() {
        var released = OwnerElected.getClassSchema();
        var changed = new SchemaParser()
                .parse(released.toString().replace("\"nonce\"", "\"term\""))
                .mainSchema();

        assertThatThrownBy(() -> READS_ALL.validate(changed, List.of(released)))
                .isInstanceOf(SchemaValidationException.class)
                .hasMessageContaining("term");
    }
}
