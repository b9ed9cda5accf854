package dev.reprise.workflow;

import dev.reprise.core.InvalidValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A durable function that can be served.
 *
 * @param name the name it is known by
 * @param inputType what its input is read as
 * @param factory gives the instance for an invocation; the same one each time, if it has no state of its own
 * @param <I> what it is started with
 * @param <O> what it returns
 */
public record FunctionDefinition<I, O>(String name, Type inputType, Supplier<? extends DurableFunction<I, O>> factory) {
    /**
     * A function that is a class, whose type arguments tell the input's type. An instance is made at once to see them.
     *
     * @throws InvalidValue when they do not, as with a lambda
     */
    public static <I, O> FunctionDefinition<I, O> of(String name, Supplier<? extends DurableFunction<I, O>> factory) {
        var type = factory.get().getClass();
        var input = input(type);
        if (input == null || input instanceof TypeVariable<?>) {
            throw new InvalidValue(
                    "Expected %s to say what its input is, as in 'implements DurableFunction<Order, Receipt>', but it does not. Give the input's type when you define function '%s'"
                            .formatted(type.getName(), name));
        }
        return new FunctionDefinition<>(name, input, factory);
    }

    /** A function whose input's type is told, such as a lambda. */
    public static <I, O> FunctionDefinition<I, O> of(
            String name, TypeRef<I> inputType, DurableFunction<I, O> function) {
        return new FunctionDefinition<>(name, inputType.type(), () -> function);
    }

    /** The first type argument of {@link DurableFunction}, as far as the class or one of its ancestors says. */
    private static @Nullable Type input(Class<?> type) {
        for (var parent : type.getGenericInterfaces()) {
            if (parent instanceof ParameterizedType direct && direct.getRawType() == DurableFunction.class) {
                return direct.getActualTypeArguments()[0];
            }
            var found = inputOfParent(parent);
            if (found != null) {
                return found;
            }
        }
        var superclass = type.getGenericSuperclass();
        return superclass == null ? null : inputOfParent(superclass);
    }

    private static @Nullable Type inputOfParent(Type parent) {
        var raw = parent instanceof ParameterizedType generic ? generic.getRawType() : parent;
        if (!(raw instanceof Class<?> parentClass) || !DurableFunction.class.isAssignableFrom(parentClass)) {
            return null;
        }
        var found = input(parentClass);
        return found instanceof TypeVariable<?> variable && parent instanceof ParameterizedType generic
                ? argument(generic, parentClass, variable)
                : found;
    }

    private static Type argument(ParameterizedType generic, Class<?> parent, TypeVariable<?> variable) {
        var variables = parent.getTypeParameters();
        for (int i = 0; i < variables.length; i++) {
            if (variables[i].equals(variable)) {
                return generic.getActualTypeArguments()[i];
            }
        }
        return variable;
    }
}
