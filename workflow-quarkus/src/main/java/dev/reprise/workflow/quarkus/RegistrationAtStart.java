package dev.reprise.workflow.quarkus;

import dev.reprise.workflow.host.FunctionHost;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which functions are served, and registers them in the background if the settings say so. */
@Singleton
final class RegistrationAtStart {
    private static final Logger LOG = LoggerFactory.getLogger(RegistrationAtStart.class);

    private @Nullable Thread registering;

    void start(@Observes StartupEvent started, RepriseConfig config, Instance<FunctionHost> functions) {
        if (!config.functions().enabled()) {
            return;
        }
        var names = functions.get().names();
        LOG.info("Serving functions {} at /functions/NAME/invocations", names);
        if (config.functions().register()) {
            var registration = new Registration(
                    Settings.endpoint(config), Settings.publicUrl(config), Settings.credentials(config));
            registering = Thread.ofVirtual().name("register-functions").start(() -> registration.register(names));
        }
    }

    void stop(@Observes ShutdownEvent stopped) {
        if (registering != null) {
            registering.interrupt();
        }
    }
}
