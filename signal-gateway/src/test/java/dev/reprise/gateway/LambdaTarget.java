package dev.reprise.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Lambda, for the tests of the service; and credentials where the AWS SDK looks for them. */
public final class LambdaTarget implements QuarkusTestResourceLifecycleManager {
    private static final Map<String, String> CREDENTIALS =
            Map.of("aws.accessKeyId", "AKIDTEST", "aws.secretAccessKey", "secret");

    private final LambdaStandIn lambda = LambdaStandIn.start();

    @Override
    public Map<String, String> start() {
        CREDENTIALS.forEach(System::setProperty);
        return Map.of("reprise.lambda.endpoint", lambda.endpoint().toString());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(lambda, new TestInjector.MatchesType(LambdaStandIn.class));
    }

    @Override
    public void stop() {
        CREDENTIALS.keySet().forEach(System::clearProperty);
        lambda.close();
    }
}
