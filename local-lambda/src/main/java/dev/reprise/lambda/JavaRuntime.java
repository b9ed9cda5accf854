package dev.reprise.lambda;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code java21} and {@code java25} run: AWS's own loop of invocations, on this JVM's JDK. */
public final class JavaRuntime {
    /** The handler of every Quarkus function. */
    public static final String QUARKUS_HANDLER = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /** A class from each jar of the loop. */
    private static final List<String> PARTS = List.of(
            MAIN,
            "com.amazonaws.services.lambda.runtime.RequestStreamHandler",
            "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
            "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");

    private JavaRuntime() {}

    /**
     * The command for a handler whose classes and {@code lib/*.jar} are in the working directory.
     *
     * @param options of the JVM
     */
    public static List<String> command(List<String> options, String handler) {
        return program(options, classPath(), MAIN, handler);
    }

    /** The command for a handler whose class path names everything, as in a container image. */
    public static List<String> command(List<String> options, String classPath, String handler) {
        return program(options, classPath + File.pathSeparator + classPath(), MAIN, handler);
    }

    /** The command for a loop of somebody's own. */
    public static List<String> command(List<String> options, Path classes, Class<?> main) {
        return program(options, classes.toString(), main.getName());
    }

    private static List<String> program(List<String> options, String classPath, String... mainAndArguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath));
        command.addAll(List.of(mainAndArguments));
        return command;
    }

    /** The loop's jars. */
    private static String classPath() {
        return PARTS.stream().map(JavaRuntime::jar).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path jar(String className) {
        try {
            var loaded = Class.forName(className, false, JavaRuntime.class.getClassLoader());
            return Path.of(
                    loaded.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (ReflectiveOperationException | URISyntaxException e) {
            throw new IllegalStateException(
                    "Expected aws-lambda-java-runtime-interface-client on the class path, but " + className
                            + " is not there",
                    e);
        }
    }
}
