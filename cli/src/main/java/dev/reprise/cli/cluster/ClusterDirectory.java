package dev.reprise.cli.cluster;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.reprise.broker.EmbeddedBroker;
import dev.reprise.cli.dev.Ports;
import dev.reprise.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Everything that a cluster keeps, so that the next one on the same directory goes on.
 *
 * <pre>
 * cluster.properties   Kafka's id of it, the secret of its tokens, the ports of the last start
 * broker-1/            a broker's topics: the truth, three times
 * node-1/              a node's local copy of the state
 * logs/                what all of them have said
 * </pre>
 */
public final class ClusterDirectory {
    private static final String FILE = "cluster.properties";
    private static final String ID = "cluster.id";
    private static final String SECRET = "secret";
    private static final int SECRET_BYTES = 32;
    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final int TRIES = 1_000;

    private final Path root;
    private final Properties known = new Properties();

    private ClusterDirectory(Path root) {
        this.root = root;
    }

    /** The directory at a path, created when missing. */
    public static ClusterDirectory at(Path path) {
        var directory = new ClusterDirectory(path.toAbsolutePath().normalize());
        try {
            Files.createDirectories(directory.logs());
            directory.read();
        } catch (IOException e) {
            throw directory.unusable(e);
        }
        directory.known.putIfAbsent(ID, EmbeddedBroker.newClusterId());
        directory.known.putIfAbsent(SECRET, newSecret());
        return directory;
    }

    private void read() throws IOException {
        var file = root.resolve(FILE);
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                known.load(reader);
            }
        }
    }

    private static String newSecret() {
        var secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    /** The directory itself, as an absolute path. */
    public Path root() {
        return root;
    }

    /** Where all of them write what they say. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** What belongs to one member alone. */
    public Path of(String member) {
        return root.resolve(member);
    }

    String clusterId() {
        return known.getProperty(ID);
    }

    String secret() {
        return known.getProperty(SECRET);
    }

    /** The port that this had last time if it is free, else any that is. */
    public int port(String what) {
        var last = known.getProperty(what);
        int port = last != null && Ports.isFree(Integer.parseInt(last)) ? Integer.parseInt(last) : free();
        known.setProperty(what, Integer.toString(port));
        return port;
    }

    /**
     * Below the ports that systems give to outgoing connections: it must be free again and again, whenever its process is
     * started anew.
     */
    private int free() {
        var random = ThreadLocalRandom.current();
        for (int i = 0; i < TRIES; i++) {
            int port = random.nextInt(LOWEST_PORT, HIGHEST_PORT);
            if (!known.containsValue(Integer.toString(port)) && Ports.isFree(port)) {
                return port;
            }
        }
        throw new CommandFailure(
                "Expected a free port from %d to %d, but found none.".formatted(LOWEST_PORT, HIGHEST_PORT - 1));
    }

    /** Writes down what the next start must know. */
    void remember() {
        try {
            // Through a second file: whoever kills us in between must not leave half a file behind.
            var draft = root.resolve(FILE + ".new");
            try (var writer = Files.newBufferedWriter(draft)) {
                known.store(writer, "Made by 'reprise cluster'. The secret signs callback ids that may still be open.");
            }
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
            }
            Files.move(draft, root.resolve(FILE), ATOMIC_MOVE, REPLACE_EXISTING);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private CommandFailure unusable(IOException e) {
        return new CommandFailure(
                "Expected a directory that can be written to, but %s is not: %s".formatted(root, e), e);
    }
}
