package dev.reprise.cdk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;

/** The parameters of a stack's template, as the values that constructs take. */
final class StackParameters {
    private final Stack stack;

    StackParameters(Stack stack) {
        this.stack = stack;
    }

    String text(String id, @Nullable String usually, String description) {
        var parameter = CfnParameter.Builder.create(stack, id).type("String").description(description);
        if (usually != null) {
            parameter.defaultValue(usually);
        }
        return parameter.build().getValueAsString();
    }

    Number number(String id, int usually, int least, String description) {
        return CfnParameter.Builder.create(stack, id)
                .type("Number")
                .description(description)
                .defaultValue(usually)
                .minValue(least)
                .build()
                .getValueAsNumber();
    }

    List<String> ids(String id, String type, String description) {
        return CfnParameter.Builder.create(stack, id)
                .type("List<" + type + ">")
                .description(description)
                .build()
                .getValueAsList();
    }
}
