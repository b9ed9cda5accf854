package dev.reprise.workflow.quarkus;

import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.host.FunctionHost;
import dev.reprise.workflow.http.HttpCheckpointClient;
import dev.reprise.workflow.http.InvocationEndpoint;
import dev.reprise.workflow.spi.CheckpointClient;
import dev.reprise.workflow.spi.ExecutionListener;
import io.quarkus.arc.All;
import io.quarkus.arc.DefaultBean;
import io.quarkus.arc.InstanceHandle;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** What serving functions takes, made when it is needed. A bean of the application's own replaces what is a default. */
@Singleton
final class FunctionComponents {
    @Produces
    @Singleton
    @DefaultBean
    HttpCheckpointClient service(RepriseConfig config) {
        return new HttpCheckpointClient(Settings.endpoint(config), Settings.credentials(config));
    }

    void stop(@Disposes HttpCheckpointClient service) {
        service.close();
    }

    @Produces
    @Singleton
    @DefaultBean
    RuntimeOptions options(RepriseConfig config, @All List<ExecutionListener> listeners) {
        var options = RuntimeOptions.DEFAULT
                .inPlaceLimit(config.functions().inPlaceLimit())
                .listener(EventListeners.of(listeners, config));
        return config.functions().callbackBase().map(options::callbackBase).orElse(options);
    }

    @Produces
    @Singleton
    @DefaultBean
    FunctionHost functions(@All List<InstanceHandle<DurableFunction<?, ?>>> beans, RuntimeOptions options) {
        return FunctionBeans.host(beans, options);
    }

    @Produces
    @Singleton
    InvocationEndpoint endpoint(FunctionHost functions, CheckpointClient service) {
        return new InvocationEndpoint(functions, service);
    }
}
