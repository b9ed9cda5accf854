package dev.reprise.workflow.quarkus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.host.FunctionHost;
import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@WithTestResource(StubService.class)
@Timeout(60)
class ServingTest {
    StubService service;

    @TestHTTPResource
    URI application;

    @Inject
    FunctionHost functions;

    @Inject
    @All
    List<InstanceHandle<DurableFunction<?, ?>>> beans;

    @Test
    void servesEveryBeanThatIsAFunction() {
        assertThat(functions.names()).containsExactly("crash", "greeting-workflow", "patient-http-call");
    }

    @Test
    void registersThemWhenItStarts() throws Exception {
        for (var name : functions.names()) {
            assertThat(service.registration()).isEqualTo("GET /api/v1/functions/" + name);
            assertThat(service.registration())
                    .isEqualTo(
                            "PUT /api/v1/functions/%s {\"target\":\"http://127.0.0.1:9000/functions/%s/invocations\"}",
                            name, name);
        }
    }

    @Test
    void runsAnInvocationAndRecordsItsStep() throws Exception {
        service.tellOf(FunctionClient.step("greet", "\"Hello, Ada\""));

        var answer = FunctionClient.invoke(application, "greeting-workflow", "\"Ada\"");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).isEqualTo("{\"Status\":\"SUCCEEDED\",\"Result\":\"\\\"Hello, Ada\\\"\"}");
        assertThat(service.checkpoint())
                .startsWith("POST /2025-12-01/durable-executions/arn%3Aaws%3Alambda")
                .contains("/checkpoint ", "\"Name\":\"greet\"", "\"Action\":\"SUCCEED\"")
                .contains("Hello, Ada, 1 on a virtual thread: true");
    }

    @Test
    void givesEachInvocationARequestScopeOfItsOwn() throws Exception {
        service.tellOf(FunctionClient.step("greet", "\"any\""));

        for (int i = 0; i < 2; i++) {
            FunctionClient.invoke(application, "greeting-workflow", "\"Bob\"");
            assertThat(service.checkpoint()).contains("Hello, Bob, 1 ");
        }
    }

    @Test
    void servesThePathOfLambdasInvokeToo() throws Exception {
        service.tellOf(FunctionClient.sleep("rest"));

        var answer = FunctionClient.send(
                application,
                "POST",
                "/2015-03-31/functions/patient-http-call/invocations",
                FunctionClient.envelope("{}"));

        assertThat(answer.body()).isEqualTo("{\"Status\":\"PENDING\"}");
        assertThat(service.checkpoint()).contains("\"Name\":\"rest\"");
    }

    @Test
    void answersAFunctionErrorWhenAFunctionCannotGoOn() throws Exception {
        var answer = FunctionClient.invoke(application, "crash", "{}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Amz-Function-Error")).hasValue("Unhandled");
        assertThat(answer.body())
                .contains("\"errorType\":\"java.lang.NoClassDefFoundError\"", "\"errorMessage\":\"left/Out\"");
    }

    @Test
    void saysWhatItServesWhenAskedForAnythingElse() throws Exception {
        var answer = FunctionClient.invoke(application, "nobody", "{}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("x-amzn-errortype")).hasValue("ResourceNotFoundException");
        assertThat(answer.body()).contains("[crash, greeting-workflow, patient-http-call], but found 'nobody'");
    }

    @Test
    void refusesWhatIsNoInvocation() throws Exception {
        var path = "/functions/crash/invocations";

        var malformed = FunctionClient.send(application, "POST", path, "{}".getBytes(UTF_8));
        var get = FunctionClient.send(application, "GET", path, new byte[0]);

        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(malformed.headers().firstValue("x-amzn-errortype")).hasValue("InvalidRequestContentException");
        assertThat(malformed.body()).contains("durableExecutionArn");
        assertThat(get.statusCode()).isEqualTo(405);
    }

    @Test
    void refusesTwoBeansOfOneName() {
        var twice = Stream.concat(beans.stream(), beans.stream()).toList();

        assertThatThrownBy(() -> FunctionBeans.host(twice, RuntimeOptions.DEFAULT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching(
                        "Expected one durable function of the name '.+', but found two beans, .+ and .+; tell them apart with @Named");
    }
}
