package dev.reprise.workflow.quarkus;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The settings, {@code reprise.*}; as environment variables {@code REPRISE_*}. */
@ConfigMapping(prefix = "reprise")
public interface RepriseConfig {
    /** The service's address, such as {@code http://localhost:8080}. */
    @WithDefault("${AWS_ENDPOINT_URL_LAMBDA:}")
    Optional<URI> endpoint();

    /** The key that tells the service who asks, where it wants to know; {@code REPRISE_API_KEY}. */
    Optional<String> apiKey();

    /** How functions are served. */
    Functions functions();

    /** {@code reprise.functions.*}. */
    interface Functions {
        /** Whether functions are served over HTTP; not where something else hosts the beans. */
        @WithDefault("true")
        boolean enabled();

        /** Sleeps and pauses between attempts that are no longer than this are waited out in place. */
        @WithDefault("3s")
        Duration inPlaceLimit();

        /** Where the service's callbacks are answered; a callback's URL is this, a slash and its id. */
        Optional<URI> callbackBase();

        /** Whether to write a log line for each step, wait and invocation; see {@code EventLog}. */
        @WithDefault("false")
        boolean logEvents();

        /** Whether to register the functions with the service when the application starts. */
        @WithDefault("false")
        boolean register();

        /** Where the service reaches this application, its root path included; needed to register. */
        Optional<URI> publicUrl();
    }
}
