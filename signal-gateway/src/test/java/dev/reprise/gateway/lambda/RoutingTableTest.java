package dev.reprise.gateway.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reprise.core.ExecutionId;
import dev.reprise.gateway.security.Requester;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTableTest {
    private static final String ID = "0001-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11";
    private static final String ARN =
            "arn:aws:lambda:eu-west-1:111122223333:function:order_flow-1:$LATEST/durable-execution/order-4711/" + ID;
    private static final String ENCODED =
            "arn%3Aaws%3Alambda%3Aeu-west-1%3A111122223333%3Afunction%3Aorder_flow-1%3A%24LATEST%2Fdurable-execution%2Forder-4711%2F"
                    + ID;

    private final List<String> called = new ArrayList<>();
    private final List<ApiRequest> requests = new ArrayList<>();
    private final RoutingTable table = new RoutingTable()
            .add("POST", "/2025-12-01/durable-executions/{DurableExecutionArn}/stop", operation("stop"))
            .add("GET", "/2025-12-01/durable-executions/{DurableExecutionArn}/state", operation("state"))
            .add("GET", "/2025-12-01/durable-executions/{DurableExecutionArn}", operation("get"))
            .add("DELETE", "/2025-12-01/durable-executions/{DurableExecutionArn}", operation("delete"))
            .add("GET", "/2025-12-01/functions/{FunctionName}/durable-executions", operation("list"))
            .add("POST", "/2025-12-01/durable-execution-callbacks/{CallbackId}/succeed", operation("succeed"));

    private ApiOperation operation(String name) {
        return request -> {
            called.add(name);
            requests.add(request);
            return Answer.done();
        };
    }

    private ApiRequest call(String method, String target) {
        table.answer(
                new RawRequest(method, target, new Headers(List.of()), new byte[0]),
                (access, label) -> Requester.ANYBODY);
        return requests.getLast();
    }

    @ParameterizedTest
    @ValueSource(strings = {ENCODED, ARN})
    void anArnIsTakenEncodedAsSdksDoItOrNotAtAllAndWithEverySuffixOrNone(String written) {
        var path = "/2025-12-01/durable-executions/" + written;

        assertThat(call("POST", path + "/stop").label()).isEqualTo(ARN);
        assertThat(call("GET", path + "/state?MaxItems=1").label()).isEqualTo(ARN);
        assertThat(call("GET", path).label()).isEqualTo(ARN);
        assertThat(call("DELETE", path).label()).isEqualTo(ARN);
        assertThat(called).containsExactly("stop", "state", "get", "delete");
    }

    @ParameterizedTest
    @CsvSource({
        "a%2Bb%2Fc%3D%3D, a+b/c==",
        "a+b/c==, a+b/c==",
        "a%2bb%2fc=%3d, a+b/c==",
        "00ff, 00ff",
    })
    void aCallbackIdMayHaveEveryCharacterOfBase64(String written, String id) {
        assertThat(call("POST", "/2025-12-01/durable-execution-callbacks/" + written + "/succeed")
                        .label())
                .isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "order, order",
        "order%3A%24LATEST, order:$LATEST",
        "arn%3Aaws%3Alambda%3Aeu-west-1%3A111122223333%3Afunction%3Aorder%3A7, arn:aws:lambda:eu-west-1:111122223333:function:order:7"
    })
    void aFunctionIsNamedInAnyOfItsForms(String written, String name) {
        assertThat(call("GET", "/2025-12-01/functions/" + written + "/durable-executions")
                        .label())
                .isEqualTo(name);
    }

    @Test
    void queryParametersAreDecodedKeepTheirPlusAndMayBeRepeated() {
        var query = call(
                        "GET",
                        "/2025-12-01/durable-executions/x/state?CheckpointToken=a%2Bb%3D&Marker=m+n&MaxItems&Statuses=RUNNING&Statuses=FAILED&&=")
                .query();

        assertThat(query.first("CheckpointToken")).isEqualTo("a+b=");
        assertThat(query.first("Marker")).isEqualTo("m+n");
        assertThat(query.first("MaxItems")).isNull();
        assertThat(query.all("Statuses")).containsExactly("RUNNING", "FAILED");
        assertThat(query.all("Nothing")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/2025-12-01/",
                "/2025-12-01/durable-executions",
                "/2025-12-01/durable-executions/",
                "/2025-12-01/durable-executions/x/nothing",
                "/2025-12-01/durable-executions//stop",
                "/2025-12-01/functions/a/b/durable-executions",
                "/2025-12-02/durable-executions/x/stop"
            })
    void anotherPathIsNoOperation(String path) {
        var refusal = catchThrowableOfType(Refusal.class, () -> call("GET", path));

        assertThat(refusal.answer().status()).isEqualTo(404);
        assertThat(refusal.answer().headers()).containsEntry("x-amzn-errortype", "UnknownOperationException");
    }

    @Test
    void anotherMethodIsToldWhichThereAre() {
        var refusal =
                catchThrowableOfType(Refusal.class, () -> call("PUT", "/2025-12-01/durable-executions/" + ENCODED));

        assertThat(refusal.answer().status()).isEqualTo(405);
        assertThat(refusal.answer().headers())
                .containsEntry("Allow", "DELETE, GET")
                .containsEntry("x-amzn-errortype", "UnknownOperationException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/2025-12-01/durable-executions/%zz/stop",
                "/2025-12-01/durable-executions/%/stop",
                "/2025-12-01/durable-executions/x/stop?%"
            })
    void whatIsNotProperlyEncodedIsRefused(String target) {
        assertThatThrownBy(() -> call("POST", target))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("percent-encoded");
    }

    @Test
    void anArnIsTakenApartAndNamesNoExecutionOfOursWhenItsIdIsAnother() {
        var arn = ExecutionArn.parse(ARN);

        assertThat(arn).isEqualTo(new ExecutionArn("order_flow-1", "$LATEST", "order-4711", ID));
        assertThat(arn.execution()).isEqualTo(ExecutionId.parse(ID));
        assertThat(ExecutionArn.parse(ARN + "x").execution()).isNull();
        assertThat(ExecutionArn.parse("arn:aws:lambda:us-east-1:123456789012:function:warmup"))
                .isNull();
        assertThat(ExecutionArn.parse("")).isNull();
    }
}
