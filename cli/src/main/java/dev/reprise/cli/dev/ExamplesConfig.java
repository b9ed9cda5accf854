package dev.reprise.cli.dev;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where the services behind the examples are. */
@ConfigMapping(prefix = "reprise.examples")
interface ExamplesConfig {
    /** Services in another process, asked over HTTP; without any, fakes in this one. */
    Optional<URI> servicesUrl();

    /** Where the fakes in this process write down what they did. */
    Path effectsFile();
}
