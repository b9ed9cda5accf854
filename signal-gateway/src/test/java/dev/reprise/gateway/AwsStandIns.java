package dev.reprise.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** SQS and SNS, for the tests of the service; and credentials where the AWS SDK looks for them. */
public final class AwsStandIns implements QuarkusTestResourceLifecycleManager {
    static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:approvals";

    private static final Map<String, String> CREDENTIALS =
            Map.of("aws.accessKeyId", "AKIDTEST", "aws.secretAccessKey", "secret");

    private final QueueStandIn queues = QueueStandIn.start();
    private final SnsStandIn sns = SnsStandIn.start();
    String queue;
    String fifoQueue;

    @Override
    public Map<String, String> start() {
        CREDENTIALS.forEach(System::setProperty);
        queue = queues.create("approvals");
        fifoQueue = queues.create("approvals.fifo");
        return Map.of(
                "reprise.sqs.queues",
                queue + "," + fifoQueue,
                "reprise.sqs.endpoint",
                queues.endpoint().toString(),
                "reprise.sqs.region",
                "us-east-1",
                "reprise.sns.topics",
                TOPIC,
                "reprise.sns.endpoint",
                sns.endpoint().toString());
    }

    QueueStandIn queues() {
        return queues;
    }

    SnsStandIn sns() {
        return sns;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(AwsStandIns.class));
    }

    @Override
    public void stop() {
        CREDENTIALS.keySet().forEach(System::clearProperty);
        sns.close();
        queues.close();
    }
}
