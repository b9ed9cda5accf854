package dev.reprise.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A certificate for the service and one for its callers, each signed by itself, made by the JDK's keytool. */
public final class Certificates implements QuarkusTestResourceLifecycleManager {
    static final String PASSWORD = "changeit";
    static final String DIRECTORY = "test.certificates";

    @Override
    public Map<String, String> start() {
        try {
            var directory = Files.createTempDirectory("reprise-certificates");
            for (var name : List.of("service", "caller")) {
                keytool(
                        directory,
                        name + ".p12",
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-validity",
                        "2",
                        "-ext",
                        "SAN=ip:127.0.0.1,dns:localhost");
                keytool(directory, name + ".p12", "-exportcert", "-alias", name, "-file", name + ".crt");
                keytool(
                        directory,
                        name + "-trust.p12",
                        "-importcert",
                        "-noprompt",
                        "-alias",
                        name,
                        "-file",
                        name + ".crt");
            }
            return Map.of(
                    DIRECTORY,
                    directory.toString(),
                    "quarkus.tls.key-store.p12.path",
                    directory.resolve("service.p12").toString(),
                    "quarkus.tls.key-store.p12.password",
                    PASSWORD,
                    "quarkus.tls.trust-store.p12.path",
                    directory.resolve("caller-trust.p12").toString(),
                    "quarkus.tls.trust-store.p12.password",
                    PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keytool(Path directory, String store, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store, "-storetype", "PKCS12", "-storepass", PASSWORD));
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes());
        try {
            if (process.waitFor() != 0) {
                throw new IOException("Expected keytool to succeed, but it said: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {}
}
