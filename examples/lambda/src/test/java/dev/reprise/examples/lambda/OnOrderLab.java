package dev.reprise.examples.lambda;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Tests that take the one {@link OrderLab}, started by the first that wants it and closed by JUnit after the last. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnOrderLab.Extension.class)
@interface OnOrderLab {
    /** Hands it out. */
    final class Extension implements ParameterResolver {
        private static final Namespace OURS = Namespace.create(OnOrderLab.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == OrderLab.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot().getStore(OURS).computeIfAbsent("lab", key -> new OrderLab(), OrderLab.class);
        }
    }
}
