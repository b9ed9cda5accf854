package dev.reprise.benchmarks.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Rows in a file, each a line of JSON with the members of {@link Row}. */
public final class JsonLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonLines() {}

    /** Adds a row; what is there stays there, so that a run that breaks off leaves what it has. */
    public static void append(Path file, Row row) throws IOException {
        Files.writeString(file, write(row) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Reads all rows. */
    public static List<Row> read(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank()).map(JsonLines::parse).toList();
        }
    }

    private static String write(Row row) throws JsonProcessingException {
        return JSON.writeValueAsString(row);
    }

    private static Row parse(String line) {
        try {
            return JSON.readValue(line, Row.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Expected a row of results as JSON, but found: %s".formatted(line), e);
        }
    }
}
