package dev.reprise.workflow.quarkus;

import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.FunctionDefinition;
import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.InjectableBean.Kind;
import io.quarkus.arc.InstanceHandle;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Makes functions of CDI beans that implement {@link DurableFunction}. */
public final class FunctionBeans {
    private FunctionBeans() {}

    /**
     * The functions by name: the bean's {@link Named}, or else its class's simple name in words with hyphens, so that
     * {@code OrderWorkflow} is {@code order-workflow}.
     *
     * @throws IllegalStateException when two beans have one name
     * @throws dev.reprise.core.InvalidValue when a bean's class does not say what its input is
     */
    public static Map<String, FunctionDefinition<?, ?>> definitions(List<InstanceHandle<DurableFunction<?, ?>>> beans) {
        var definitions = new TreeMap<String, FunctionDefinition<?, ?>>();
        var classes = new HashMap<String, Class<?>>();
        for (var bean : beans) {
            var name = name(bean);
            var other = classes.putIfAbsent(name, type(bean));
            if (other != null) {
                throw new IllegalStateException(
                        "Expected one durable function of the name '%s', but found two beans, %s and %s; tell them apart with @Named"
                                .formatted(name, other.getName(), type(bean).getName()));
            }
            definitions.put(name, definition(name, bean));
        }
        return definitions;
    }

    private static String name(InstanceHandle<DurableFunction<?, ?>> bean) {
        var named = bean.getBean().getName();
        return named != null ? named : kebab(type(bean).getSimpleName());
    }

    /** A producer's bean class is where the producer is, so what it produces is asked instead. */
    private static Class<?> type(InstanceHandle<DurableFunction<?, ?>> bean) {
        return bean.getBean().getKind() == Kind.CLASS
                ? bean.getBean().getBeanClass()
                : ClientProxy.unwrap(bean.get()).getClass();
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
