package dev.reprise.workflow.lambda;

import dev.reprise.core.InvalidValue;
import dev.reprise.workflow.host.FunctionHost;
import java.util.Optional;

/** Which of an application's functions is the handler. */
final class Handled {
    private Handled() {}

    /**
     * The one that was chosen, or else the only one.
     *
     * @throws InvalidValue when there is none such
     */
    static String name(FunctionHost functions, Optional<String> chosen) {
        var names = functions.names();
        if (chosen.isPresent()) {
            return require(names.contains(chosen.get()), chosen.get(), functions);
        }
        return require(
                names.size() == 1, names.isEmpty() ? "" : names.iterator().next(), functions);
    }

    private static String require(boolean isThere, String name, FunctionHost functions) {
        if (!isThere) {
            throw new InvalidValue(
                    "Expected reprise.lambda.function (REPRISE_LAMBDA_FUNCTION) to name the one durable function that is the handler, of %s, but found %s"
                            .formatted(
                                    functions.names(),
                                    name.isEmpty() || functions.names().contains(name) ? "nothing" : "'" + name + "'"));
        }
        return name;
    }
}
