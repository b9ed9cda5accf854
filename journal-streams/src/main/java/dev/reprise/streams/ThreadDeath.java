package dev.reprise.streams;

import dev.reprise.schemas.codec.UnknownSchema;
import java.nio.file.Path;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;

/** What follows when a stream thread dies. */
final class ThreadDeath {
    private ThreadDeath() {}

    /**
     * Why this node must not take part any more, in a sentence for people; null when another thread may try again. A broker
     * that is away comes back. A disk that is full, a release that is too old, a JVM without memory do not get better by
     * trying, and each try restores the thread's partitions anew: other nodes shall have them.
     */
    static @Nullable String reasonToStop(Throwable cause, Path stateDir) {
        for (Throwable e = cause; e != null; e = e.getCause()) {
            if (e instanceof UnknownSchema) {
                return "Stopped: the state holds a row that a newer release wrote. Start that release here. "
                        + e.getMessage();
            }
            if (e instanceof ProcessorStateException) {
                return "Stopped: the state in %s cannot be written or read: %s. Is the disk full or broken? Mend that and restart this node; nothing is lost, the state is in Kafka"
                        .formatted(stateDir, root(e));
            }
            if (e instanceof Error) {
                return "Stopped: after %s nothing in this process can be relied on. Restart this node".formatted(e);
            }
        }
        return null;
    }

    private static String root(Throwable e) {
        var root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == e ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + root.getMessage();
    }
}
