package dev.reprise.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.Failure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class BackgroundCallsTest {
    private static final RegisteredFunction FUNCTION =
            RegisteredFunction.durable("plain", new FunctionTarget.InProcess("plain"));
    private static final PlainFunctions.Answer FAILED =
            new PlainFunctions.Answer.Failed(Failure.of("TypeError", "x is undefined"), new byte[0]);
    private static final PlainFunctions.Answer RETURNED = new PlainFunctions.Answer.Returned(new byte[0]);

    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

    private BackgroundCalls answering(PlainFunctions.Answer... answers) {
        var left = new ArrayDeque<>(List.of(answers));
        return new BackgroundCalls(
                (function, input, caller) -> {
                    calls.add(function.name());
                    return left.isEmpty() ? RETURNED : left.remove();
                },
                List.of(Duration.ZERO, Duration.ZERO));
    }

    private void assertCalls(int number) throws InterruptedException {
        for (int i = 0; i < number; i++) {
            assertThat(calls.poll(60, TimeUnit.SECONDS)).as("call %d", i + 1).isEqualTo("plain");
        }
    }

    @Test
    void aCallThatWorksIsMadeOnce() throws InterruptedException {
        try (var background = answering(RETURNED)) {
            background.begin(FUNCTION, new byte[0], Caller.UNKNOWN);
            assertCalls(1);
            background.begin(FUNCTION, new byte[0], Caller.UNKNOWN);
            assertCalls(1);
            assertThat(calls).isEmpty();
        }
    }

    @Test
    void aCallThatFailsIsTriedTwiceMoreAndNoMore() throws InterruptedException {
        try (var background = answering(FAILED, FAILED, FAILED)) {
            background.begin(FUNCTION, new byte[0], Caller.UNKNOWN);
            assertCalls(3);
            // a call that comes afterwards is the next one there is
            background.begin(RegisteredFunction.durable("next", FUNCTION.target()), new byte[0], Caller.UNKNOWN);
            assertThat(calls.poll(60, TimeUnit.SECONDS)).isEqualTo("next");
        }
    }

    @Test
    void aCallThatDoesNotAnswerIsTriedAgain() throws InterruptedException {
        try (var background = new BackgroundCalls(
                (function, input, caller) -> {
                    calls.add(function.name());
                    throw new TimeoutException();
                },
                List.of(Duration.ZERO))) {
            background.begin(FUNCTION, new byte[0], Caller.UNKNOWN);
            assertCalls(2);
        }
    }

    @Test
    void aNodeThatStopsTriesNoMore() throws InterruptedException {
        var background = new BackgroundCalls(
                (function, input, caller) -> {
                    calls.add(function.name());
                    return FAILED;
                },
                List.of(Duration.ofDays(1), Duration.ZERO));
        background.begin(FUNCTION, new byte[0], Caller.UNKNOWN);
        assertCalls(1);

        background.close();

        background.begin(RegisteredFunction.durable("next", FUNCTION.target()), new byte[0], Caller.UNKNOWN);
        assertThat(calls.poll(60, TimeUnit.SECONDS)).isEqualTo("next");
        assertThat(calls).isEmpty();
    }

    @Test
    void thereIsRoomForSoMuchInputAndNoMore() throws InterruptedException {
        var gate = new CountDownLatch(1);
        try (var background = new BackgroundCalls(
                (function, input, caller) -> {
                    gate.await();
                    return RETURNED;
                },
                List.of())) {
            int begun = 0;
            var input = new byte[1 << 20];
            while (begun <= 10_000 && background.begin(FUNCTION, input, Caller.UNKNOWN)) {
                begun++;
            }
            gate.countDown();

            assertThat(begun).isEqualTo(63);
        }
    }
}
