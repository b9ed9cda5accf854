package dev.reprise.gateway.app;

import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.FunctionDefinition;
import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.InstanceHandle;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Makes functions of CDI beans that implement {@link DurableFunction}. */
final class FunctionBeans {
    private FunctionBeans() {}

    /** The functions by name: the bean's {@link Named}, or else its class's simple name in words with hyphens. */
    static Map<String, FunctionDefinition<?, ?>> definitions(List<InstanceHandle<DurableFunction<?, ?>>> beans) {
        var definitions = new TreeMap<String, FunctionDefinition<?, ?>>();
        for (var bean : beans) {
            var name = name(bean);
            var other = definitions.putIfAbsent(name, definition(name, bean));
            if (other != null) {
                throw new IllegalStateException(
                        "Expected one durable function of the name %s, but found two beans; tell them apart with @Named"
                                .formatted(name));
            }
        }
        return definitions;
    }

    private static String name(InstanceHandle<DurableFunction<?, ?>> handle) {
        var named = handle.getBean().getName();
        return named != null ? named : kebab(handle.getBean().getBeanClass().getSimpleName());
    }

    static String kebab(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])", "$1$3-$2")
                .toLowerCase(Locale.ROOT);
    }

    @SuppressWarnings("unchecked") // the input's type is found in the class, and only JSON of that type is handed in
    private static FunctionDefinition<?, ?> definition(String name, InstanceHandle<DurableFunction<?, ?>> bean) {
        return FunctionDefinition.of(name, () -> (DurableFunction<Object, Object>) ClientProxy.unwrap(bean.get()));
    }
}
