package dev.reprise.cli;

import java.io.IOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says: this build, and what it stands on. */
final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        return new String[] {
            "Reprise " + project(),
            "Kafka " + org.apache.kafka.common.utils.AppInfoParser.getVersion(),
            "Java %s (%s)".formatted(System.getProperty("java.version"), System.getProperty("java.vendor"))
        };
    }

    private static String project() throws IOException {
        var build = new Properties();
        try (var file = Objects.requireNonNull(
                Versions.class.getResourceAsStream("build.properties"), "build.properties is packaged beside us")) {
            build.load(file);
        }
        return build.getProperty("version");
    }
}
