package dev.reprise.workflow.quarkus;

import dev.reprise.workflow.host.FunctionHost;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Registers the functions in the background, if the settings say so. */
@Singleton
@IfBuildProperty(name = Serving.PROPERTY, stringValue = "true", enableIfMissing = true)
final class RegistrationAtStart {
    private final RepriseConfig config;
    private final FunctionHost functions;
    private @Nullable Thread registering;

    RegistrationAtStart(RepriseConfig config, FunctionHost functions) {
        this.config = config;
        this.functions = functions;
    }

    void start(@Observes StartupEvent started) {
        if (config.functions().register()) {
            var registration = new Registration(Serving.endpoint(config), Serving.publicUrl(config));
            registering =
                    Thread.ofVirtual().name("register-functions").start(() -> registration.register(functions.names()));
        }
    }

    void stop(@Observes ShutdownEvent stopped) {
        if (registering != null) {
            registering.interrupt();
        }
    }
}
