package dev.reprise.gateway.security;

import dev.reprise.core.InvalidValue;
import dev.reprise.gateway.security.Grants.Grant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A line of the configuration that lets somebody in: {@code ID:ROLE:PROOF} or {@code ID:ROLE:PREFIX:PROOF}.
 *
 * @param id whom it lets in, for logs
 * @param grant what for
 * @param proof what it is told by
 */
public record Credential(String id, Grant grant, String proof) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.@+=/-]{1,128}");

    public Credential {
        if (!ID.matcher(id).matches()) {
            throw new InvalidValue("Expected an id of 1 to 128 letters, digits and '_.@+=/-', but found another text");
        }
    }

    /** As it is configured. */
    public String line() {
        var prefix = grant.prefix().isEmpty() ? "" : grant.prefix() + ':';
        return "%s:%s:%s%s".formatted(id, grant.role().word(), prefix, proof);
    }

    /**
     * Reads what a setting and the lines of a file hold together. Empty lines and those that begin with # count for nothing.
     *
     * @param setting what it is called, for errors
     * @throws InvalidValue when one is of another shape, without repeating it
     */
    public static List<Credential> read(String setting, Optional<List<String>> listed, Optional<Path> file) {
        var lines = Stream.concat(
                listed.orElse(List.of()).stream(),
                file.map(each -> lines(setting, each)).stream().flatMap(List::stream));
        var read = new ArrayList<Credential>();
        lines.map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> read.add(parse(setting, read.size() + 1, line)));
        return List.copyOf(read);
    }

    private static List<String> lines(String setting, Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Expected to read the file that %s-file names, %s, but could not"
                            .formatted(setting, file.toAbsolutePath()),
                    e);
        }
    }

    private static Credential parse(String setting, int number, String line) {
        var parts = line.split(":", -1);
        try {
            if ((parts.length == 3 || parts.length == 4) && !parts[parts.length - 1].isBlank()) {
                return new Credential(
                        parts[0],
                        new Grant(Role.of(parts[1]), parts.length == 4 ? parts[2] : ""),
                        parts[parts.length - 1]);
            }
        } catch (InvalidValue e) {
            throw new InvalidValue("Number %d of %s is not right. %s".formatted(number, setting, e.getMessage()));
        }
        throw new InvalidValue(
                "Expected each of %s to be ID:ROLE:%s or ID:ROLE:FUNCTION-PREFIX:%2$s, but number %d is not"
                        .formatted(setting, setting.contains("access") ? "SECRET" : "HASH", number));
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "Credential[id=%s, grant=%s]".formatted(id, grant);
    }
}
