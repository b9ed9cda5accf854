package dev.reprise.gateway.lambda;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.state.Execution;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Execution ids as the protocol spells them (protocol reference, section 3.1).
 *
 * @param region the region that they name, such as {@code eu-west-1}
 * @param account the account that they name, 12 digits
 */
public record ExecutionArns(String region, String account) {
    private static final Pattern ARN = Pattern.compile(
            "arn:[a-z-]+:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]+:[A-Za-z0-9$._-]+/durable-execution/[A-Za-z0-9_-]+/([A-Za-z0-9_-]+)");

    public ExecutionArns {
        if (!region.matches("[a-z0-9-]+") || !account.matches("[0-9]{12}")) {
            throw new InvalidValue(
                    "Expected a region such as eu-west-1 and an account of 12 digits, but found '%s' and '%s'"
                            .formatted(region, account));
        }
    }

    /** The ARN of an execution. */
    public String arn(Execution execution) {
        return "arn:aws:lambda:%s:%s:function:%s:%s/durable-execution/%s/%s"
                .formatted(
                        region,
                        account,
                        execution.key().function(),
                        execution.version(),
                        execution.key().name(),
                        execution.id());
    }

    /** The execution that an ARN names, whatever its region and account; null when it names none of ours. */
    static @Nullable ExecutionId execution(String arn) {
        var parts = ARN.matcher(arn);
        if (!parts.matches()) {
            return null;
        }
        try {
            return ExecutionId.parse(parts.group(1));
        } catch (InvalidValue notOneOfOurs) {
            return null;
        }
    }
}
