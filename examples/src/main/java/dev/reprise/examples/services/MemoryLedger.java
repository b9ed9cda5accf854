package dev.reprise.examples.services;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ledger that lasts as long as the process. Thread-safe. */
public final class MemoryLedger implements Ledger {
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    @Override
    public synchronized Optional<Entry> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public synchronized void add(Entry entry) {
        entries.putIfAbsent(entry.key(), entry);
    }

    @Override
    public synchronized List<Entry> entries() {
        return List.copyOf(entries.values());
    }
}
