package dev.reprise.workflow.lambda;

import dev.reprise.lambda.FunctionRuntime;
import dev.reprise.lambda.KafkaEventSource;
import dev.reprise.lambda.LambdaFunction;
import dev.reprise.lambda.LiveNode;
import dev.reprise.lambda.LocalLambda;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/** Lambda, whose runtime is the application under test, and a live node that invokes it there. */
public final class VisitLab implements QuarkusTestResourceLifecycleManager {
    private static final String FUNCTION = "visit-workflow";

    /** The same code, whose invocations come from Kafka. */
    static final String QUEUED = "visit-by-topic";

    private final LocalLambda lambda = LocalLambda.start();
    private LiveNode node;
    private KafkaEventSource tasks;

    @Override
    public Map<String, String> start() {
        var arn = lambda.create(new LambdaFunction(FUNCTION, new FunctionRuntime.Elsewhere()));
        node = LiveNode.start(
                Path.of("target", "service.log"),
                Map.of("reprise.lambda.endpoint", lambda.endpoint().toString()));
        node.ok("PUT", "/api/v1/functions/" + FUNCTION, "{\"target\":\"lambda:%s\"}".formatted(arn));
        node.ok("PUT", "/api/v1/functions/" + QUEUED, "{\"target\":\"tasks\"}");
        tasks = lambda.map(node.bootstrapServers(), "reprise.tasks." + QUEUED, FUNCTION);
        return Map.of(
                "reprise.endpoint",
                node.address().toString(),
                // Where Quarkus' loop looks in tests before it looks for AWS_LAMBDA_RUNTIME_API.
                "quarkus-internal.aws-lambda.test-api",
                lambda.runtimeApi(FUNCTION));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(node, new TestInjector.MatchesType(LiveNode.class));
        injector.injectIntoFields(lambda, new TestInjector.MatchesType(LocalLambda.class));
    }

    @Override
    public void stop() {
        if (tasks != null) {
            tasks.close();
        }
        lambda.close();
        if (node != null) {
            node.close();
        }
    }
}
