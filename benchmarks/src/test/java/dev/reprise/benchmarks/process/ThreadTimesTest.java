package dev.reprise.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.benchmarks.results.ThreadUse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadTimesTest {
    @ParameterizedTest
    @CsvSource({
        "C2 CompilerThre, C2 compiler",
        "G1 Conc#0, collector",
        "GC Thread#11, collector",
        "rocksdb:low3, RocksDB",
        "node-1-StreamTh, stream threads",
        "ForkJoinPool-1-, virtual threads",
        "vert.x-eventloo, event loops",
        "quorum-controll, quorum-controll",
        "metrics-4, metrics",
        "a) b (2, a) b ("
    })
    void aThreadIsOfTheKindThatItsNameTells(String name, String kind) {
        var stat = "14661 (" + name + ") S 1 14524 13540 0 -1 4194368 12 0 0 0 150 25 0 0 20 0 66 0 5720";

        assertThat(ThreadTimes.parse(stat)).isEqualTo(new ThreadUse(kind, 1.75));
    }

    @Test
    void threadsOfAKindAreOneAndWhatNoneOfThemUsedIsOfThreadsThatHaveEnded() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "only Linux tells of threads");
        long self = ProcessHandle.current().pid();

        var used = ThreadTimes.now(self).since(ThreadTimes.now(-1), 1e6);

        assertThat(used).extracting(ThreadUse::kind).doesNotHaveDuplicates().contains("C2 compiler");
        assertThat(used.getFirst().kind()).isEqualTo("threads that have ended");
        assertThat(used.stream().mapToDouble(ThreadUse::cpuSeconds).sum()).isBetween(1e6 - 1, 1e6 + 1);
    }

    @Test
    void nothingIsToldOfAProcessThatIsGone() {
        assertThat(ThreadTimes.now(-1).since(ThreadTimes.now(-1), 1)).isEmpty();
    }
}
