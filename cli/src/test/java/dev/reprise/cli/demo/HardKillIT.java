package dev.reprise.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.broker.EmbeddedBroker;
import dev.reprise.cli.audit.HistoryRecord;
import dev.reprise.cli.audit.HistoryTopic;
import dev.reprise.cli.audit.Narrator;
import dev.reprise.cli.audit.Selection;
import dev.reprise.cli.audit.Timeline;
import dev.reprise.cli.dev.Ports;
import dev.reprise.cli.process.JavaCommand;
import dev.reprise.cli.process.OwnProcess;
import dev.reprise.cli.process.Patience;
import dev.reprise.cli.terminal.CommandFailure;
import dev.reprise.cli.terminal.Logs;
import dev.reprise.core.ExecutionId;
import dev.reprise.core.history.Happening;
import dev.reprise.core.history.HistoryEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills the packaged service with SIGKILL between any two steps of an order, on a real broker that stays, starts it again
 * on the same data, and holds what is promised: the same result, each step recorded once, no signal lost.
 *
 * <p>The one thing that is not promised is told by {@link #aKillBetweenEffectAndRecordRunsTheStepAgainUnderTheSameKey}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HardKillIT {
    private static final Path JAR =
            Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();

    /** The steps, and how the idempotency keys of their operations end. */
    private static final Map<String, String> KEY_ENDS = Map.of("charge-payment", "/1", "fulfil-order", "/3");

    private Path directory;
    private EmbeddedBroker broker;
    private FakeServices services;
    private ServiceClient client;
    private OwnProcess service;
    private int port;
    private int orders;

    @BeforeAll
    void startEverything(@TempDir Path temporary) throws Exception {
        Logs.quieten();
        directory = temporary;
        broker = EmbeddedBroker.start(directory.resolve("kafka"));
        services = new FakeServices();
        port = Ports.findFree();
        client = new ServiceClient("http://127.0.0.1:" + port);
        startService();
    }

    @AfterAll
    void stopEverything() {
        service.kill();
        services.close();
        broker.close();
    }

    private void startService() {
        service = OwnProcess.start(
                JavaCommand.of(JAR)
                        .line(List.of(
                                "dev",
                                "--broker",
                                broker.bootstrapServers(),
                                "--data",
                                directory.resolve("data").toString(),
                                "--port",
                                Integer.toString(port))),
                Map.of("REPRISE_EXAMPLES_SERVICES_URL", services.url().toString()),
                directory.resolve("service.out"));
        await("the service to be ready", () -> client.isReady() && client.hasFunction("order"));
    }

    private void killAndStartAgain() {
        service.kill();
        startService();
    }

    private interface Question {
        boolean isAnsweredYes();
    }

    private void await(String what, Question question) {
        Patience.await(what, service, () -> question.isAnsweredYes() ? Optional.of(true) : Optional.empty());
    }

    private String start() {
        var name = "order-" + ++orders;
        return client.start(
                "order", name, "{\"id\":\"%s\",\"cardToken\":\"card-4242\",\"total\":42.50}".formatted(name));
    }

    private void awaitSuspended(String id) {
        await(
                "order " + id + " to wait for its review",
                () -> client.execution(id).path("invocation").asText().equals("SUSPENDED")
                        && !client.openOperations(id).isEmpty());
    }

    @ParameterizedTest(name = "{0}, approved by {1}")
    @CsvSource({"charge-payment, REST", "fulfil-order, CALLBACK_URL"})
    void aKillBeforeAnEffectLosesNothing(String step, Signalling signalling) throws Exception {
        var trap = services.hold("GET", KEY_ENDS.get(step));
        var id = start();
        if (step.equals("fulfil-order")) {
            awaitSuspended(id);
            signalling.approve(id, client, broker.bootstrapServers());
        }
        Patience.await(step + " to be asked for", service, trap::isSprung);

        killAndStartAgain();
        trap.release();

        if (step.equals("charge-payment")) {
            awaitSuspended(id);
            signalling.approve(id, client, broker.bootstrapServers());
        }
        requireDoneOnce(id);
        assertThat(services.asked("PUT " + id + KEY_ENDS.get(step)))
                .as("the effect was never asked for before the kill")
                .isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}, approved by {1}")
    @CsvSource({"charge-payment, KAFKA", "fulfil-order, REST"})
    void aKillBetweenEffectAndRecordRunsTheStepAgainUnderTheSameKey(String step, Signalling signalling)
            throws Exception {
        var trap = services.hold("PUT", KEY_ENDS.get(step));
        var id = start();
        if (step.equals("fulfil-order")) {
            awaitSuspended(id);
            signalling.approve(id, client, broker.bootstrapServers());
        }
        Patience.await(step + " to have its effect", service, trap::isSprung);
        var effect = services.effect(id + KEY_ENDS.get(step)).orElseThrow();

        killAndStartAgain();
        trap.release();

        if (step.equals("charge-payment")) {
            awaitSuspended(id);
            signalling.approve(id, client, broker.bootstrapServers());
        }
        requireDoneOnce(id);
        assertThat(services.asked("GET " + id + KEY_ENDS.get(step)))
                .as("the step ran twice, under one key: %s", services.requests())
                .isEqualTo(2);
        assertThat(services.effect(id + KEY_ENDS.get(step)))
                .as("so that the service could answer with what it had done")
                .contains(effect);
    }

    @ParameterizedTest(name = "{0}, approved by {1}")
    @CsvSource({"charge-payment, CALLBACK_URL", "fulfil-order, KAFKA"})
    void aKillRightAfterTheRecordRunsTheStepNoMore(String step, Signalling signalling) throws Exception {
        String id;
        try (var journal = new JournalWatch(broker.bootstrapServers())) {
            id = start();
            if (step.equals("fulfil-order")) {
                awaitSuspended(id);
                signalling.approve(id, client, broker.bootstrapServers());
            }
            Patience.await(step + " to be recorded", service, () -> journal.sawSuccessOf(step));
            service.kill();
        }
        startService();

        if (step.equals("charge-payment")) {
            awaitSuspended(id);
            signalling.approve(id, client, broker.bootstrapServers());
        }
        requireDoneOnce(id);
        assertThat(services.asked("GET " + id + KEY_ENDS.get(step)))
                .as("the step ran once: %s", services.requests())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Signalling.class)
    void aSignalIsNotLostWhenTheKillFollowsAtOnce(Signalling signalling) throws Exception {
        var id = start();
        awaitSuspended(id);

        signalling.approve(id, client, broker.bootstrapServers());
        killAndStartAgain();

        requireDoneOnce(id);
    }

    @Test
    void aSignalPublishedWhileNothingRunsIsFoundAfterwards() throws Exception {
        var id = start();
        awaitSuspended(id);

        service.kill();
        Signalling.KAFKA.approve(id, client, broker.bootstrapServers());
        startService();

        requireDoneOnce(id);
    }

    /** What every order must come to, however often the service was killed. */
    private void requireDoneOnce(String id) throws Exception {
        var result = awaitResult(id);
        var history = Patience.await(
                "its history to be committed",
                service,
                () -> Optional.of(history(id)).filter(HardKillIT::isComplete));
        var told = "\n" + String.join("\n", lines(history)) + "\nasked: " + services.requests();

        var receipt = new ObjectMapper().readTree(result);
        assertThat(receipt.path("status").asText()).as(told).isEqualTo("fulfilled");
        assertThat(services.effect(id + KEY_ENDS.get("charge-payment")).orElseThrow())
                .as("the payment of the receipt is the one that was made")
                .endsWith("\t" + receipt.path("txnId").asText());

        assertThat(history)
                .as(told)
                .extracting(HistoryEvent::eventId)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, history.size()).boxed().toList());
        KEY_ENDS.keySet()
                .forEach(step ->
                        assertThat(successes(history, step)).as(step + told).isEqualTo(1));
        assertThat(count(history, Happening.StepFailed.class)).as(told).isZero();
        assertThat(count(history, Happening.CallbackSucceeded.class)).as(told).isEqualTo(1);
        assertThat(count(history, Happening.ExecutionSucceeded.class)).as(told).isEqualTo(1);
    }

    private String awaitResult(String id) throws Exception {
        try {
            return Patience.await("order " + id + " to finish", service, () -> client.result(id));
        } catch (CommandFailure e) {
            throw new AssertionError(
                    "%s%n%s%n%s%nasked: %s%n%s"
                            .formatted(
                                    e.getMessage(),
                                    client.execution(id).toPrettyString(),
                                    String.join("\n", lines(history(id))),
                                    services.requests(),
                                    Files.readString(directory.resolve("data/logs/reprise.log"))),
                    e);
        }
    }

    /** The history as the topic has it. */
    private List<HistoryEvent> history(String id) {
        var events = new ArrayList<HistoryEvent>();
        try (var topic = HistoryTopic.of(broker.bootstrapServers(), "reprise.history")) {
            topic.read(new Selection.OfExecution(ExecutionId.parse(id)), record -> {
                if (record instanceof HistoryRecord.Event found) {
                    events.add(found.event().event());
                }
            });
        }
        return events;
    }

    private static boolean isComplete(List<HistoryEvent> history) {
        return count(history, Happening.ExecutionSucceeded.class) > 0;
    }

    private static List<String> lines(List<HistoryEvent> history) {
        var narrator = new Narrator();
        return Timeline.lines(history.stream().map(narrator::tell).toList());
    }

    private static long successes(List<HistoryEvent> history, String step) {
        return history.stream()
                .filter(event -> event.event() instanceof Happening.StepSucceeded)
                .filter(event -> event.operation() != null
                        && step.equals(event.operation().name()))
                .count();
    }

    private static long count(List<HistoryEvent> history, Class<? extends Happening> type) {
        return history.stream().filter(event -> type.isInstance(event.event())).count();
    }
}
