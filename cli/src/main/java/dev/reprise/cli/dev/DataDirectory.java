package dev.reprise.cli.dev;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.reprise.cli.terminal.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Everything that {@code reprise dev} keeps, so that the next one resumes.
 *
 * <pre>
 * dev.lock         locked while one runs here; holds the id of its process
 * dev.properties   which Kafka the last one used
 * broker/          the embedded broker's topics: the truth
 * state/           the local copy of the journal's state, and the key that signs callback URLs
 * effects.tsv      what the example services have done
 * logs/            what the service has said
 * </pre>
 */
public final class DataDirectory {
    private static final String BOOTSTRAP = "bootstrap.servers";

    /** Far behind the process id, so that others can read that id even where locks are mandatory. */
    private static final long LOCK_POSITION = Long.MAX_VALUE - 1;

    private final Path root;

    private DataDirectory(Path root) {
        this.root = root;
    }

    /** The directory at a path, which need not exist. */
    public static DataDirectory at(Path root) {
        return new DataDirectory(root.toAbsolutePath().normalize());
    }

    /** The directory itself, as an absolute path. */
    public Path root() {
        return root;
    }

    /** Where the embedded broker lives. */
    public Path broker() {
        return root.resolve("broker");
    }

    /** Where the service keeps its state. */
    public Path state() {
        return root.resolve("state");
    }

    /** Where the example services write down what they did. */
    public Path effects() {
        return root.resolve("effects.tsv");
    }

    /** Where the service writes its log. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** Whether an embedded broker has ever run here. */
    public boolean hasBroker() {
        return Files.isDirectory(broker().resolve("data"));
    }

    /** Whether a {@code dev} runs here now. */
    public boolean isInUse() {
        if (!Files.exists(lockFile())) {
            return false;
        }
        try (var taken = tryTake()) {
            return taken == null;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * Takes the directory for this process, creating it when missing. Closing what is returned gives it free, and so does
     * any end of the process.
     */
    public Taken take() {
        try {
            Files.createDirectories(root);
            var taken = tryTake();
            if (taken == null) {
                throw new CommandFailure(
                        "Expected nobody else to use %s, but process %s runs there: stop it, or choose another directory with --data."
                                .formatted(root, Files.readString(lockFile()).strip()));
            }
            taken.truncate(0);
            taken.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)));
            return new Taken(taken);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** A directory that nobody else can take. */
    public static final class Taken implements AutoCloseable {
        private final FileChannel lock;

        private Taken(FileChannel lock) {
            this.lock = lock;
        }

        @Override
        public void close() {
            try {
                lock.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Expected to release the data directory, but could not", e);
            }
        }
    }

    /** The locked file, or null when somebody else holds it. */
    private @Nullable FileChannel tryTake() throws IOException {
        var file = FileChannel.open(lockFile(), CREATE, READ, WRITE);
        try {
            if (file.tryLock(LOCK_POSITION, 1, false) != null) {
                return file;
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            // the same answer as for another process
        }
        file.close();
        return null;
    }

    private Path lockFile() {
        return root.resolve("dev.lock");
    }

    private CommandFailure unusable(IOException e) {
        return new CommandFailure(
                "Expected a directory that can be written to, but %s is not: %s".formatted(root, e), e);
    }

    /** Remembers which Kafka is used, for {@code audit}. */
    public void remember(String bootstrapServers) {
        try {
            // Through a second file: whoever kills us in between must not leave half a file behind.
            var draft = root.resolve("dev.properties.new");
            Files.writeString(draft, "%s=%s%n".formatted(BOOTSTRAP, bootstrapServers));
            Files.move(draft, root.resolve("dev.properties"), ATOMIC_MOVE, REPLACE_EXISTING);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The Kafka that was used last, if any. */
    public Optional<String> rememberedBootstrapServers() {
        var file = root.resolve("dev.properties");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var reader = Files.newBufferedReader(file)) {
            var found = new Properties();
            found.load(reader);
            return Optional.ofNullable(found.getProperty(BOOTSTRAP));
        } catch (IOException e) {
            throw unusable(e);
        }
    }
}
