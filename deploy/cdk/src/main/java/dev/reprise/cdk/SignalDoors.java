package dev.reprise.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.CfnTopic;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * By which signals come: a queue that the service polls ({@code reprise.sqs.queues}), a topic, and a rule for events whose
 * detail is a signal, which comes to the queue. What is no signal is kept in a queue of its own, and somebody hears of it.
 */
public final class SignalDoors extends Construct {
    private static final int TRIES = 5;

    private final Queue queue;
    private final Queue deadLetters;
    private final Topic topic;

    /**
     * Makes them. The topic has no subscription yet: give it {@code SqsSubscription} of the queue, raw, or the service's
     * address where SNS reaches it. Not both: a signal without an id that comes by both counts twice.
     *
     * @param alarms who hears of what is no signal
     */
    public SignalDoors(Construct scope, String id, ITopic alarms) {
        super(scope, id);
        deadLetters = Queue.Builder.create(this, "DeadLetters")
                .encryption(QueueEncryption.SQS_MANAGED)
                .retentionPeriod(Duration.days(14))
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        queue = Queue.Builder.create(this, "Queue")
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .visibilityTimeout(Duration.seconds(60))
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(deadLetters)
                        .maxReceiveCount(TRIES)
                        .build())
                .build();
        topic = new Topic(this, "Topic");
        // Signed with SHA-256; SNS' default is SHA-1.
        ((CfnTopic) topic.getNode().findChild("Resource")).setSignatureVersion("2");
        Rule.Builder.create(this, "Rule")
                .description("An event whose detail is a signal is one.")
                .eventPattern(EventPattern.builder()
                        .detailType(List.of("Reprise Signal"))
                        .build())
                .targets(List.of(SqsQueue.Builder.create(queue)
                        .message(RuleTargetInput.fromEventPath("$.detail"))
                        .build()))
                .build();
        Alarm.Builder.create(this, "DeadLettered")
                .alarmDescription(
                        "A message was no signal, or could not be delivered %d times. It is kept for two weeks"
                                .formatted(TRIES))
                .metric(deadLetters.metricApproximateNumberOfMessagesVisible())
                .threshold(1)
                .evaluationPeriods(1)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build()
                .addAlarmAction(new SnsAction(alarms));
    }

    /** Lets a topic send to the queue, for subscriptions that are made by hand; {@code SqsSubscription} does it by itself. */
    public void letIn(ITopic sender) {
        queue.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("sns.amazonaws.com")))
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(queue.getQueueArn()))
                .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", sender.getTopicArn())))
                .build());
    }

    /** What the service polls. */
    public Queue queue() {
        return queue;
    }

    /** Where what is no signal ends. */
    public Queue deadLetters() {
        return deadLetters;
    }

    /** Where signals may be published, too. */
    public Topic topic() {
        return topic;
    }
}
