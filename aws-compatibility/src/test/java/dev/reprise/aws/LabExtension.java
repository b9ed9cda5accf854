package dev.reprise.aws;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One {@link Lab} for all tests: started by the first that wants it, closed by JUnit after the last. A test that would
 * disturb the others takes the {@link NodeJs} and starts a lab of its own.
 */
final class LabExtension implements ExecutionCondition, ParameterResolver {
    private static final Namespace OURS = Namespace.create(LabExtension.class);

    /** Whether Node.js is there. */
    private sealed interface Finding {
        record Found(NodeJs node) implements Finding {}

        record Lacking(String what) implements Finding {}
    }

    private static Finding look() {
        try {
            return new Finding.Found(NodeJs.install());
        } catch (NodeJs.Missing missing) {
            return new Finding.Lacking(missing.getMessage());
        }
    }

    private static Finding finding(ExtensionContext context) {
        return context.getRoot().getStore(OURS).computeIfAbsent("node", key -> look(), Finding.class);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return switch (finding(context)) {
            case Finding.Found found -> ConditionEvaluationResult.enabled("Node.js is there");
            case Finding.Lacking lacking -> ConditionEvaluationResult.disabled(lacking.what());
        };
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Lab.class || type == NodeJs.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var node = ((Finding.Found) finding(context)).node();
        return parameter.getParameter().getType() == NodeJs.class
                ? node
                : context.getRoot().getStore(OURS).computeIfAbsent("lab", key -> Lab.start(node, "all"), Lab.class);
    }
}
