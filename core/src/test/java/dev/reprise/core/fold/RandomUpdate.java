package dev.reprise.core.fold;

import static java.time.Duration.ofSeconds;

import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationUpdate;
import java.util.Random;

/** Updates of a few operations, the type of each told by its id, so that most of them fit what is recorded. */
final class RandomUpdate {
    private RandomUpdate() {}

    static OperationUpdate next(Random random) {
        int number = random.nextInt(3);
        return switch (random.nextInt(12)) {
            case 0, 1 -> step(ref(random, "step-" + number), random);
            case 2 -> step(ref(random, "another-step-" + number), random);
            case 3 -> Asked.startWait(ref(random, "wait-" + number), ofSeconds(1 + random.nextInt(100)));
            case 4 -> Asked.cancelWait("wait-" + number);
            case 5 ->
                Asked.startCallback(
                        "callback-" + number, ofSeconds(random.nextInt(100)), ofSeconds(random.nextInt(50)));
            case 6, 7 -> Asked.waitForSignal("signal-wait-" + number, "signal-" + random.nextInt(2), ofSeconds(50));
            case 8 ->
                Asked.invoke(
                        "invoke-" + number,
                        random.nextBoolean() ? ChainedInvokeTable.CHILD : ChainedInvokeTable.PLAIN,
                        "input");
            case 9, 10 -> context(number, random);
            default ->
                random.nextInt(4) == 0 ? Asked.succeedExecution("done") : Asked.startContext("context-" + number);
        };
    }

    private static OperationUpdate step(OperationRef ref, Random random) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> Asked.startStep(ref);
            case 2 -> new OperationUpdate.RetryStep(ref, ofSeconds(1 + random.nextInt(20)), null, Asked.BROKEN, null);
            case 3 -> new OperationUpdate.FailStep(ref, Asked.BROKEN, null);
            default -> Asked.succeedStep(ref, "result");
        };
    }

    private static OperationUpdate context(int number, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Asked.startContext(Asked.in("context-0", "inner-context-" + number));
            case 1 -> Asked.succeedContext("context-" + number, "result");
            case 2 -> Asked.succeedContextToBeReplayed("context-" + number);
            default -> Asked.failContext("context-" + number);
        };
    }

    private static OperationRef ref(Random random, String id) {
        return switch (random.nextInt(4)) {
            case 0 -> Asked.in("context-" + random.nextInt(2), id + "-inside");
            case 1 -> Asked.in("inner-context-0", id + "-deep-inside");
            default -> Asked.ref(id);
        };
    }
}
