package dev.reprise.cdk;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.sns.CfnSubscription;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/**
 * The order of the examples, with everything about it a parameter: what {@code deploy/cloudformation} has as a plain
 * template. An application of yours uses the constructs, with values in place of parameters.
 */
public final class OrderStack extends Stack {
    private final StackParameters parameters = new StackParameters(this);

    public OrderStack(Construct scope, String id) {
        super(
                scope,
                id,
                StackProps.builder()
                        .description("The order workflow as a Lambda function that Reprise resumes")
                        .analyticsReporting(false)
                        .synthesizer(DefaultStackSynthesizer.Builder.create()
                                .generateBootstrapVersionRule(false)
                                .build())
                        .build());
        var network = new Network(
                parameters.ids("SubnetIds", "AWS::EC2::Subnet::Id", "From where the service can be reached"),
                parameters.ids(
                        "SecurityGroupIds",
                        "AWS::EC2::SecurityGroup::Id",
                        "Those of the function; the service's must let them in"));
        var alarms = Topic.fromTopicArn(
                this, "Alarms", parameters.text("AlarmTopicArn", null, "The SNS topic that hears of alarms"));
        var function = new ReprisedFunction(this, "Order", settings(), reprise(), network, alarms);
        var signals = new SignalDoors(this, "Signals", alarms);
        subscribe(signals);
        var policy = ServicePolicies.of(this, "ServicePolicy", List.of(function.alias()), signals);
        mskPolicy();
        output("Alias", "What Reprise invokes", function.alias().getFunctionArn());
        output(
                "SignalsQueueUrl",
                "For reprise.sqs.queues of the service",
                signals.queue().getQueueUrl());
        output(
                "SignalsTopicArn",
                "Where signals may be published, too",
                signals.topic().getTopicArn());
        output("ServicePolicyArn", "To attach to the role of the service's nodes", policy.getManagedPolicyArn());
    }

    private FunctionSettings settings() {
        var bucket = parameters.text("CodeBucket", null, "The S3 bucket with function.zip");
        var key = parameters.text("CodeKey", null, "The key of function.zip in it");
        return new FunctionSettings(
                parameters.text("FunctionName", "order", "What it is called, in Lambda and in Reprise"),
                Code.fromBucket(Bucket.fromBucketName(this, "Code", bucket), key),
                parameters.text("Release", null, "Anything that is new publishes a version and moves the alias to it"),
                parameters.number("TimeoutSeconds", 60, 3, "How long one invocation may take, up to 900"),
                parameters.number("MaxConcurrency", 50, 1, "How many invocations each node runs at once"),
                parameters.number("ProvisionedConcurrency", 1, 1, "How many processes stay warm, and are paid for"),
                parameters.number("RetentionDays", 90, 1, "How long ended executions and logs are kept, up to 90"));
    }

    private Reprise reprise() {
        return new Reprise(
                parameters.text("RepriseEndpoint", null, "Where the function reaches the service, no slash at the end"),
                Secret.fromSecretCompleteArn(
                        this,
                        "ApiKey",
                        parameters.text("ApiKeySecretArn", null, "The function's API key, role operate")),
                Secret.fromSecretCompleteArn(
                        this,
                        "AdminKey",
                        parameters.text("AdminKeySecretArn", null, "The key that registers it, role admin")));
    }

    /** The service itself where SNS reaches it, else the queue. */
    private void subscribe(SignalDoors signals) {
        var endpoint = parameters.text(
                "SnsEndpoint", "", "The service's address for SNS where the Internet reaches it, else empty");
        var without = condition("WithoutSnsEndpoint", endpoint, true);
        var toQueue = CfnSubscription.Builder.create(this, "SignalsToQueue")
                .topicArn(signals.topic().getTopicArn())
                .protocol("sqs")
                .endpoint(signals.queue().getQueueArn())
                .rawMessageDelivery(true)
                .build();
        toQueue.getCfnOptions().setCondition(without);
        signals.letIn(signals.topic());
        var toService = CfnSubscription.Builder.create(this, "SignalsToService")
                .topicArn(signals.topic().getTopicArn())
                .protocol("https")
                .endpoint(endpoint)
                .build();
        toService.getCfnOptions().setCondition(condition("WithSnsEndpoint", endpoint, false));
    }

    private void mskPolicy() {
        var cluster = parameters.text("MskClusterName", "", "The MSK cluster reached with IAM, else empty");
        var uuid = parameters.text("MskClusterUuid", "", "The last part of that cluster's ARN");
        var policy = ServicePolicies.msk(this, "ServiceMskPolicy", cluster, uuid);
        var resource =
                (CfnResource) Objects.requireNonNull(policy.getNode().getDefaultChild(), "a policy is a resource");
        resource.getCfnOptions().setCondition(condition("WithMsk", cluster, false));
    }

    private CfnCondition condition(String id, String value, boolean empty) {
        var isEmpty = Fn.conditionEquals(value, "");
        return CfnCondition.Builder.create(this, id)
                .expression(empty ? isEmpty : Fn.conditionNot(isEmpty))
                .build();
    }

    private void output(String id, String description, @Nullable String value) {
        CfnOutput.Builder.create(this, id)
                .description(description)
                .value(Objects.requireNonNull(value))
                .build();
    }
}
