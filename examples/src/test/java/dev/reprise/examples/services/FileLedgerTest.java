package dev.reprise.examples.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLedgerTest {
    @TempDir
    private Path directory;

    @Test
    void whatWasDoneIsKnownToTheNextProcess() {
        var file = directory.resolve("made/effects.tsv");
        var first = new Ledger.Entry("key-1", "charge 49.90", "txn-1");
        new FileLedger(file).add(first);
        var next = new FileLedger(file);
        assertThat(next.find("key-1")).contains(first);
        assertThat(next.find("key-2")).isEmpty();
        assertThat(next.entries()).containsExactly(first);
    }

    @Test
    void aTabOrNewlineInAnEffectDoesNotBreakTheFile() {
        var ledger = new FileLedger(directory.resolve("effects.tsv"));
        ledger.add(new Ledger.Entry("key", "two\nlines", "a\tb"));
        assertThat(ledger.entries()).containsExactly(new Ledger.Entry("key", "two lines", "a b"));
    }
}
