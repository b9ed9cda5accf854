package dev.reprise.gateway.functions;

import dev.reprise.core.InvalidValue;
import dev.reprise.gateway.application.FunctionVersions;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.streams.JournalUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the topic of functions says so far. One thread feeds it, any thread reads it. */
final class FunctionTable {
    private static final Logger LOG = LoggerFactory.getLogger(FunctionTable.class);

    private final ConcurrentSkipListMap<String, Named> names = new ConcurrentSkipListMap<>();
    private boolean complete;
    private long nextOffset;

    /** Takes in a record. One that is no function is skipped: it must not stop the others. */
    void take(ConsumerRecord<byte[], byte @Nullable []> record) {
        try {
            apply(record);
        } catch (InvalidValue e) {
            LOG.warn(
                    "Skipped a record that registers no function, at {}-{} offset {}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }

    private void apply(ConsumerRecord<byte[], byte @Nullable []> record) {
        if (record.key() == null) {
            throw new InvalidValue("Expected the function's name as the key, but found no key");
        }
        var key = FunctionKey.read(record.key());
        RegisteredFunction.requireName(key.name());
        names.computeIfAbsent(key.name(), Named::new).take(key, record.value());
    }

    /** Everything before an offset has been taken in; with {@code toTheEnd}, that was all there was. */
    synchronized void reached(long offset, boolean toTheEnd) {
        nextOffset = offset;
        complete |= toTheEnd;
        notifyAll();
    }

    /** Waits until the record at an offset has been taken in. Returns whether it was in time. */
    synchronized boolean await(long offset, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (nextOffset <= offset) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(Math.max(1, left / 1_000_000));
        }
        return true;
    }

    synchronized boolean isComplete() {
        return complete;
    }

    @Nullable
    RegisteredFunction find(String name, String qualifier) {
        requireComplete();
        var named = names.get(name);
        return named == null ? null : named.find(qualifier);
    }

    @Nullable
    FunctionVersions versions(String name) {
        requireComplete();
        var named = names.get(name);
        return named == null ? null : named.versions();
    }

    List<RegisteredFunction> all() {
        requireComplete();
        return names.values().stream()
                .map(named -> named.find(RegisteredFunction.LATEST))
                .filter(Objects::nonNull)
                .toList();
    }

    /** The number that the next version of a function gets. */
    String nextVersion(String name) {
        var named = names.get(name);
        return named == null ? "1" : named.nextVersion();
    }

    /** What the topic must hold for a published version, so that it says what this table says. */
    byte @Nullable [] standing(FunctionKey version) {
        var named = names.get(version.name());
        return named == null ? null : named.standing(version.qualifier());
    }

    /** The keys of all versions and aliases of a function. */
    List<FunctionKey> qualified(String name) {
        var named = names.get(name);
        return named == null ? List.of() : named.qualified();
    }

    private void requireComplete() {
        if (!isComplete()) {
            throw new JournalUnavailable("The registered functions have not been read from Kafka yet");
        }
    }
}
