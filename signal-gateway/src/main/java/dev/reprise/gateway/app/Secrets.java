package dev.reprise.gateway.app;

import dev.reprise.gateway.tokens.Seal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** Where the secret for tokens comes from: the configuration, or a file that is made once. */
final class Secrets {
    private static final int BYTES = 32;

    private Secrets() {}

    static Seal seal(GatewayConfig config) {
        var configured = config.secrets().orElse(List.of());
        var secrets = configured.isEmpty()
                ? List.of(kept(config.stateDir().resolve("secret")))
                : configured.stream()
                        .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                        .toList();
        return new Seal(secrets);
    }

    private static byte[] kept(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return HexFormat.of().parseHex(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Expected to keep the secret for tokens in %s; set reprise.secrets or make the directory writable"
                            .formatted(file.toAbsolutePath()),
                    e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "Expected hexadecimal digits in %s, but found something else. Callbacks that are still open were signed with them"
                            .formatted(file.toAbsolutePath()),
                    e);
        }
    }

    private static void create(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        // Complete under another name first: a crash in between must not leave half a secret.
        var draft = Files.createTempFile(file.toAbsolutePath().getParent(), "secret", ".new", onlyForUs());
        Files.writeString(draft, HexFormat.of().formatHex(secret) + "\n", StandardOpenOption.WRITE);
        try {
            Files.move(draft, file);
        } catch (FileAlreadyExistsException anotherNodeWasQuicker) {
            Files.delete(draft);
        }
    }

    private static FileAttribute<?>[] onlyForUs() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
