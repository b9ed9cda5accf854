package dev.reprise.gateway.dispatch;

import static dev.reprise.gateway.LambdaStandIn.failing;
import static dev.reprise.gateway.LambdaStandIn.hangingUp;
import static dev.reprise.gateway.LambdaStandIn.refusing;
import static dev.reprise.gateway.LambdaStandIn.returning;
import static dev.reprise.gateway.LambdaStandIn.throttling;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.gateway.Await;
import dev.reprise.gateway.LambdaStandIn;
import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.PlainFunctions.Answer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What is made of Lambda's answers, by the real client over real connections. */
class LambdaFunctionsTest {
    private static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:function:order:live";
    private static final FunctionTarget.Lambda ORDER = new FunctionTarget.Lambda(ARN);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final InvocationContext CONTEXT =
            new InvocationContext("request-1", Instant.EPOCH, "arn:order", null, null);
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDTEST", "secret"));

    private static LambdaStandIn lambda;
    private static LambdaClients clients;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final LambdaFunctions functions = new LambdaFunctions(clients, now::get);

    @BeforeAll
    static void listen() {
        lambda = LambdaStandIn.start();
        clients = new LambdaClients(lambda.endpoint(), CREDENTIALS);
    }

    @AfterAll
    static void close() {
        clients.close();
        lambda.close();
    }

    @AfterEach
    void forget() {
        lambda.forget();
    }

    private LambdaReply invoke() throws InterruptedException {
        return functions.invoke(ORDER, "{}".getBytes(UTF_8), CONTEXT, A_MINUTE);
    }

    private static Answer taken(LambdaReply reply) {
        assertThat(reply).isInstanceOf(LambdaReply.Taken.class);
        return ((LambdaReply.Taken) reply).answer();
    }

    private static LambdaReply.NotTaken notTaken(LambdaReply reply) {
        assertThat(reply).isInstanceOf(LambdaReply.NotTaken.class);
        return (LambdaReply.NotTaken) reply;
    }

    private static String failure(LambdaReply reply) {
        assertThat(taken(reply)).isInstanceOf(Answer.Failed.class);
        return ((Answer.Failed) taken(reply)).failure().type();
    }

    private void waitAsTold(LambdaReply reply) {
        now.updateAndGet(before -> before.plus(notTaken(reply).pause()));
    }

    @Test
    void invokesTheArnWithItsQualifierSignedForItsRegion() throws Exception {
        lambda.otherwise(returning("{\"Status\":\"SUCCEEDED\"}"));
        var context = new InvocationContext(
                "request-1",
                Instant.EPOCH,
                "arn:order",
                "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01",
                "blue");

        var answer = taken(functions.invoke(ORDER, "{\"a\":1}".getBytes(UTF_8), context, A_MINUTE));

        assertThat(((Answer.Returned) answer).body()).asString(UTF_8).isEqualTo("{\"Status\":\"SUCCEEDED\"}");
        var call = lambda.calls().getFirst();
        assertThat(call.function()).isEqualTo(ARN);
        assertThat(call.body()).asString(UTF_8).isEqualTo("{\"a\":1}");
        assertThat(call.header("X-Amz-Invocation-Type")).isEqualTo("RequestResponse");
        assertThat(call.header("X-Amzn-Trace-Id"))
                .isEqualTo("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1");
        assertThat(call.header("X-Amz-Tenant-Id")).isEqualTo("blue");
        assertThat(call.header("Authorization")).contains("AWS4-HMAC-SHA256", "AKIDTEST", "/eu-west-1/lambda/");
    }

    @Test
    void aThrottledInvocationIsNotTakenAndUntilThePauseIsOverNobodyAsks() throws Exception {
        lambda.then(throttling()).otherwise(returning("{}"));

        var first = invoke();
        var second = invoke();

        assertThat(notTaken(first).why().type()).isEqualTo("TooManyRequestsException");
        assertThat(notTaken(second).pause()).isEqualTo(notTaken(first).pause());
        assertThat(lambda.calls()).hasSize(1);
        waitAsTold(second);
        assertThat(taken(invoke())).isInstanceOf(Answer.Returned.class);
        assertThat(taken(invoke())).isInstanceOf(Answer.Returned.class);
        assertThat(lambda.calls()).hasSize(3);
    }

    @Test
    void oneFunctionsThrottlingIsNotAnothers() throws Exception {
        lambda.then(throttling());
        notTaken(invoke());

        var other = new FunctionTarget.Lambda("arn:aws:lambda:eu-west-1:123456789012:function:other");

        taken(functions.invoke(other, "{}".getBytes(UTF_8), CONTEXT, A_MINUTE));
    }

    @ParameterizedTest
    @CsvSource({
        "502, EC2ThrottledException",
        "502, ENILimitReachedException",
        "502, ResourceNotReadyException",
        "409, ResourceConflictException",
        "409, SnapStartNotReadyException"
    })
    void whatIsRefusedBeforeAnyCodeRunsIsNotTaken(int status, String type) throws Exception {
        lambda.then(refusing(status, type));

        assertThat(notTaken(invoke()).why().type()).isEqualTo(type);
        assertThat(lambda.calls()).as("the client does not try again by itself").hasSize(1);
    }

    @Test
    void anErrorOfTheServiceIsAFailedInvocationBecauseTheCodeMayHaveRunAndThoseThatFollowWait() throws Exception {
        lambda.then(refusing(500, "ServiceException"));

        assertThat(failure(invoke())).isEqualTo("ServiceException");
        notTaken(invoke());
        assertThat(lambda.calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "404, ResourceNotFoundException",
        "403, AccessDeniedException",
        "400, InvalidRequestContentException",
        "413, RequestTooLargeException"
    })
    void aRefusalThatWillNotPassIsAFailedInvocationAndKeepsNobodyElseWaiting(int status, String type) throws Exception {
        lambda.then(refusing(status, type));

        assertThat(failure(invoke())).isEqualTo(type);
        taken(invoke());
    }

    @Test
    void aFunctionThatFailedHasFailedInItsOwnWords() throws Exception {
        lambda.then(failing(
                "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: 1 Error: Task timed out\"}"));

        assertThat(failure(invoke())).isEqualTo("Sandbox.Timedout");
        taken(invoke());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{\"errorMessage\":", "\u0000\u0001"})
    void aFailureThatIsNoneIsOneAnyhow(String garbage) throws Exception {
        lambda.then(failing(garbage));

        failure(invoke());
    }

    @Test
    void anotherStatusThanTheOneThatMeansAnAnswerIsNone() throws Exception {
        lambda.then(call -> new LambdaStandIn.Answer(202, Map.of(), new byte[0]));

        assertThat(failure(invoke())).isEqualTo("Function.BadStatus");
    }

    @Test
    void aRefusalWithoutWordsIsShownByItsStatus() throws Exception {
        lambda.then(call -> new LambdaStandIn.Answer(418, Map.of(), "teapot".getBytes(UTF_8)));

        var answer = (Answer.Failed) taken(invoke());

        assertThat(answer.failure().message()).contains("418");
    }

    @Test
    void aConnectionThatBreaksIsAFailedInvocation() throws Exception {
        lambda.then(hangingUp());

        assertThat(failure(invoke())).isEqualTo("Function.NoAnswer");
        assertThat(lambda.calls()).hasSize(1);
    }

    @Test
    void anEndpointThatIsNotThereIsUnreachable() throws Exception {
        try (var nowhere = new LambdaClients(URI.create("http://127.0.0.1:1"), CREDENTIALS)) {
            var reply = new LambdaFunctions(nowhere, now::get).invoke(ORDER, "{}".getBytes(UTF_8), CONTEXT, A_MINUTE);

            assertThat(failure(reply)).isEqualTo("Function.Unreachable");
        }
    }

    @Test
    void aFunctionThatDoesNotAnswerInTimeHasTimedOut() throws Exception {
        lambda.then(lambda.silent());

        var reply = functions.invoke(ORDER, "{}".getBytes(UTF_8), CONTEXT, Duration.ofMillis(1));

        assertThat(failure(reply)).isEqualTo("Sandbox.Timedout");
    }

    @Test
    void whoeverIsInterruptedStopsWaiting() throws Exception {
        lambda.then(lambda.silent());
        var interrupted = new CountDownLatch(1);
        var waiting = Thread.ofVirtual().start(() -> {
            try {
                invoke();
            } catch (InterruptedException stopped) {
                interrupted.countDown();
            }
        });
        Await.until("it is called", () -> lambda.calls().size() == 1, () -> "it is not");

        waiting.interrupt();
        interrupted.await();
    }

    @Test
    void anInputThatLambdaWouldNotTakeIsNotSent() throws Exception {
        var reply = functions.invoke(ORDER, new byte[LambdaFunctions.MOST_BYTES + 1], CONTEXT, A_MINUTE);

        assertThat(failure(reply)).isEqualTo("RequestTooLargeException");
        assertThat(lambda.calls()).isEmpty();
    }

    @Test
    void theLargestInputAndAnswerPassAndALargerAnswerIsNone() throws Exception {
        var largest = new byte[LambdaFunctions.MOST_BYTES];
        lambda.then(
                call -> new LambdaStandIn.Answer(200, Map.of(), largest),
                call -> new LambdaStandIn.Answer(200, Map.of(), new byte[LambdaFunctions.MOST_BYTES + 1]));

        var passed = taken(functions.invoke(ORDER, largest, CONTEXT, A_MINUTE));
        var tooLarge = invoke();

        assertThat(((Answer.Returned) passed).body()).hasSameSizeAs(largest);
        assertThat(lambda.calls().getFirst().body()).hasSameSizeAs(largest);
        assertThat(failure(tooLarge)).isEqualTo("Function.AnswerTooLarge");
    }
}
