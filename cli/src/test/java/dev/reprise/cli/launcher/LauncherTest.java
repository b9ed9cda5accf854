package dev.reprise.cli.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script in a house of cards: a project whose build copies a jar that echoes its arguments. */
class LauncherTest {
    private static final Path SCRIPT = Path.of("..", "reprise");
    private static final Path SELECT_JDK = Path.of("..", ".mvn", "select-jdk.sh");

    @TempDir
    Path parent;

    private Path project;

    record Outcome(int exitCode, String out, String err) {}

    @BeforeEach
    void makeProject() throws Exception {
        project = Files.createDirectories(parent.resolve("a project"));
        Files.createDirectories(project.resolve(".mvn"));
        Files.createDirectories(project.resolve("core/src/main"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        Files.writeString(project.resolve("core/src/main/Some.java"), "class Some {}");
        Files.copy(SCRIPT, project.resolve("reprise"));
        Files.copy(SELECT_JDK, project.resolve(".mvn/select-jdk.sh"));
        writeEchoJar(project.resolve("echo.jar"));
        mavenIs("mkdir -p cli/target/quarkus-app && cp echo.jar cli/target/quarkus-app/quarkus-run.jar");
    }

    private void mavenIs(String commands) throws IOException {
        var script = Files.writeString(project.resolve("mvnw"), """
                #!/bin/sh
                set -e
                echo "[INFO] Building Reprise :: Core 0.1.0-SNAPSHOT                    [2/9]"
                echo "[INFO] noise"
                """ + commands + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    private static void writeEchoJar(Path jar) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
        var entry = Echo.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var echo = Echo.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            echo.transferTo(out);
        }
    }

    private Outcome launch(Path script, Path from, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        var out = parent.resolve("out");
        var err = parent.resolve("err");
        var builder = new ProcessBuilder(command).directory(from.toFile()).redirectOutput(out.toFile());
        builder.redirectError(err.toFile()).environment().putAll(Map.of("JAVA_HOME", System.getProperty("java.home")));
        var process = builder.start();
        assertThat(process.waitFor(60, SECONDS)).as("the launcher ends").isTrue();
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Outcome launch(String... arguments) throws Exception {
        return launch(project.resolve("reprise"), project, arguments);
    }

    @Test
    void buildsOnFirstUseAndSaysSo() throws Exception {
        var first = launch("--help");
        var second = launch("--help");

        assertThat(first.err())
                .contains("Building Reprise", "[2/9]    Core\n", "Built.")
                .doesNotContain("noise");
        assertThat(first.out()).startsWith("<--help>");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).isEqualTo(first.out());
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        launch();
        Files.setLastModifiedTime(
                project.resolve("core/src/main/Some.java"),
                FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(launch().err()).contains("Building Reprise");
    }

    @Test
    void buildsAgainWhenASourceIsGone() throws Exception {
        launch();
        Files.delete(project.resolve("core/src/main/Some.java"));
        Files.setLastModifiedTime(
                project.resolve("core/src/main"), FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(launch().err()).contains("Building Reprise");
    }

    @Test
    void worksFromAnotherDirectoryAndThroughLinks() throws Exception {
        var bin = Files.createDirectories(parent.resolve("bin"));
        var link = Files.createSymbolicLink(bin.resolve("link"), project.resolve("reprise"));
        var linkToLink = Files.createSymbolicLink(parent.resolve("reprise"), Path.of("bin", "link"));

        assertThat(launch(link, bin, "a").out()).startsWith("<a>");
        assertThat(launch(linkToLink, bin, "b").out()).startsWith("<b>");
    }

    @Test
    void handsArgumentsOnAsTheyAre() throws Exception {
        assertThat(launch("dev", "a b", "$HOME", "").out()).startsWith("<dev>\n<a b>\n<$HOME>\n<>\n");
    }

    @Test
    void aFailedBuildIsToldWithItsErrorsAndTriedAgain() throws Exception {
        mavenIs("echo '[ERROR] the reason'; exit 1");

        var outcome = launch("--help");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("[ERROR] the reason", "The build failed. Everything it said is in", "reprise-build.log");
        assertThat(launch("--help").err()).contains("Building Reprise");
    }
}
