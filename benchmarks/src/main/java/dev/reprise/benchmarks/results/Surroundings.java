package dev.reprise.benchmarks.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.AppInfoParser;

/** Where and with what something was measured, as Markdown. */
public final class Surroundings {
    private Surroundings() {}

    /**
     * Looks around.
     *
     * @param commit of the sources, as the script that started us knows it
     * @param arguments what we were asked to do
     */
    public static String describe(String commit, String arguments) {
        return String.format(
                Locale.ROOT,
                """
                - command: `benchmarks/run %s`
                - sources: %s
                - processors: %d (%s)
                - memory: %s
                - system: %s %s, %s
                - Java: %s %s
                - Kafka: %s
                """,
                arguments,
                commit,
                Runtime.getRuntime().availableProcessors(),
                line("/proc/cpuinfo", text -> text.startsWith("model name")),
                line("/proc/meminfo", text -> text.startsWith("MemTotal")),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                AppInfoParser.getVersion());
    }

    private static String line(String file, Predicate<String> wanted) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(wanted)
                    .findFirst()
                    .map(found -> found.substring(found.indexOf(':') + 1).strip())
                    .orElse("unknown");
        } catch (IOException notLinux) {
            return "unknown";
        }
    }
}
