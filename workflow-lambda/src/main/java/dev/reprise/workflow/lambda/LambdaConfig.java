package dev.reprise.workflow.lambda;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The settings, {@code reprise.lambda.*}; as environment variables {@code REPRISE_LAMBDA_*}. */
@ConfigMapping(prefix = "reprise.lambda")
public interface LambdaConfig {
    /** Which durable function is the handler; needed where the application has several. */
    Optional<String> function();

    /** So long before Lambda stops the process an invocation leaves, so that it is heard of and the process stays. */
    @WithDefault("1s")
    Duration leaveBefore();
}
