package dev.reprise.examples.services;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A ledger that lasts as long as the process. Thread-safe. */
public final class MemoryLedger implements Ledger {
    private final List<Entry> entries = new ArrayList<>();

    @Override
    public synchronized Optional<Entry> find(String key) {
        return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
    }

    @Override
    public synchronized void add(Entry entry) {
        entries.add(entry);
    }

    @Override
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }
}
