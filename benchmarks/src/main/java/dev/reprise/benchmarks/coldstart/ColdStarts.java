package dev.reprise.benchmarks.coldstart;

import dev.reprise.lambda.FunctionRuntime;
import dev.reprise.lambda.JavaRuntime;
import dev.reprise.lambda.LambdaFunction;
import dev.reprise.lambda.LocalLambda;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;

/** The ways to start what {@code examples/lambda} packaged, with the archives that some of them need. */
final class ColdStarts {
    private static final String SERIAL = "-XX:+UseSerialGC";
    private static final String TIERED = "-XX:TieredStopAtLevel=1";
    private static final int TRAINING = 3;

    /** In a native function.zip. */
    private static final String PROGRAM = "bootstrap";

    private final LocalLambda lambda;
    private final CheckpointCounter service;
    private final Path work;
    private final Path exploded;
    private final String classPath;

    ColdStarts(LocalLambda lambda, CheckpointCounter service, Path packaged) throws IOException {
        this.lambda = lambda;
        this.service = service;
        work = Files.createTempDirectory("reprise-cold-start");
        exploded = explode(packaged.resolve("function.zip"), work.resolve("task"));
        classPath = classPath(packaged);
    }

    /** All there are; for a native program only that. */
    List<ColdStart> all() throws IOException, InterruptedException {
        var program = exploded.resolve(PROGRAM);
        if (Files.exists(program)) {
            return List.of(of("native", exploded, List.of(program.toString())));
        }
        var plain = Stream.of(
                fromDirectory("exploded `function.zip`", SERIAL),
                fromDirectory("the same, `TieredStopAtLevel=1`, as Lambda sets it", SERIAL, TIERED),
                fromJars("jars", SERIAL),
                appCds());
        var aot = Runtime.version().feature() >= 25 ? aot() : Stream.<ColdStart>empty();
        return Stream.concat(plain, aot).toList();
    }

    private ColdStart appCds() throws IOException, InterruptedException {
        var archive = work.resolve("app.jsa");
        train(fromJars("", SERIAL, "-XX:ArchiveClassesAtExit=" + archive));
        return fromJars("jars, AppCDS", SERIAL, "-XX:SharedArchiveFile=" + archive);
    }

    private Stream<ColdStart> aot() throws IOException, InterruptedException {
        var trained = work.resolve("trained.aot");
        train(fromJars("", SERIAL, "-XX:AOTCacheOutput=" + trained));
        var started = work.resolve("started.aot");
        startAlone(fromJars("", SERIAL, "-XX:AOTCacheOutput=" + started));
        return Stream.of(
                fromJars("jars, AOT cache of a start and invocations", SERIAL, "-XX:AOTCache=" + trained),
                fromJars("the same, `TieredStopAtLevel=1`", SERIAL, TIERED, "-XX:AOTCache=" + trained),
                fromJars(
                        "the same, AOT cache of a start, as in the `Dockerfile`",
                        SERIAL,
                        TIERED,
                        "-XX:AOTCache=" + started));
    }

    private ColdStart fromDirectory(String name, String... options) {
        return of(name, exploded, JavaRuntime.command(List.of(options), JavaRuntime.QUARKUS_HANDLER));
    }

    private ColdStart fromJars(String name, String... options) {
        return of(name, work, JavaRuntime.command(List.of(options), classPath, JavaRuntime.QUARKUS_HANDLER));
    }

    private ColdStart of(String name, Path directory, List<String> command) {
        var environment = Map.of("REPRISE_ENDPOINT", service.address());
        return new ColdStart(
                name, new FunctionRuntime.Command(command, directory, environment, work.resolve("function.log")));
    }

    /** Runs some invocations and ends the process politely, so that it writes its archive. */
    private void train(ColdStart way) throws IOException, InterruptedException {
        var name = "training";
        lambda.create(new LambdaFunction(name, way.runtime()));
        for (int i = 0; i < TRAINING; i++) {
            service.invoke(lambda, name);
        }
        var process = ProcessHandle.of(lambda.processes(name).getFirst()).orElseThrow();
        process.destroy();
        process.onExit().join();
    }

    /** Nobody answers, so the process ends, and writes its archive, when it asks for its first invocation. */
    private void startAlone(ColdStart way) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(way.runtime().command())
                .directory(way.runtime().directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(way.runtime().environment());
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1");
        builder.start().waitFor();
    }

    private static String classPath(Path packaged) throws IOException {
        try (var jars = Files.walk(packaged.toAbsolutePath(), 2)) {
            return jars.filter(file -> packaged.toAbsolutePath()
                            .relativize(file)
                            .toString()
                            .matches("lib/.*[.]jar|.*-runner[.]jar"))
                    .sorted()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static Path explode(Path zipped, Path task) throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(zipped))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var file = task.resolve(entry.getName());
                Files.createDirectories(entry.isDirectory() ? file : file.getParent());
                if (!entry.isDirectory()) {
                    Files.copy(zip, file);
                    file.toFile().setExecutable(entry.getName().equals(PROGRAM));
                }
            }
        }
        return task;
    }
}
