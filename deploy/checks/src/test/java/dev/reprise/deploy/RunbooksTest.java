package dev.reprise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the runbooks name is there: metrics, settings, routes, pages. */
class RunbooksTest {
    private static final Path FOLDER = Deploy.FOLDER.resolve("runbooks");
    private static final Path SERVICE = Deploy.REPOSITORY.resolve("signal-gateway/src/main/java");
    private static final List<String> TOPICS =
            List.of("reprise.journal", "reprise.history", "reprise.executions", "reprise.signals", "reprise.functions");

    static Stream<Path> pages() throws IOException {
        return markdown(FOLDER).stream();
    }

    static Stream<Path> everyPage() throws IOException {
        return markdown(Deploy.FOLDER).stream();
    }

    private static List<Path> markdown(Path folder) throws IOException {
        try (var found = Files.walk(folder)) {
            return found.filter(each -> each.toString().endsWith(".md"))
                    .filter(each -> !each.toString().contains("/target/"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static Set<String> meters() throws IOException {
        var names = new TreeSet<String>();
        try (var sources = Files.walk(SERVICE)) {
            for (var source :
                    sources.filter(each -> each.toString().endsWith(".java")).toList()) {
                all("\"(reprise\\.[a-z.]+)\"", Files.readString(source))
                        .forEach(name -> names.add(name.replace('.', '_')));
            }
        }
        // Two names are made of a beginning and an end.
        names.addAll(List.of("reprise_executions_started", "reprise_executions_resumed"));
        return names;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyMetricIsCountedByTheService(Path page) throws IOException {
        var meters = meters();
        assertThat(all("\\b(reprise_[a-z_]+)", Files.readString(page)))
                .allMatch(
                        name -> meters.stream().anyMatch(meter -> name.equals(meter) || name.startsWith(meter + "_")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everySettingIsOneOfTheService(Path page) throws IOException {
        var settings = Deploy.settings();
        assertThat(all("`(reprise\\.[a-z.-]+)[`=]", Files.readString(page)))
                .allMatch(name -> settings.contains(name) || TOPICS.stream().anyMatch(name::startsWith));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageSaysWhenAndHowToKnowThatItIsDone(Path page) throws IOException {
        if (!page.endsWith("README.md")) {
            assertThat(Files.readString(page)).contains("**When**", "**Done when**");
            assertThat(Files.readString(FOLDER.resolve("README.md"))).contains("(" + page.getFileName() + ")");
        }
    }

    @ParameterizedTest
    @MethodSource("everyPage")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        var missing = new ArrayList<String>();
        for (var link : all("\\]\\(([^)#]+)[^)]*\\)", Files.readString(page))) {
            if (!link.contains("://") && !Files.exists(page.resolveSibling(link))) {
                missing.add(link);
            }
        }
        assertThat(missing).isEmpty();
    }

    /** Alarms of the templates send people to pages. */
    @Test
    void everyPageThatATemplateNamesIsThere() {
        assertThat(Stream.of("sam/template.yaml", "cloudformation/template.json")
                        .flatMap(template -> all("(deploy/runbooks/[a-z-]+\\.md)", read(template)).stream())
                        .toList())
                .isNotEmpty()
                .allMatch(page -> Files.exists(Deploy.REPOSITORY.resolve(page)));
    }

    private static String read(String file) {
        try {
            return Files.readString(Deploy.FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
