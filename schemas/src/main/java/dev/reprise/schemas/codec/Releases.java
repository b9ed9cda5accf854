package dev.reprise.schemas.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.jspecify.annotations.Nullable;

/**
 * The schemas that released versions wrote with: one folder for each release beside this class's package, in it one
 * self-contained file for each type, named by the type's full name. The file {@code versions} lists the folders, because
 * a jar cannot be listed.
 */
final class Releases {
    private static final String ROOT = "/dev/reprise/schemas/released/";

    private Releases() {}

    /** All releases so far, oldest first. */
    static List<String> versions() {
        var listed = read("versions");
        if (listed == null) {
            throw new IllegalStateException("Expected the list of released schemas at " + ROOT
                    + "versions, but found none. Is the jar of reprise-schemas complete?");
        }
        return listed.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /** The released schemas of a current type, oldest first; releases that did not have it are left out. */
    static List<Schema> schemasOf(Schema current) {
        var schemas = new ArrayList<Schema>();
        for (var version : versions()) {
            var text = read(version + "/" + current.getFullName() + ".avsc");
            if (text != null) {
                schemas.add(new SchemaParser().parse(text).mainSchema());
            }
        }
        return schemas;
    }

    private static @Nullable String read(String path) {
        try (InputStream in = Releases.class.getResourceAsStream(ROOT + path)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "Expected to read the resource " + ROOT + path + ", but could not", unreadable);
        }
    }
}
