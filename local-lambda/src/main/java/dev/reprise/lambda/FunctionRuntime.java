package dev.reprise.lambda;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What runs a function: it asks the Runtime API for invocations, one after the other. */
public sealed interface FunctionRuntime {
    /**
     * A process, started when it is needed, and again after it has ended.
     *
     * @param command the program and its arguments
     * @param directory the function's code, which is its working directory as in Lambda
     * @param environment further variables; Lambda's own are added
     * @param log where its words go, those of its predecessors before them
     */
    record Command(List<String> command, Path directory, Map<String, String> environment, Path log)
            implements FunctionRuntime {
        /** With one more variable in its environment. */
        public Command with(String variable, String value) {
            var more = new HashMap<>(environment);
            more.put(variable, value);
            return new Command(command, directory, more, log);
        }
    }

    /** Something that runs already, such as the loop in an application under test. It cannot be stopped from here. */
    record Elsewhere() implements FunctionRuntime {}
}
