package dev.reprise.cli.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged command, run with the Java and the flags that this process runs on. */
public final class JavaCommand {
    private final Path jar;

    private JavaCommand(Path jar) {
        this.jar = jar;
    }

    /** Of this packaged command. */
    public static JavaCommand of(Path jar) {
        return new JavaCommand(jar.toAbsolutePath().normalize());
    }

    /** Of the packaged command that this process runs. */
    public static JavaCommand ofThisProcess() {
        return of(Path.of(System.getProperty("java.class.path")));
    }

    /**
     * The top of the repository that the packaged command was built in, where there is more than the command: programs of
     * other languages, for one.
     */
    public Path repository() {
        var top = jar;
        for (int level = 0; level < 4 && top.getParent() != null; level++) { // cli/target/quarkus-app/quarkus-run.jar
            top = top.getParent();
        }
        return top;
    }

    /** Everything to run it with these arguments. */
    public List<String> line(List<String> arguments) {
        return line(List.of(), arguments);
    }

    /**
     * Everything to run it with these arguments.
     *
     * @param flags for the JVM, after those of this process, so that they count
     */
    public List<String> line(List<String> flags, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(flags);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return command;
    }
}
