package dev.reprise.benchmarks;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Processor time used so far, by process. */
record CpuTime(long atNanos, Duration broker, Duration engine) {
    static CpuTime now(BrokerProcess broker) {
        return new CpuTime(
                System.nanoTime(),
                broker.processorTime(),
                ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
    }

    CpuTime since(CpuTime before) {
        return new CpuTime(atNanos - before.atNanos, broker.minus(before.broker), engine.minus(before.engine));
    }

    void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "    processors: broker %.0f %%, engine and load %.0f %%%n",
                100.0 * broker.toNanos() / atNanos,
                100.0 * engine.toNanos() / atNanos);
    }
}
