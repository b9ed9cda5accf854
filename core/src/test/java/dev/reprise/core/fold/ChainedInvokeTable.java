package dev.reprise.core.fold;

import static dev.reprise.core.fold.Asked.*;
import static dev.reprise.core.fold.Asked.invokeFor;
import static dev.reprise.core.fold.Folding.given;
import static dev.reprise.core.fold.Happened.*;
import static dev.reprise.core.operation.OperationStatus.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.Terms;
import dev.reprise.core.history.Happening;
import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.core.operation.OperationDetails.ChainedInvokeDetails;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.state.Outgoing;
import dev.reprise.core.state.OutgoingId;
import dev.reprise.core.state.ParentLink;
import dev.reprise.core.state.Row;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protocol reference, section 5.7. */
abstract class ChainedInvokeTable {
    static final InvokeTarget CHILD = new InvokeTarget.Durable("child:live", "child", "7", Terms.DEFAULT);
    static final InvokeTarget PLAIN = new InvokeTarget.Plain("plain", "plain", "1");

    @Test
    void aCallGoesOutThroughTheOutboxUntilItIsDelivered() {
        var id = new OutgoingId(1, 0);
        given(started())
                .when(checkpoint(invoke("i", CHILD, "1")))
                .thenAnswer("i")
                .thenOperation("i", STARTED, new ChainedInvokeDetails("child:live", null, null))
                .thenEvents("ChainedInvokeStarted i")
                .thenEffects("Deliver Call child:live")
                .thenRow(
                        new Row.Outbox(id),
                        new Outgoing.Call(
                                new ParentLink(EXECUTION, ref("i").id()),
                                CHILD,
                                Payload.of("1"),
                                "00-trace-01",
                                "tenant-1"))
                .when(delivered(id))
                .thenVerdict(new Verdict.Done())
                .thenRow(new Row.Outbox(id), null)
                .when(delivered(id))
                .thenVerdict(new Verdict.Done());
    }

    @Test
    void severalCallsOfOneBatchGoOutOneByOne() {
        given(started())
                .when(checkpoint(invoke("i", CHILD, "1"), invoke("j", PLAIN, "2")))
                .thenEffects("Deliver Call child:live", "Deliver Call plain")
                .when(delivered(new OutgoingId(1, 0)))
                .thenRow(
                        new Row.Outbox(new OutgoingId(1, 1)),
                        new Outgoing.Call(
                                new ParentLink(EXECUTION, ref("j").id()),
                                PLAIN,
                                Payload.of("2"),
                                "00-trace-01",
                                "tenant-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED, ChainedInvokeSucceeded i",
        "FAILED, ChainedInvokeFailed i",
        "TIMED_OUT, ChainedInvokeTimedOut i",
        "STOPPED, ChainedInvokeStopped i"
    })
    void itsEndWakesTheCaller(OperationStatus how, String event) {
        boolean well = how == SUCCEEDED;
        given(started(), checkpoint(invoke("i", CHILD, "1")), suspended())
                .when(invokeEnded("i", how))
                .thenVerdict(new Verdict.Done())
                .thenOperation(
                        "i",
                        how,
                        new ChainedInvokeDetails("child:live", well ? Payload.of("42") : null, well ? null : BROKEN))
                .thenEvents(event)
                .thenEffects("Dispatch 2")
                .when(invokeEnded("i", how))
                .thenVerdict(Verdict.Stale.class)
                .thenEffects();
    }

    @Test
    void anEndThatComesBeforeTheCallerRestsIsToldAtOnceAndStandsBehindItsInvocation() {
        given(started(), checkpoint(invoke("i", CHILD, "1")))
                .when(invokeEnded("i", SUCCEEDED))
                .thenOperation("i", SUCCEEDED)
                .thenEvents()
                .thenEffects("TellNews")
                .when(suspendedHavingSeen(2))
                .thenEvents("InvocationCompleted", "ChainedInvokeSucceeded i")
                .thenEffects("Dispatch 2")
                .when(suspendedHavingSeen(3), stopped())
                .thenEvents("InvocationCompleted", "ExecutionStopped");
    }

    @Test
    void anEndThatRunningCodeIsToldOfStandsBeforeWhatItDoesNext() {
        given(started(), checkpoint(invoke("i", CHILD, "1"), invoke("j", PLAIN, "2")))
                .when(invokeEnded("i", FAILED), invokeEnded("j", SUCCEEDED), checkpoint(startStep("a")))
                .thenAnswer("a", "i", "j")
                .thenEvents("ChainedInvokeFailed i", "ChainedInvokeSucceeded j", "StepStarted a")
                .when(crashed())
                .thenEvents("InvocationCompleted");
    }

    @Test
    void anEndThatComesWhileNothingRunsStandsThereAtOnce() {
        given(started(), checkpoint(invoke("i", CHILD, "1")), crashed())
                .when(invokeEnded("i", SUCCEEDED))
                .thenEvents("ChainedInvokeSucceeded i")
                .when(passed(Duration.ofMinutes(2)), dueTimersFired(), crashed())
                .thenEvents("InvocationCompleted");
    }

    @Test
    void anEndThatNoCheckpointFollowsStandsBehindAnInvocationThatFailsOrIsLostToo() {
        var calling = new Happened[] {
            ownerElected("a"), started(), checkpoint(invoke("i", CHILD, "1")), invokeEnded("i", SUCCEEDED)
        };
        given(calling).when(crashed()).thenEvents("InvocationCompleted", "ChainedInvokeSucceeded i");
        given(calling).when(lost(1, 0)).thenEvents("InvocationCompleted", "ChainedInvokeSucceeded i");
        given(calling)
                .when(returned("1"))
                .thenEvents("InvocationCompleted", "ChainedInvokeSucceeded i", "ExecutionSucceeded");
    }

    @Test
    void anEndDuringAnInvocationStandsBeforeWhateverEndsTheExecution() {
        var calling = new Happened[] {started(), checkpoint(invoke("i", CHILD, "1")), invokeEnded("i", SUCCEEDED)};
        given(calling).when(stopped()).thenEvents("ChainedInvokeSucceeded i", "ExecutionStopped");
        given(calling)
                .when(passed(Duration.ofDays(366)), dueTimersFired())
                .thenEvents("ChainedInvokeSucceeded i", "ExecutionTimedOut");
        given(calling)
                .when(lastCheckpoint(succeedExecution("1")))
                .thenEvents("ChainedInvokeSucceeded i", "InvocationCompleted", "ExecutionSucceeded");
    }

    @Test
    void aRejectedCheckpointDoesNotRecordAnEnd() {
        given(started(), checkpoint(invoke("i", CHILD, "1")), invokeEnded("i", SUCCEEDED))
                .when(checkpoint(invoke("i", CHILD, "1")))
                .thenRejected("Cannot start a CHAINED_INVOKE operation that already exists.")
                .when(checkpoint(startStep("a")))
                .thenEvents("ChainedInvokeSucceeded i", "StepStarted a");
    }

    @Test
    void anEndDuringAnInvocationThatAPauseCutOffStandsBeforeTheNextOne() {
        given(started(), paused(), checkpoint(invoke("i", CHILD, "1")), invokeEnded("i", SUCCEEDED))
                .when(resumed())
                .thenEvents("ExecutionResumed", "ChainedInvokeSucceeded i")
                .thenEffects("Dispatch 2", "PublishSummary RUNNING");
    }

    @Test
    void anEndThatNobodyWaitsForIsIgnored() {
        given(started(), checkpoint(startStep("a")))
                .when(invokeEnded("i", SUCCEEDED))
                .thenVerdict(Verdict.Stale.class)
                .when(invokeEnded("a", SUCCEEDED))
                .thenVerdict(Verdict.Stale.class);
        given(started(), checkpoint(invoke("i", CHILD, "1")), stopped())
                .when(invokeEnded("i", SUCCEEDED))
                .thenVerdict(Verdict.Stale.class)
                .thenOperation("i", STARTED);
        given().when(invokeEnded("i", SUCCEEDED)).thenVerdict(Verdict.Stale.class);
    }

    @Test
    void aFunctionThatCannotBeCalledFailsAtOnce() {
        var reason = Failure.of("ResourceNotFoundException", "Function not found: nobody");
        given(started())
                .when(checkpoint(invoke("i", new InvokeTarget.Unresolvable("nobody", reason), "1")))
                .thenAnswer("i")
                .thenOperation("i", FAILED, new ChainedInvokeDetails("nobody", null, reason))
                .thenEvents("ChainedInvokeStarted i", "ChainedInvokeFailed i")
                .thenEffects();
    }

    @Test
    void aCallStartsOnce() {
        given(started(), checkpoint(invoke("i", CHILD, "1")))
                .when(checkpoint(invoke("i", CHILD, "1")))
                .thenRejected("Cannot start a CHAINED_INVOKE operation that already exists.");
    }

    @Test
    void aChildThatEndsTellsItsParent() {
        given(startedByAnotherExecution())
                .when(returned("42"))
                .thenEffects("Deliver Reply SUCCEEDED", "PublishSummary SUCCEEDED")
                .thenRow(
                        new Row.Outbox(new OutgoingId(1, 0)),
                        new Outgoing.Reply(
                                PARENT, SUCCEEDED, new ChainedInvokeDetails("order-flow", Payload.of("42"), null)));
        given(startedByAnotherExecution()).when(threw()).thenEffects("Deliver Reply FAILED", "PublishSummary FAILED");
        given(startedByAnotherExecution())
                .when(stopped())
                .thenEffects("Deliver Reply STOPPED", "PublishSummary STOPPED");
    }

    @Test
    void aChildThatTimesOutTellsItsParentInItsParentsWords() {
        given(startedByAnotherExecution())
                .when(passed(Duration.ofDays(366)), dueTimersFired())
                .thenEffects("Deliver Reply TIMED_OUT", "PublishSummary TIMED_OUT")
                .thenRow(
                        new Row.Outbox(new OutgoingId(1, 0)),
                        new Outgoing.Reply(
                                PARENT,
                                TIMED_OUT,
                                new ChainedInvokeDetails(
                                        "order-flow",
                                        null,
                                        Failure.of(
                                                "ChainedInvoke.Timeout",
                                                "CHAINED_INVOKE timed out after 31622400 seconds."))));
    }

    @Test
    void aCallIsMadeForTheTenantItNamesOrElseForItsCallers() {
        given(started())
                .when(checkpoint(invokeFor("tenant-2", "i", CHILD), invoke("j", PLAIN, "2")))
                .thenRow(
                        new Row.Outbox(new OutgoingId(1, 0)),
                        new Outgoing.Call(
                                new ParentLink(EXECUTION, ref("i").id()), CHILD, null, "00-trace-01", "tenant-2"))
                .thenRow(
                        new Row.Outbox(new OutgoingId(1, 1)),
                        new Outgoing.Call(
                                new ParentLink(EXECUTION, ref("j").id()),
                                PLAIN,
                                Payload.of("2"),
                                "00-trace-01",
                                "tenant-1"));
    }

    @Test
    void onlyACallOfADurableFunctionHasAChildAndItIsAlwaysTheSame() {
        var link = new ParentLink(EXECUTION, ref("i").id());
        var child = link.childKey("child");
        assertThat(child).isEqualTo(new ParentLink(EXECUTION, ref("i").id()).childKey("child"));
        assertThat(child).isNotEqualTo(new ParentLink(EXECUTION, ref("j").id()).childKey("child"));
        given(started())
                .when(checkpoint(invoke("i", CHILD, "1"), invoke("j", PLAIN, "2")))
                .thenEvent(2, new Happening.ChainedInvokeStarted("child:live", "7", child, "tenant-1", Payload.of("1")))
                .thenEvent(3, new Happening.ChainedInvokeStarted("plain", "1", null, "tenant-1", Payload.of("2")));
    }
}
