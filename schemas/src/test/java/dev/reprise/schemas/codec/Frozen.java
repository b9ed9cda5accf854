package dev.reprise.schemas.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParser;

/** What a release left behind: its schemas, and records that it wrote. Paths are relative to the module. */
final class Frozen {
    static final Path SCHEMAS = Path.of("src/main/resources/dev/reprise/schemas/released");
    static final Path FIXTURES = Path.of("src/test/resources/fixtures");

    private Frozen() {}

    /** The folder of a release's schemas. */
    static Path schemasOf(String version) {
        return SCHEMAS.resolve(version);
    }

    /** The folder of what a release wrote. */
    static Path fixturesOf(String version) {
        return FIXTURES.resolve("v" + version);
    }

    /** A release's schemas by the full name of the type. */
    static Map<String, Schema> readSchemas(String version) {
        var schemas = new TreeMap<String, Schema>();
        for (var file : files(schemasOf(version), ".avsc")) {
            var schema = new SchemaParser().parse(text(file)).mainSchema();
            schemas.put(schema.getFullName(), schema);
        }
        return schemas;
    }

    /** How every message of a type begins, in hexadecimal digits: C3 01 and the fingerprint, least significant byte first. */
    static String header(Schema schema) {
        return "c301%016x".formatted(Long.reverseBytes(SchemaNormalization.parsingFingerprint64(schema)));
    }

    /** The files of a folder and below whose names end in a certain way, in order. */
    static List<Path> files(Path folder, String ending) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .collect(Collectors.toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
