package dev.reprise.examples.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ledger in a file, one effect a line: key, effect and outcome, separated by tabs. It outlives a killed process, so it
 * shows how often each effect really happened. Thread-safe; one process writes it at a time.
 */
public final class FileLedger implements Ledger {
    private final Path file;
    private final Map<String, Entry> known = new HashMap<>();

    /** Opens a ledger; the file is created with the first effect. */
    public FileLedger(Path file) {
        this.file = file;
        entries().forEach(entry -> known.put(entry.key(), entry));
    }

    @Override
    public synchronized Optional<Entry> find(String key) {
        return Optional.ofNullable(known.get(key));
    }

    @Override
    public synchronized void add(Entry added) {
        var entry = new Entry(plain(added.key()), plain(added.effect()), plain(added.outcome()));
        var line = String.join("\t", entry.key(), entry.effect(), entry.outcome()) + "\n";
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            Files.writeString(file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            known.put(entry.key(), entry);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write the ledger " + file, e);
        }
    }

    @Override
    public synchronized List<Entry> entries() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.map(FileLedger::entry).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read the ledger " + file, e);
        }
    }

    private static Entry entry(String line) {
        var parts = line.split("\t", -1);
        if (parts.length != 3) {
            throw new IllegalStateException("Expected a ledger line of key, effect and outcome, but found: " + line);
        }
        return new Entry(parts[0], parts[1], parts[2]);
    }

    private static String plain(String text) {
        return text.replace('\t', ' ').replace('\n', ' ');
    }
}
