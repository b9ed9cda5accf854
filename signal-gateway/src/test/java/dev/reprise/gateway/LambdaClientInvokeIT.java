package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.DurableExecutionAlreadyStartedException;
import software.amazon.awssdk.services.lambda.model.ExecutionStatus;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Invoke as the AWS SDK for Java sends it, nothing changed but the endpoint. */
@QuarkusTest
@WithTestResource(TestBroker.class)
class LambdaClientInvokeIT {
    private final String function = Api.name();
    private FunctionDouble code;
    private LambdaClient client;

    @BeforeEach
    void serve() {
        Service.awaitReady("order-function");
        code = FunctionDouble.answering("{\"Status\":\"SUCCEEDED\",\"Result\":\"\\\"shipped\\\"\"}");
        Api.json("{\"target\":\"%s\"}".formatted(code.url())).put("/api/v1/functions/" + function);
        given().post("/api/v1/functions/" + function + "/versions");
        client = LambdaClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + RestAssured.port))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofMinutes(2)))
                .build();
    }

    @AfterEach
    void close() {
        client.close();
        code.close();
    }

    private InvokeResponse invoke(String qualifier, InvocationType type, String name, String payload) {
        return client.invoke(request -> request.functionName(function)
                .qualifier(qualifier)
                .invocationType(type)
                .durableExecutionName(name)
                .payload(SdkBytes.fromUtf8String(payload)));
    }

    @Test
    void aResultComesBackWithTheExecutionAndItsVersion() {
        var name = Api.name();
        var response = invoke("1", InvocationType.REQUEST_RESPONSE, name, "{\"a\":1}");

        assertThat(response.payload().asUtf8String()).isEqualTo("\"shipped\"");
        assertThat(response.functionError()).isNull();
        assertThat(response.executedVersion()).isEqualTo("1");
        assertThat(response.durableExecutionArn()).contains(":" + function + ":1/durable-execution/" + name + "/");
        var execution = client.getDurableExecution(get -> get.durableExecutionArn(response.durableExecutionArn()));
        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(execution.inputPayload()).isEqualTo("{\"a\":1}");
    }

    @Test
    void aFailureIsAFunctionError() {
        code.answer("{\"Status\":\"FAILED\",\"Error\":{\"ErrorType\":\"CardDeclined\",\"ErrorMessage\":\"no money\"}}");

        var response = invoke("$LATEST", InvocationType.REQUEST_RESPONSE, null, "{}");

        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(response.payload().asUtf8String())
                .isEqualTo("{\"errorType\":\"CardDeclined\",\"errorMessage\":\"no money\"}");
    }

    @Test
    void anEventAndADryRunAreAnsweredAtOnce() {
        var event = invoke("1", InvocationType.EVENT, null, "{}");
        var dryRun = invoke("1", InvocationType.DRY_RUN, null, "{}");

        assertThat(event.statusCode()).isEqualTo(202);
        assertThat(event.durableExecutionArn()).isNotBlank();
        assertThat(dryRun.statusCode()).isEqualTo(204);
        assertThat(dryRun.durableExecutionArn()).isNull();
    }

    @Test
    void everyRefusalIsItsException() {
        var name = Api.name();
        invoke("1", InvocationType.EVENT, name, "{\"a\":1}");

        assertThatThrownBy(() -> invoke("1", InvocationType.EVENT, name, "{\"a\":2}"))
                .isInstanceOf(DurableExecutionAlreadyStartedException.class)
                .hasMessageContaining("Execution already started: arn:aws:lambda");
        assertThatThrownBy(() -> invoke(null, InvocationType.EVENT, null, "{}"))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("You cannot invoke a durable function using an unqualified ARN.");
        assertThatThrownBy(() -> invoke("9", InvocationType.EVENT, null, "{}"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Function not found");
        assertThatThrownBy(() -> invoke("1", InvocationType.EVENT, null, "{"))
                .isInstanceOf(InvalidRequestContentException.class);
        assertThatThrownBy(() -> invoke("1", InvocationType.EVENT, null, "\"" + "x".repeat(1 << 20) + "\""))
                .isInstanceOf(RequestTooLargeException.class);
    }

    @Test
    void versionsArePagedAndAConfigurationIsRead() {
        Api.json("{\"target\":\"%s\",\"retentionDays\":3}".formatted(code.url()))
                .put("/api/v1/functions/" + function);
        given().post("/api/v1/functions/" + function + "/versions");

        var versions = client.listVersionsByFunctionPaginator(
                list -> list.functionName(function).maxItems(1));
        var configuration = client.getFunctionConfiguration(
                get -> get.functionName(function).qualifier("2"));

        assertThat(versions.versions()).extracting(version -> version.version()).containsExactly("$LATEST", "1", "2");
        assertThat(configuration.durableConfig().retentionPeriodInDays()).isEqualTo(3);
        assertThat(client.getFunction(get -> get.functionName(function))
                        .configuration()
                        .stateAsString())
                .isEqualTo("Active");
    }
}
