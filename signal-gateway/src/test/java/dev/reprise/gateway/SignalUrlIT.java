package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links that send a signal, and the pages of callbacks. */
@QuarkusTest
@WithTestResource(TestBroker.class)
class SignalUrlIT {
    private static final String REVIEW =
            "{\"about\":\"Order 4711 over 49.90, <b>new</b> customer\",\"choices\":[\"approve\",\"reject\"]}";

    @BeforeEach
    void ready() {
        Service.awaitReady("order-function");
    }

    private static String suspended() {
        var name = Api.name();
        var id = Api.start("order-function", name, "{\"id\":\"%s\",\"cents\":1}".formatted(name));
        Api.awaitSuspended(id);
        return id;
    }

    private static Response made(String id, String wanted) {
        return Api.json(wanted).post("/api/v1/executions/" + id + "/signals/review/url");
    }

    private static String path(Response made) {
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        return URI.create(made.path("url")).getPath();
    }

    private static void assertPage(Response page, int status, String text) {
        assertThat(page.statusCode()).as(page.asString()).isEqualTo(status);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.asString()).contains(text);
    }

    @Test
    void aReviewerIsAskedOnAPageAndAnswersOnce() {
        var id = suspended();
        var link = path(made(id, REVIEW));

        var page = given().get(link);
        var other = given().formParam("choice", "pay me").post(link);
        var answer = given().formParam("choice", "approve").post(link);
        var again = given().formParam("choice", "reject").post(link);

        assertPage(page, 200, "Order 4711 over 49.90, &lt;b&gt;new&lt;/b&gt; customer");
        assertThat(page.asString())
                .contains("order-function", "review", "value=\"approve\"", "value=\"reject\"")
                .doesNotContain("<b>new");
        assertPage(other, 400, "Expected one of [approve, reject]");
        assertPage(answer, 200, "Thank you");
        assertPage(again, 409, "used before");
        assertThat(Api.result(id).<String>path("review")).as(Api.journal(id)).isEqualTo("approve");
        assertPage(given().get(link), 409, "The execution has ended");
    }

    @Test
    void openingALinkSendsNothing() {
        var id = suspended();
        var link = path(made(id, "{}"));

        given().get(link);
        given().head(link);

        assertThat(given().get("/api/v1/executions/" + id).<String>path("invocation"))
                .isEqualTo("SUSPENDED");
        assertThat(Api.journal(id)).doesNotContain("CallbackSucceeded");
        Api.json("\"stop\"").post("/api/v1/executions/" + id + "/signals/review");
    }

    @Test
    void aMachineSendsJsonToTheSameAddressOnce() {
        var id = suspended();
        var made = made(id, "");
        var link = path(made);

        var malformed = Api.json("{").post(link);
        var sent = Api.json("\"by machine\"").post(link);
        var again = Api.json("\"by machine\"").post(link);

        Api.assertProblem(malformed, 400, "malformed-json");
        assertThat(sent.statusCode()).as(sent.asString()).isEqualTo(202);
        assertThat(sent.<String>path("signal")).isEqualTo("review");
        Api.assertProblem(again, 409, "link-used");
        assertThat(Duration.between(Instant.now(), Instant.parse(made.path("expiresAt"))))
                .isBetween(Duration.ofDays(6), Duration.ofDays(7));
        assertThat(Api.result(id).<String>path("review")).isEqualTo("by machine");
    }

    @Test
    void aLinkThatHasExpiredSendsNothing() {
        var id = suspended();
        var link = path(made(id, "{\"expiresInSeconds\":1}"));

        Await.until("the link has expired", () -> given().get(link).statusCode() == 410, () -> Api.journal(id));

        Api.assertProblem(Api.json("\"late\"").post(link), 410, "link-expired");
        Api.json("\"in time\"").post("/api/v1/executions/" + id + "/signals/review");
        assertThat(Api.result(id).<String>path("review")).isEqualTo("in time");
    }

    @Test
    void aLinkThatWasChangedIsNone() {
        var id = suspended();
        var link = path(made(id, "{}"));
        var last = link.charAt(link.length() - 1) == '0' ? '1' : '0';
        var changed = link.substring(0, link.length() - 1) + last;

        assertPage(given().get(changed), 400, "changed or made up");
        assertPage(given().formParam("answer", "x").post(changed), 400, "changed or made up");
        Api.assertProblem(Api.json("1").post(changed), 400, "link-invalid");
        assertThat(given().get("/callbacks/" + link.substring("/signals/".length()))
                        .statusCode())
                .as("it is no callback either")
                .isEqualTo(400);
        Api.json("\"stop\"").post("/api/v1/executions/" + id + "/signals/review");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"expiresInSeconds\":0}",
                "{\"expiresInSeconds\":-1}",
                "{\"expiresInSeconds\":31622401}",
                "{\"expiresInSeconds\":\"1\"}",
                "{\"choices\":[\"\"]}",
                "{\"choices\":[\"a\\\"b\"]}",
                "{\"choices\":[null]}",
                "{\"choices\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\"]}",
                "{\"expires\":1}"
            })
    void aLinkThatCannotBeIsRefused(String wanted) {
        var id = suspended();

        Api.assertProblem(made(id, wanted), 400, "invalid-request");
        Api.json("\"stop\"").post("/api/v1/executions/" + id + "/signals/review");
    }

    @Test
    void theLongestLinkThereCanBeIsTaken() {
        var id = suspended();
        var choices = "[" + "\"%s\",".repeat(7).formatted((Object[]) choices()) + "\"last\"]";
        var wanted = "{\"about\":\"%s\",\"choices\":%s}".formatted("€".repeat(200), choices);
        var name = "n".repeat(256);
        var link = path(Api.json(wanted).post("/api/v1/executions/" + id + "/signals/" + name + "/url"));

        assertPage(given().get(link), 200, "€€€");
        assertThat(Api.json("\"last\"").post(link).statusCode()).isEqualTo(202);
        Api.json("\"stop\"").post("/api/v1/executions/" + id + "/signals/review");
    }

    private static String[] choices() {
        var choices = new String[7];
        for (int i = 0; i < choices.length; i++) {
            choices[i] = i + "€".repeat(39);
        }
        return choices;
    }

    @Test
    void thereIsNoLinkForAnExecutionThatThereIsNot() {
        Api.assertProblem(made("0000-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11", "{}"), 404, "execution-not-found");
    }

    @Test
    void theCallbackPageSaysWhatItIsAboutAndWhenItTakesNoAnswerAnyMore() {
        var id = suspended();
        String callback = given().queryParam("open", true)
                .get("/api/v1/executions/" + id + "/operations")
                .path("operations[0].callbackId");

        var open = given().get("/callbacks/" + callback);
        given().formParam("answer", "yes").post("/callbacks/" + callback);
        var closed = given().get("/callbacks/" + callback);

        assertPage(open, 200, "order-function");
        assertThat(open.asString()).contains("<form method=\"post\">", "review");
        assertPage(closed, 409, "takes no answer any more");
        assertPage(given().get("/callbacks/00ff"), 400, "changed or made up");
    }
}
