package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** An order that waits for its review gets it by each of the ways there are, and goes on to its end. */
@QuarkusTest
@WithTestResource(TestBroker.class)
@WithTestResource(AwsStandIns.class)
class WaysToSignalIT {
    private AwsStandIns aws;
    private LambdaClient lambda;

    @Inject
    OrderFunction orders;

    private final Map<String, WayToSignal> ways = Map.of(
            "callback page", this::byCallbackPage,
            "callback API", this::byCallbackApi,
            "link", this::byLink,
            "SQS", this::bySqs,
            "SNS", this::bySns,
            "EventBridge", this::byEventBridge,
            "Invoke", this::byInvoke,
            "SendDurableExecutionCallbackSuccess", this::byAwsCallback);

    @BeforeEach
    void ready() {
        Service.awaitReady("order-function");
        lambda = LambdaClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + RestAssured.port))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofMinutes(2)))
                .build();
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "callback page",
                "callback API",
                "link",
                "SQS",
                "SNS",
                "EventBridge",
                "Invoke",
                "SendDurableExecutionCallbackSuccess"
            })
    void anOrderIsApprovedByEachWay(String way) {
        var name = Api.name();
        var id = Api.start("order-function", name, "{\"id\":\"%s\",\"cents\":4990}".formatted(name));
        Api.awaitSuspended(id);

        ways.get(way).send(id, "review", "\"approved by " + way + "\"");

        var result = Api.result(id);
        assertThat(result.statusCode()).as(Api.journal(id)).isEqualTo(200);
        assertThat(result.<String>path("review")).isEqualTo("approved by " + way);
        assertThat(orders.runs(name + "/charge")).isEqualTo(1);
        assertThat(orders.runs(name + "/ship")).isEqualTo(1);
    }

    private static String message(String execution, String name, String payloadJson) {
        return "{\"execution\":\"%s\",\"signal\":\"%s\",\"payload\":%s}".formatted(execution, name, payloadJson);
    }

    /** The id of the callback that a wait for a signal is. */
    private static void withCallback(String execution, Consumer<String> answer) {
        answer.accept(given().queryParam("open", true)
                .get("/api/v1/executions/" + execution + "/operations")
                .path("operations[0].callbackId"));
    }

    private void byCallbackPage(String execution, String name, String payloadJson) {
        withCallback(execution, callback -> {
            var page = given().formParam("answer", payloadJson)
                    .formParam("outcome", "succeed")
                    .post("/callbacks/" + callback);
            assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
        });
    }

    private void byCallbackApi(String execution, String name, String payloadJson) {
        withCallback(execution, callback -> {
            var answer = Api.json(payloadJson).post("/api/v1/callbacks/" + callback + "/succeed");
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(204);
        });
    }

    private void byLink(String execution, String name, String payloadJson) {
        String url = Api.json("{}")
                .post("/api/v1/executions/%s/signals/%s/url".formatted(execution, name))
                .path("url");
        var page = given().formParam("answer", payloadJson).post(URI.create(url).getPath());
        assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
    }

    private void bySqs(String execution, String name, String payloadJson) {
        aws.queues().send(aws.queue, message(execution, name, payloadJson));
    }

    private void bySns(String execution, String name, String payloadJson) {
        var answer = SnsIT.post(aws.sns()
                .notification(AwsStandIns.TOPIC, Api.name(), message(execution, name, payloadJson))
                .signed(2));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }

    /** As an API destination posts what a rule matched. */
    private void byEventBridge(String execution, String name, String payloadJson) {
        var event =
                "{\"version\":\"0\",\"id\":\"%s\",\"detail-type\":\"OrderReviewed\",\"source\":\"shop\",\"detail\":%s}"
                        .formatted(Api.name(), message(execution, name, payloadJson));
        var answer = Api.json(event).post("/api/v1/signals");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        assertThat(answer.<String>path("outcome")).isEqualTo("TAKEN_IN");
    }

    private void byInvoke(String execution, String name, String payloadJson) {
        var answer = lambda.invoke(invoke -> invoke.functionName("order-function")
                .qualifier("$LATEST")
                .payload(SdkBytes.fromUtf8String(
                        "{\"_durable_signal\":{\"execution_id\":\"%s\",\"signal_name\":\"%s\",\"payload\":%s}}"
                                .formatted(execution, name, payloadJson))));
        assertThat(answer.functionError()).isNull();
    }

    private void byAwsCallback(String execution, String name, String payloadJson) {
        withCallback(
                execution,
                callback -> lambda.sendDurableExecutionCallbackSuccess(
                        send -> send.callbackId(callback).result(SdkBytes.fromUtf8String(payloadJson))));
    }
}
