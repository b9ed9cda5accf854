package dev.reprise.workflow.quarkus;

import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.FunctionDefinition;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.host.FunctionHost;
import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.InjectableBean.Kind;
import io.quarkus.arc.InstanceHandle;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/** Hosts the CDI beans that implement {@link DurableFunction}. */
public final class FunctionBeans {
    private FunctionBeans() {}

    /**
     * A host of functions named by their bean's {@link Named}, or else by their class: {@code OrderWorkflow} is
     * {@code order-workflow}.
     *
     * @throws IllegalStateException when two beans have one name
     * @throws dev.reprise.core.InvalidValue when a bean's class does not say what its input is
     */
    public static FunctionHost host(List<InstanceHandle<DurableFunction<?, ?>>> beans, RuntimeOptions options) {
        var host = FunctionHost.builder().options(options);
        var types = new HashMap<String, Class<?>>();
        for (var bean : beans) {
            var type = type(bean);
            var name = name(bean, type);
            var other = types.putIfAbsent(name, type);
            if (other != null) {
                throw new IllegalStateException(
                        "Expected one durable function of the name '%s', but found two beans, %s and %s; tell them apart with @Named"
                                .formatted(name, other.getName(), type.getName()));
            }
            host.function(definition(name, bean));
        }
        return host.build();
    }

    /** A producer's bean class is where the producer is, so what it produces is asked instead. */
    private static Class<?> type(InstanceHandle<DurableFunction<?, ?>> bean) {
        return bean.getBean().getKind() == Kind.CLASS
                ? bean.getBean().getBeanClass()
                : ClientProxy.unwrap(bean.get()).getClass();
    }

    private static String name(InstanceHandle<DurableFunction<?, ?>> bean, Class<?> type) {
        var named = bean.getBean().getName();
        return named != null ? named : kebab(type.getSimpleName());
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])", "$1$3-$2")
                .toLowerCase(Locale.ROOT);
    }

    @SuppressWarnings("unchecked") // the input's type is found in the class, and only JSON of that type is handed in
    private static FunctionDefinition<?, ?> definition(String name, InstanceHandle<DurableFunction<?, ?>> bean) {
        return FunctionDefinition.of(name, () -> (DurableFunction<Object, Object>) ClientProxy.unwrap(bean.get()));
    }
}
