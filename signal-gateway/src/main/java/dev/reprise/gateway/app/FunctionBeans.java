package dev.reprise.gateway.app;

import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.FunctionDefinition;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.host.FunctionHost;
import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.InstanceHandle;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;

/** Hosts the CDI beans that implement {@link DurableFunction}. */
final class FunctionBeans {
    private FunctionBeans() {}

    /** A host of functions named by their bean's {@link Named}, or else by their class: OrderFunction is order-function. */
    static FunctionHost host(List<InstanceHandle<DurableFunction<?, ?>>> beans, RuntimeOptions options) {
        var host = FunctionHost.builder().options(options);
        beans.forEach(bean -> host.function(definition(bean)));
        return host.build();
    }

    @SuppressWarnings("unchecked") // the input's type is found in the class, and only JSON of that type is handed in
    private static FunctionDefinition<?, ?> definition(InstanceHandle<DurableFunction<?, ?>> bean) {
        return FunctionDefinition.of(
                name(bean), () -> (DurableFunction<Object, Object>) ClientProxy.unwrap(bean.get()));
    }

    private static String name(InstanceHandle<DurableFunction<?, ?>> handle) {
        var named = handle.getBean().getName();
        return named != null ? named : kebab(handle.getBean().getBeanClass().getSimpleName());
    }

    static String kebab(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])", "$1$3-$2")
                .toLowerCase(Locale.ROOT);
    }
}
