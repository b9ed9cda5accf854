package dev.reprise.workflow.engine;

import static dev.reprise.core.operation.OperationStatus.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.Failure;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.workflow.DurableContext;
import dev.reprise.workflow.IllegalContextUse;
import dev.reprise.workflow.LocalRun;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.protocol.InvocationOutput;
import dev.reprise.workflow.spi.CheckpointClient;
import dev.reprise.workflow.spi.CheckpointRejected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SuspensionTest {
    @Test
    void passesThroughCodeThatCatchesExceptions() {
        var output = Script.of().run((in, dc) -> {
            try {
                dc.waitForSignal("go");
            } catch (Exception swallowed) {
                return "swallowed";
            }
            return "unreachable";
        });

        assertThat(output).isEqualTo(new InvocationOutput.Suspended());
    }

    @Test
    void holdsEvenIfCodeCatchesEverything() {
        var script = Script.of();
        var output = script.run((in, dc) -> {
            try {
                dc.waitForSignal("go");
            } catch (Throwable swallowed) {
                try {
                    dc.step("compensate", () -> {});
                } catch (Throwable again) {
                    throw new IllegalStateException("made up", again);
                }
            }
            return "swallowed";
        });

        assertThat(output).isEqualTo(new InvocationOutput.Suspended());
        assertThat(script.asked()).containsExactly("StartCallback");
    }

    @Test
    void runsOnAVirtualThreadAndSoDoSteps() {
        var threads = new ArrayList<Thread>();
        Script.of().run((in, dc) -> {
            threads.add(Thread.currentThread());
            dc.step("work", () -> threads.add(Thread.currentThread()));
            return null;
        });

        assertThat(threads).hasSize(2).allMatch(Thread::isVirtual).containsOnly(threads.getFirst());
        assertThat(threads.getFirst().isAlive()).isFalse();
    }

    @Test
    void staysOnTheCallersThreadWhenThatIsVirtual() throws Exception {
        var ran = new AtomicReference<Thread>();
        var caller = Thread.ofVirtual()
                .start(() -> Script.of().run((in, dc) -> {
                    ran.set(Thread.currentThread());
                    return null;
                }));
        caller.join(Duration.ofSeconds(30));

        assertThat(ran.get()).isSameAs(caller);
    }

    @Test
    void stopsWhenTheServiceGivesNoFurtherToken() {
        var script = Script.of().stopping();

        assertThat(script.run((in, dc) -> dc.step("work", String.class, () -> "done")))
                .isEqualTo(new InvocationOutput.Suspended());
    }

    @Test
    void failsTheExecutionWhenACheckpointIsRefusedForGood() {
        var run = LocalRun.of((in, dc) -> dc.step("work", String.class, () -> "done"));
        CheckpointClient refusing = new dev.reprise.workflow.InterceptedJournal(run.journal(), number -> {
            throw new CheckpointRejected("InvalidParameterValueException", "Too odd.");
        });

        run.through(refusing).run();

        assertThat(run.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(run.failure()).isEqualTo(Failure.of("InvalidParameterValueException", "Too odd."));
    }

    @Test
    void stepMayNotUseTheContextOfItsFunction() {
        assertThatThrownBy(() -> Script.of().run((in, dc) -> {
                    dc.step("outer", () -> {
                        try {
                            dc.step("inner", () -> {});
                        } catch (Throwable hidden) {
                            // the body believes that all went well
                        }
                    });
                    return "unreachable";
                }))
                .isInstanceOf(IllegalContextUse.class)
                .hasMessageContaining("the body of step 'outer'");
    }

    @Test
    void otherThreadsMayNotUseTheContext() {
        assertThatThrownBy(() -> Script.of().run((in, dc) -> {
                    try {
                        CompletableFuture.runAsync(() -> dc.step("aside", () -> {}))
                                .join();
                    } catch (CompletionException hidden) {
                        return "hidden";
                    }
                    return "unreachable";
                }))
                .isInstanceOf(IllegalContextUse.class)
                .hasMessageContaining("only the thread of the function");
    }

    @Test
    void contextIsOfNoUseAfterItsInvocation() {
        var kept = new AtomicReference<DurableContext>();
        Script.of().run((in, dc) -> {
            kept.set(dc);
            return null;
        });

        assertThatThrownBy(() -> kept.get().uuid())
                .isInstanceOf(IllegalContextUse.class)
                .hasMessageContaining("that has ended");
    }

    @Test
    void operationsThatCameInPagesAreAllRepeated() {
        var script = Script.of()
                .step("a", SUCCEEDED, "1")
                .step("b", SUCCEEDED, "2")
                .step("c", SUCCEEDED, "3")
                .inPagesOf(2);

        var output = script.run((in, dc) -> {
            int a = dc.step("a", int.class, () -> 0);
            int b = dc.step("b", int.class, () -> 0);
            return a + b + dc.step("c", int.class, () -> 0);
        });

        assertThat(((InvocationOutput.Succeeded) output).result()).hasToString("6");
        assertThat(script.asked()).isEmpty();
    }

    @Test
    void inputThatCannotBeReadFailsTheExecution() {
        var output = Script.withInput("{not json").run((in, dc) -> "unreachable");

        assertThat(((InvocationOutput.Failed) output).failure().message())
                .contains("Expected JSON that can be read as java.lang.String, but found 9 bytes that cannot")
                .doesNotContain("{not json");
    }

    @Test
    void inputMayBeAbsent() {
        var output = Script.withInput(null).run((in, dc) -> in == null);

        assertThat(((InvocationOutput.Succeeded) output).result()).hasToString("true");
    }

    @Test
    void suspendsAfterSomePollsWhenTheJournalsTimersAreLate() {
        var script = Script.of();
        var paused = new ArrayList<Duration>();

        var output = script.run(
                (in, dc) -> {
                    dc.sleep("blink", Duration.ofSeconds(1));
                    return "unreachable";
                },
                RuntimeOptions.DEFAULT.time(() -> Script.START, paused::add));

        assertThat(output).isEqualTo(new InvocationOutput.Suspended());
        assertThat(paused.getFirst()).isEqualTo(Duration.ofSeconds(1));
        assertThat(script.asked()).startsWith("StartWait", "poll").hasSizeBetween(5, 12);
    }

    @Test
    void suspendsAtOnceWhenAPauseWouldLastBeyondTheDeadline() {
        var script = Script.of();
        var paused = new ArrayList<Duration>();

        var output = script.run(
                (in, dc) -> {
                    dc.sleep("blink", Duration.ofSeconds(1));
                    return "unreachable";
                },
                RuntimeOptions.DEFAULT.time(() -> Script.START, paused::add).deadline(Script.START.plusMillis(1_000)));

        assertThat(output).isEqualTo(new InvocationOutput.Suspended());
        assertThat(paused).isEmpty();
        assertThat(script.asked()).containsExactly("StartWait");
    }

    @Test
    void waitsInPlaceBeforeTheDeadlineAndPollsNoFurtherThanThat() {
        var script = Script.of();
        var paused = new ArrayList<Duration>();

        script.run(
                (in, dc) -> {
                    dc.sleep("blink", Duration.ofMillis(500));
                    return "unreachable";
                },
                RuntimeOptions.DEFAULT.time(() -> Script.START, paused::add).deadline(Script.START.plusMillis(501)));

        assertThat(paused.getFirst()).isEqualTo(Duration.ofMillis(500));
        assertThat(paused).allMatch(pause -> pause.toMillis() <= 500);
    }

    @Test
    void sleepOfNoTimeIsNone() {
        var script = Script.of();

        script.run((in, dc) -> {
            dc.sleep("none", Duration.ZERO);
            dc.sleep("past", Duration.ofSeconds(-5));
            return null;
        });

        assertThat(script.asked()).isEmpty();
    }
}
