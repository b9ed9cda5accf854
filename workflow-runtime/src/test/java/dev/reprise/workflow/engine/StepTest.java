package dev.reprise.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.operation.OperationDetails.StepDetails;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.workflow.LocalRun;
import dev.reprise.workflow.ResultTooLarge;
import dev.reprise.workflow.RetryPolicy;
import dev.reprise.workflow.StepContext;
import dev.reprise.workflow.StepException;
import dev.reprise.workflow.StepOptions;
import dev.reprise.workflow.TypeRef;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StepTest {
    private static final RetryPolicy TEN_SECONDS = RetryPolicy.exponential(3, Duration.ofSeconds(10));

    record Parcel(int grams, LocalDate shipped) {}

    @Test
    void isOneCheckpointAndItsResultIsReadAsItsType() {
        var run = LocalRun.of((in, dc) -> {
                    var parcel = dc.step("weigh", Parcel.class, () -> new Parcel(250, LocalDate.of(2026, 3, 1)));
                    var labels = dc.step("label", new TypeRef<List<Parcel>>() {}, () -> List.of(parcel, parcel));
                    return labels.get(1).shipped().getYear() + parcel.grams();
                })
                .run();

        assertThat(run.resultJson()).isEqualTo("2276");
        assertThat(run.journal().checkpoints()).isEqualTo(2);
        assertThat(run.operation(1).details().result().text()).isEqualTo("{\"grams\":250,\"shipped\":\"2026-03-01\"}");
    }

    @Test
    void withoutResultRecordsNone() {
        var run = LocalRun.of((in, dc) -> {
                    dc.step("void", () -> {});
                    return dc.step("null", String.class, () -> null) == null;
                })
                .run();

        assertThat(run.resultJson()).isEqualTo("true");
        assertThat(run.operation(1).details().result()).isNull();
        assertThat(run.operation(2).details().result()).isNull();
    }

    @Test
    void isRetriedAfterLongPausesInLaterInvocations() {
        var attempts = new ArrayList<Integer>();
        var run = LocalRun.of((in, dc) -> dc.step(
                        "flaky",
                        String.class,
                        () -> {
                            attempts.add(StepContext.current().attempt());
                            if (attempts.size() < 3) {
                                throw new IOException("no route");
                            }
                            return "done";
                        },
                        TEN_SECONDS))
                .run();

        assertThat(run.operation(1).status()).isEqualTo(OperationStatus.PENDING);
        run.advance(Duration.ofSeconds(9));
        assertThat(attempts).containsExactly(1);
        run.advance(Duration.ofSeconds(1));
        assertThat(attempts).containsExactly(1, 2);
        run.advance(Duration.ofSeconds(20));
        assertThat(run.resultJson()).isEqualTo("\"done\"");
        assertThat(run.invocations()).isEqualTo(3);
        assertThat(((StepDetails) run.operation(1).details()).attempt()).isEqualTo(3);
    }

    @Test
    void isRetriedAfterShortPausesInPlace() {
        var attempts = new AtomicInteger();
        var run = LocalRun.of((in, dc) -> dc.step(
                        "flaky",
                        int.class,
                        () -> {
                            if (attempts.incrementAndGet() < 3) {
                                throw new IOException("no route");
                            }
                            return attempts.get();
                        },
                        TEN_SECONDS))
                .inPlaceLimit(Duration.ofSeconds(20))
                .run();

        assertThat(run.resultJson()).isEqualTo("3");
        assertThat(run.invocations()).isEqualTo(1);
        assertThat(run.journal().checkpoints()).as(run.toString()).isEqualTo(3 + 2);
    }

    @Test
    void thatHasFailedThrowsTheSameInEachRun() {
        var seen = new ArrayList<String>();
        var run = LocalRun.of((in, dc) -> {
                    try {
                        dc.step("charge", () -> fail("declined"), RetryPolicy.NONE);
                    } catch (StepException failed) {
                        seen.add(failed.getMessage() + failed.getCause() + failed.attempts());
                        assertThat(failed.isCausedBy(IllegalStateException.class))
                                .isTrue();
                    }
                    dc.sleep("night", Duration.ofHours(8));
                    return "over";
                })
                .run()
                .advance(Duration.ofHours(8));

        assertThat(run.resultJson()).isEqualTo("\"over\"");
        var same = "Step 'charge' failed after 1 attempt: java.lang.IllegalStateException: declinednull1";
        assertThat(seen).containsExactly(same, same);
    }

    @Test
    void leftUncaughtFailsTheExecutionWithTheRecordedCause() {
        var run = LocalRun.of((in, dc) -> {
                    dc.step("charge", () -> fail("declined"), RetryPolicy.NONE);
                    return "unreachable";
                })
                .run();

        assertThat(run.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(run.failure().type()).isEqualTo(StepException.class.getName());
        assertThat(run.failure().message())
                .isEqualTo("Step 'charge' failed after 1 attempt: java.lang.IllegalStateException: declined");
        assertThat(run.failure().stackTrace()).contains("Caused by: java.lang.IllegalStateException: declined");
    }

    @Test
    void isNotRetriedForExceptionsThatAreNeverRetriedNorTheirSubclasses() {
        var attempts = new AtomicInteger();
        var run = LocalRun.of((in, dc) -> {
                    dc.step(
                            "charge",
                            () -> {
                                attempts.incrementAndGet();
                                throw new NumberFormatException("no number");
                            },
                            TEN_SECONDS.never(IllegalArgumentException.class));
                    return "unreachable";
                })
                .run();

        assertThat(run.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void isNotBegunByACheckpointUnlessAtMostOnceIsAskedFor() {
        var run = LocalRun.of((in, dc) -> {
                    dc.step("once", () -> {}, StepOptions.atMostOnce());
                    return "ok";
                })
                .run();

        assertThat(run.journal().checkpoints()).isEqualTo(2);
    }

    @Test
    void hasOneKeyForAllItsAttemptsAndOneForEach() {
        var keys = new ArrayList<StepContext>();
        var run = LocalRun.of((in, dc) -> {
                    dc.step(
                            "charge",
                            () -> {
                                keys.add(StepContext.current());
                                if (keys.size() == 1) {
                                    throw new IOException("cut off");
                                }
                            },
                            TEN_SECONDS);
                    return dc.executionId();
                })
                .run()
                .advance(Duration.ofSeconds(10));

        var id = run.resultJson().replace("\"", "");
        assertThat(keys)
                .containsExactly(
                        new StepContext("charge", 1, id + "/1", id + "/1/1"),
                        new StepContext("charge", 2, id + "/1", id + "/1/2"));
    }

    @Test
    void withATooLargeResultFailsForGoodAndSaysWhatToDo() {
        var attempts = new AtomicInteger();
        var run = LocalRun.of((in, dc) -> {
                    dc.step("report", String.class, () -> "x".repeat(262_143) + attempts.incrementAndGet());
                    return "unreachable";
                })
                .run();

        assertThat(attempts).hasValue(1);
        assertThat(run.operation(1).details().failure().type()).isEqualTo(ResultTooLarge.class.getName());
        assertThat(run.failure().message())
                .contains("Expected the result of step 'report' to be at most 262144 bytes, but it is 262146.")
                .contains("return a reference to it");
    }

    @Test
    void takesAResultOfExactlyTheLimit() {
        var run = LocalRun.of((in, dc) -> dc.step("report", String.class, () -> "x".repeat(262_142))
                        .length())
                .run();

        assertThat(run.resultJson()).isEqualTo("262142");
    }

    @Test
    void withAResultThatIsNotJsonFailsForGood() {
        var run = LocalRun.of((in, dc) -> dc.step("object", Object.class, Object::new))
                .run();

        assertThat(run.operation(1).status()).isEqualTo(OperationStatus.FAILED);
        assertThat(run.failure().message()).contains("Expected a value that can be written as JSON");
    }

    @Test
    void withAResultThatCouldNotBeReadAgainFailsAtOnce() {
        interface Shape {}
        record Circle(int radius) implements Shape {}
        var run = LocalRun.of((in, dc) -> dc.step("draw", Shape.class, () -> new Circle(3)))
                .run();

        assertThat(run.operation(1).status()).isEqualTo(OperationStatus.FAILED);
        assertThat(run.failure().message())
                .contains("Expected JSON that can be read as")
                .contains("Shape");
    }

    @Test
    void thatThrowsAnErrorIsNotRecordedAndTheFunctionIsInvokedAgain() {
        var attempts = new AtomicInteger();
        var run = LocalRun.of((in, dc) -> dc.step("load", int.class, () -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new NoClassDefFoundError("com/example/Gone");
                    }
                    return StepContext.current().attempt();
                }))
                .run();

        assertThat(run.crashes()).singleElement().isInstanceOf(NoClassDefFoundError.class);
        assertThat(run.advance(Duration.ofSeconds(5)).resultJson()).isEqualTo("1");
    }

    private static void fail(String message) {
        throw new IllegalStateException(message);
    }
}
