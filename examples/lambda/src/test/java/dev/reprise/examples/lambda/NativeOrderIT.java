package dev.reprise.examples.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.lambda.LambdaFunction;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The order as a native program, as {@code provided.al2023} runs it: what was packaged with {@code -Dnative}. */
@ExtendWith(NativeOrderIT.WhereThereIsAProgram.class)
@OnOrderLab
class NativeOrderIT {
    private static final String ORDER = "order-native";

    private final OrderLab lab;

    NativeOrderIT(OrderLab lab) {
        this.lab = lab;
    }

    private void deploy() {
        var program = lab.task().resolve("bootstrap").toString();
        lab.deployOnce(new LambdaFunction(ORDER, lab.command(ORDER, List.of(program))));
    }

    @Test
    void anOrderIsChargedReviewedAndFulfilled() {
        deploy();
        var id = lab.order(ORDER);
        lab.approve(id);

        lab.requireFulfilled(ORDER, id);
    }

    @Test
    void aProgramThatIsKilledInAStepGoesOnInAnotherProcessAndNothingHappensTwice() throws Exception {
        deploy();
        var charge = lab.effects.delayNext();
        var id = lab.order(ORDER);
        charge.awaitBegun();

        lab.lambda.kill(ORDER);
        charge.end();
        lab.approve(id);

        lab.requireFulfilled(ORDER, id);
        assertThat(lab.journal(id)).contains("Runtime.ExitError");
    }

    /** Before the lab is started, which would be in vain otherwise. */
    static final class WhereThereIsAProgram implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return FunctionZip.isNative()
                    ? ConditionEvaluationResult.enabled("There is a native program")
                    : ConditionEvaluationResult.disabled(
                            "Expected a native program in target/function.zip, but it holds classes: build it with -Dnative, for which "
                                    + nativeImage());
        }

        private static String nativeImage() {
            var places =
                    Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of);
            return places.map(place -> place.resolve("native-image")).anyMatch(Files::isExecutable)
                    ? "native-image is here"
                    : "native-image (GraalVM or Mandrel) must be on the PATH, where it is not, or Docker with -Dquarkus.native.container-build=true";
        }
    }
}
