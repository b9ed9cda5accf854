package dev.reprise.gateway.lambda;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.state.Execution;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an execution's ARN says (protocol reference, section 3.1). Region and account are not among it: they are what
 * the service was configured with, and that may change while an execution sleeps.
 *
 * @param function the function's name
 * @param version its version
 * @param name the execution's name
 * @param id the execution's id, not necessarily one of ours
 */
record ExecutionArn(String function, String version, String name, String id) {
    static final Pattern PATTERN = Pattern.compile(
            "arn:([a-zA-Z0-9-]+):lambda:([a-zA-Z0-9-]+):(\\d{12}):function:([a-zA-Z0-9_-]+):(\\$LATEST(?:\\.PUBLISHED)?|[0-9]+)/durable-execution/([a-zA-Z0-9_-]+)/([a-zA-Z0-9_-]+)");
    static final int MAX_LENGTH = 1_024;

    /** Reads an ARN; null when the text is none. */
    static @Nullable ExecutionArn parse(String text) {
        var parts = PATTERN.matcher(text);
        return parts.matches()
                ? new ExecutionArn(parts.group(4), parts.group(5), parts.group(6), parts.group(7))
                : null;
    }

    /** The execution of that id, wherever it is; null when the id cannot be one of ours. */
    @Nullable
    ExecutionId execution() {
        try {
            return ExecutionId.parse(id);
        } catch (InvalidValue notOneOfOurs) {
            return null;
        }
    }

    /** Whether this is the ARN of an execution in all its parts. */
    boolean names(Execution execution) {
        return execution.id().toString().equals(id)
                && execution.key().function().equals(function)
                && execution.key().name().equals(name)
                && execution.version().equals(version);
    }
}
