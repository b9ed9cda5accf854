package dev.reprise.testkit.simulation;

import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.workflow.protocol.CheckpointRequest;
import dev.reprise.workflow.protocol.CheckpointResponse;
import dev.reprise.workflow.protocol.StatePage;
import dev.reprise.workflow.spi.CheckpointClient;
import dev.reprise.workflow.spi.CheckpointRejected;
import dev.reprise.workflow.spi.CheckpointUnavailable;
import dev.reprise.workflow.spi.StaleCheckpointToken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The line from running code to the service: requests are slow, repeated, and lost, and so are answers. A checkpoint that
 * is not answered is asked for again with the same client token, and in the end given up.
 */
final class HostedClient implements CheckpointClient {
    private static final int TRIES = 3;
    private static final long PATIENCE_MILLIS = 20_000;

    private final World world;
    private int asked;

    HostedClient(World world) {
        this.world = world;
    }

    @Override
    public CheckpointResponse checkpoint(String executionArn, CheckpointRequest request) {
        var asked = new Asked(executionArn, request.checkpointToken(), "client-" + asked(), updates(request));
        for (int tried = 0; tried < TRIES; tried++) {
            switch (exchange(asked)) {
                case Answer.Accepted accepted -> {
                    return accepted.response();
                }
                case Answer.Stale ignored -> throw new StaleCheckpointToken("Invalid checkpoint token");
                case Answer.Invalid invalid ->
                    throw new CheckpointRejected("InvalidParameterValueException", invalid.message());
                case Answer.Unavailable ignored -> world.sleep(world.chance().delay(5_000));
            }
        }
        throw new CheckpointUnavailable("Nobody answered", null);
    }

    /** Numbered, not left to chance as the SDK's are, so that a seed gives the same journal each time. */
    private String asked() {
        return world.number() + "-" + asked++;
    }

    /** Without what the SDK measures by the real clock. */
    private static List<OperationUpdate> updates(CheckpointRequest request) {
        return request.updates().stream()
                .<OperationUpdate>map(update -> switch (update) {
                    case OperationUpdate.SucceedStep u -> new OperationUpdate.SucceedStep(u.ref(), u.result(), null);
                    case OperationUpdate.FailStep u -> new OperationUpdate.FailStep(u.ref(), u.failure(), null);
                    case OperationUpdate.RetryStep u ->
                        new OperationUpdate.RetryStep(u.ref(), u.delay(), u.state(), u.failure(), null);
                    default -> update;
                })
                .toList();
    }

    /** A checkpoint as it travels. */
    record Asked(String executionArn, String token, String clientToken, List<OperationUpdate> updates) {}

    /** What comes back. */
    sealed interface Answer {
        record Accepted(CheckpointResponse response) implements Answer {}

        record Stale() implements Answer {}

        record Invalid(String message) implements Answer {}

        /** Nobody answered, or the outcome is unknown. */
        record Unavailable() implements Answer {}
    }

    private Answer exchange(Asked asked) {
        var answer = Coroutine.current().pause(coroutine -> {
            var line = new Line(world, coroutine);
            request(asked, line);
            if (world.faulty(0.03)) {
                request(asked, line); // delivered twice
            }
            world.agenda().after(PATIENCE_MILLIS, () -> line.answer(new Answer.Unavailable()));
        });
        return answer == null ? new Answer.Unavailable() : (Answer) answer;
    }

    private void request(Asked asked, Line line) {
        if (!world.faulty(0.02)) {
            world.agenda()
                    .after(world.latency(), () -> world.cluster().checkpoint(asked, answer -> respond(answer, line)));
        }
    }

    private void respond(Answer answer, Line line) {
        if (!world.faulty(0.02)) {
            world.agenda().after(world.latency(), () -> line.answer(answer));
        }
    }

    /** Where an answer is awaited; the first counts. */
    private static final class Line {
        private final World world;
        private final Coroutine coroutine;
        private boolean answered;

        Line(World world, Coroutine coroutine) {
            this.world = world;
            this.coroutine = coroutine;
        }

        void answer(Answer answer) {
            if (!answered) {
                answered = true;
                world.resume(coroutine, answer);
            }
        }
    }

    @Override
    public StatePage state(String executionArn, String checkpointToken, @Nullable String marker) {
        throw new IllegalStateException("Expected the first page to hold everything, but the code asks for another");
    }
}
