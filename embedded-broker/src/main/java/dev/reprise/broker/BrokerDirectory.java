package dev.reprise.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What one broker leaves on disk, held by one process at a time.
 *
 * <pre>
 * broker.lock         locked while a broker runs here; holds the id of its process
 * broker.properties   the ports of the last start
 * data/               Kafka's own directory: metadata log and topics
 * </pre>
 */
final class BrokerDirectory implements AutoCloseable {

    private static final String LOCK_FILE = "broker.lock";
    private static final String PORTS_FILE = "broker.properties";
    private static final String BROKER_PORT = "broker.port";
    private static final String CONTROLLER_PORT = "controller.port";

    /** The lock lies far behind the process id, so that others can read that id even where locks are mandatory. */
    private static final long LOCK_POSITION = Long.MAX_VALUE - 1;

    private final Path root;
    private final FileChannel lockFile;

    private BrokerDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /** Takes the directory for this process, creating it when missing. */
    static BrokerDirectory open(Path root) {
        try {
            Files.createDirectories(root.resolve("data"));
            return new BrokerDirectory(root, lock(root.resolve(LOCK_FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Expected a directory that the broker can write to, but %s is not: %s"
                            .formatted(root.toAbsolutePath(), e),
                    e);
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        var channel = FileChannel.open(file, CREATE, READ, WRITE);
        try {
            if (tryLock(channel) == null) {
                throw new IllegalStateException(
                        "Expected no other broker on %s, but process %s runs one there (it holds %s): stop it, or choose another directory"
                                .formatted(file.toAbsolutePath().getParent(), Files.readString(file), LOCK_FILE));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCK_POSITION, 1, false);
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    Path root() {
        return root;
    }

    /** Kafka's log directory. */
    Path data() {
        return root.resolve("data");
    }

    /** Whether Kafka was set up here before; this file is the last that formatting writes. */
    boolean isFormatted() {
        return Files.exists(data().resolve("meta.properties"));
    }

    /** Whether the last broker here had the time to sign off; Kafka leaves this file then, and removes it at its start. */
    boolean wasClosedCleanly() {
        return Files.exists(data().resolve(".kafka_cleanshutdown"));
    }

    /** The ports of the last start, or {@link BrokerPorts#NONE}. */
    BrokerPorts rememberedPorts() {
        var file = root.resolve(PORTS_FILE);
        if (!Files.exists(file)) {
            return BrokerPorts.NONE;
        }
        try (var reader = Files.newBufferedReader(file)) {
            var ports = new Properties();
            ports.load(reader);
            return new BrokerPorts(port(ports, BROKER_PORT, file), port(ports, CONTROLLER_PORT, file));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Expected the ports of the last start in %s, but cannot read it".formatted(file), e);
        }
    }

    private static int port(Properties ports, String name, Path file) {
        String found = ports.getProperty(name, "nothing");
        try {
            return Integer.parseInt(found);
        } catch (NumberFormatException e) {
            throw new IllegalStateException(
                    "Expected a port number as %s in %s, but found %s: delete the file to let the broker choose new ports"
                            .formatted(name, file, found),
                    e);
        }
    }

    void remember(BrokerPorts ports) {
        // Through a second file: whoever kills us in between must not leave half a file behind.
        var draft = root.resolve(PORTS_FILE + ".new");
        var file = root.resolve(PORTS_FILE);
        try {
            Files.writeString(
                    draft,
                    "%s=%d%n%s=%d%n".formatted(BROKER_PORT, ports.broker(), CONTROLLER_PORT, ports.controller()));
            Files.move(draft, file, ATOMIC_MOVE, REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Expected to write the ports of this start to %s, but could not".formatted(file), e);
        }
    }

    /** Gives the directory free for the next broker; the files stay. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Expected to release %s, but could not".formatted(root.resolve(LOCK_FILE)), e);
        }
    }
}
