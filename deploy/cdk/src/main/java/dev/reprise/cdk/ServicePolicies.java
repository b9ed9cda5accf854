package dev.reprise.cdk;

import java.util.List;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.IAlias;
import software.constructs.Construct;

/** What the role of the service's nodes may do, on top of nothing: of pods in EKS or of tasks in ECS. */
public final class ServicePolicies {
    private ServicePolicies() {}

    /** Invoking these aliases, and no other code; taking signals from the queue. */
    public static ManagedPolicy of(Construct scope, String id, List<? extends IAlias> aliases, SignalDoors signals) {
        return ManagedPolicy.Builder.create(scope, id)
                .description("Reprise invokes these functions and takes signals from the queue.")
                .statements(List.of(
                        allow(
                                List.of("lambda:InvokeFunction"),
                                aliases.stream().map(IAlias::getFunctionArn).toList()),
                        allow(
                                List.of(
                                        "sqs:ChangeMessageVisibility",
                                        "sqs:DeleteMessage",
                                        "sqs:GetQueueAttributes",
                                        "sqs:GetQueueUrl",
                                        "sqs:ReceiveMessage"),
                                List.of(signals.queue().getQueueArn())),
                        allow(
                                List.of("sqs:SendMessage"),
                                List.of(signals.deadLetters().getQueueArn()))))
                .build();
    }

    /**
     * The service's topics, groups and transactional ids on an MSK cluster that it reaches with IAM: the table of
     * docs/security.md in MSK's words, for the default prefix.
     *
     * @param uuid the last part of the cluster's ARN
     */
    public static ManagedPolicy msk(Construct scope, String id, String cluster, String uuid) {
        var prefix = "arn:%s:kafka:%s:%s:".formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID);
        var place = "/%s/%s".formatted(cluster, uuid);
        return ManagedPolicy.Builder.create(scope, id)
                .description("Reprise uses its topics, groups and transactional ids on the MSK cluster.")
                .statements(List.of(
                        allow(
                                kafka("Connect", "DescribeCluster", "WriteDataIdempotently"),
                                List.of(prefix + "cluster" + place)),
                        allow(
                                kafka("CreateTopic", "DescribeTopic", "ReadData", "WriteData"),
                                List.of(prefix + "topic" + place + "/reprise.*")),
                        allow(
                                kafka(
                                        "CreateTopic",
                                        "DescribeTopic",
                                        "DescribeTopicDynamicConfiguration",
                                        "ReadData",
                                        "WriteData"),
                                List.of(prefix + "topic" + place + "/reprise-journal-streams-*")),
                        allow(
                                kafka("AlterGroup", "DescribeGroup"),
                                List.of(
                                        prefix + "group" + place + "/reprise-journal-streams",
                                        prefix + "group" + place + "/reprise-signal-relay")),
                        allow(
                                kafka("AlterTransactionalId", "DescribeTransactionalId"),
                                List.of(prefix + "transactional-id" + place + "/reprise-journal-streams*"))))
                .build();
    }

    private static List<String> kafka(String... actions) {
        return List.of(actions).stream().map("kafka-cluster:"::concat).toList();
    }

    private static PolicyStatement allow(List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(resources)
                .build();
    }
}
