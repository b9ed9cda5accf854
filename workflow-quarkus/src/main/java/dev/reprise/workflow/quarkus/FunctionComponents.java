package dev.reprise.workflow.quarkus;

import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.host.FunctionHost;
import dev.reprise.workflow.http.HttpCheckpointClient;
import io.quarkus.arc.All;
import io.quarkus.arc.DefaultBean;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** What serving functions takes. A bean of the application's own replaces the options and the way to the service. */
@Singleton
@IfBuildProperty(name = Serving.PROPERTY, stringValue = "true", enableIfMissing = true)
final class FunctionComponents {
    @Produces
    @Singleton
    @DefaultBean
    HttpCheckpointClient service(RepriseConfig config) {
        return new HttpCheckpointClient(Serving.endpoint(config));
    }

    void stop(@Disposes HttpCheckpointClient service) {
        service.close();
    }

    @Produces
    @Singleton
    @DefaultBean
    RuntimeOptions options(RepriseConfig config) {
        var options = RuntimeOptions.DEFAULT.inPlaceLimit(config.functions().inPlaceLimit());
        return config.functions().callbackBase().map(options::callbackBase).orElse(options);
    }

    @Produces
    @Singleton
    FunctionHost functions(@All List<InstanceHandle<DurableFunction<?, ?>>> beans, RuntimeOptions options) {
        var host = FunctionHost.builder().options(options);
        FunctionBeans.definitions(beans).values().forEach(host::function);
        return host.build();
    }
}
