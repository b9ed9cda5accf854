package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoint of an HTTP subscription of SNS. */
@QuarkusTest
@WithTestResource(TestBroker.class)
@WithTestResource(AwsStandIns.class)
class SnsIT {
    private static final String OTHER_TOPIC = "arn:aws:sns:us-east-1:123456789012:other";

    @ConfigProperty(name = "reprise.bootstrap-servers")
    String bootstrapServers;

    private AwsStandIns aws;

    @BeforeEach
    void ready() {
        Service.awaitReady("order-function");
        aws.sns().answer(200);
    }

    static Response post(SnsStandIn.Post post) {
        return post(post.json());
    }

    private static Response post(String body) {
        return given().contentType("text/plain; charset=UTF-8").body(body).post("/api/v1/aws/sns");
    }

    private static String suspended() {
        var name = Api.name();
        var id = Api.start("order-function", name, "{\"id\":\"%s\",\"cents\":1}".formatted(name));
        Api.awaitSuspended(id);
        return id;
    }

    private static String signal(String id, String payload) {
        return "{\"execution\":\"%s\",\"signal\":\"review\",\"payload\":\"%s\"}".formatted(id, payload);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aSignedNotificationReachesTheCodeOnce(int version) {
        var id = suspended();
        var post = aws.sns()
                .notification(AwsStandIns.TOPIC, Api.name(), signal(id, "by SNS, ü"))
                .signed(version);

        var first = post(post);
        var again = post(post);

        assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
        assertThat(first.<String>path("outcome")).isEqualTo("TAKEN_IN");
        assertThat(again.<String>path("outcome")).isEqualTo("REPEATED");
        assertThat(Api.result(id).<String>path("review")).as(Api.journal(id)).isEqualTo("by SNS, ü");
    }

    @Test
    void whatItsAttributesSayNeedNotStandInANotification() {
        var id = suspended();

        var taken = post(aws.sns()
                .notification(AwsStandIns.TOPIC, Api.name(), "\"plain\"")
                .without("Subject")
                .with(
                        "MessageAttributes",
                        Map.of(
                                "reprise-execution", Map.of("Type", "String", "Value", id),
                                "reprise-signal", Map.of("Type", "String", "Value", "review")))
                .signed(2));

        assertThat(taken.<String>path("outcome")).as(taken.asString()).isEqualTo("TAKEN_IN");
        assertThat(Api.result(id).<String>path("review")).isEqualTo("plain");
    }

    @Test
    void aSubscriptionToAWantedTopicIsConfirmed() {
        var token = Api.name();

        var confirmed = post(aws.sns()
                .confirmation("SubscriptionConfirmation", AwsStandIns.TOPIC, token)
                .signed(2));
        var gone = post(aws.sns()
                .confirmation("UnsubscribeConfirmation", AwsStandIns.TOPIC, "gone-" + token)
                .signed(1));

        assertThat(confirmed.statusCode()).as(confirmed.asString()).isEqualTo(200);
        assertThat(gone.statusCode()).as(gone.asString()).isEqualTo(200);
        assertThat(aws.sns().asked())
                .anyMatch(asked -> asked.contains("Action=ConfirmSubscription") && asked.endsWith("Token=" + token))
                .noneMatch(asked -> asked.contains("gone-" + token));
    }

    @Test
    void neitherTopicsThatNobodyWantsNorForgedPostsChangeAnything() {
        var id = suspended();
        var token = Api.name();
        var stranger = SnsStandIn.start();
        var wanted = signal(id, "forged");
        var refused = Map.of(
                "another topic",
                aws.sns().notification(OTHER_TOPIC, "m", wanted).signed(2),
                "a subscription to another topic",
                aws.sns()
                        .confirmation("SubscriptionConfirmation", OTHER_TOPIC, token)
                        .signed(2),
                "changed after it was signed",
                aws.sns().notification(AwsStandIns.TOPIC, "m", "{}").signed(2).with("Message", wanted),
                "signed by somebody else",
                stranger.notification(AwsStandIns.TOPIC, "m", wanted)
                        .signed(2)
                        .with("SigningCertURL", aws.sns().endpoint() + SnsStandIn.CERTIFICATE_PATH),
                "with a certificate of somewhere else",
                stranger.notification(AwsStandIns.TOPIC, "m", wanted).signed(2),
                "with no signature at all",
                aws.sns()
                        .notification(AwsStandIns.TOPIC, "m", wanted)
                        .with("Signature", "")
                        .with("SignatureVersion", "2"),
                "with a signature version that there is not",
                aws.sns().notification(AwsStandIns.TOPIC, "m", wanted).signed(2).with("SignatureVersion", "3"),
                "to be confirmed somewhere else",
                aws.sns()
                        .confirmation("SubscriptionConfirmation", AwsStandIns.TOPIC, token)
                        .with("SubscribeURL", stranger.endpoint() + "/?Action=ConfirmSubscription")
                        .signed(2),
                "to be confirmed by another action",
                aws.sns()
                        .confirmation("SubscriptionConfirmation", AwsStandIns.TOPIC, token)
                        .with("SubscribeURL", aws.sns().endpoint() + "/?Action=DeleteTopic")
                        .signed(2));

        refused.forEach((why, post) -> {
            var answer = post(post);
            assertThat(answer.statusCode()).as(why + ": " + answer.asString()).isEqualTo(403);
            Api.assertProblem(answer, 403, "forbidden");
        });
        stranger.close();

        assertThat(stranger.asked()).isEmpty();
        assertThat(aws.sns().asked()).noneMatch(asked -> asked.contains(token) || asked.contains("DeleteTopic"));
        Api.json("\"honest\"").post("/api/v1/executions/" + id + "/signals/review");
        assertThat(Api.result(id).<String>path("review")).isEqualTo("honest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "not json", "[]", "{}", "{\"Type\":\"Notification\"}", "{\"execution\":\"x\"}", "{} {}"})
    void whatIsNoPostOfSnsIsRefused(String body) {
        Api.assertProblem(post(body), 400, "invalid-request");
    }

    @Test
    void aNotificationThatIsNoSignalIsPutAsideAndNotSentAgain() {
        var marker = Api.name();
        try (var topic = new SignalsTopic(bootstrapServers)) {
            var answer = post(aws.sns()
                    .notification(AwsStandIns.TOPIC, marker, "news of the day")
                    .signed(2));

            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
            assertThat(answer.<String>path("outcome")).isEqualTo("PUT_ASIDE");
            assertThat(answer.<String>path("reason")).isEqualTo("INVALID_JSON");
            assertThat(topic.deadLetterReasons(marker, 1)).containsExactly("INVALID_JSON");
        }
    }

    @Test
    void whileSnsCannotConfirmItIsAskedToTryAgain() {
        var post = aws.sns().confirmation("SubscriptionConfirmation", AwsStandIns.TOPIC, Api.name());
        post(aws.sns().notification(AwsStandIns.TOPIC, Api.name(), "{}").signed(2)); // its certificate is known
        aws.sns().answer(500);

        var answer = post(post.signed(2));

        Api.assertProblem(answer, 503, "unavailable");
        assertThat(answer.header("Retry-After")).isNotBlank();
    }
}
