package dev.reprise.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;

class OrderStackTest {
    @BeforeAll
    static void needNode() {
        Tools.need("node", "which the AWS CDK runs on");
    }

    private static void has(String type, Map<String, ?> properties) {
        Synthesised.TEMPLATE.hasResourceProperties(type, properties);
    }

    @Test
    void theFunctionIsTheOneOfTheArticle() {
        has(
                "AWS::Lambda::Function",
                Map.of(
                        "Architectures",
                        List.of("arm64"),
                        "MemorySize",
                        1024,
                        "Runtime",
                        "java21",
                        "Handler",
                        "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest",
                        "TracingConfig",
                        Map.of("Mode", "Active"),
                        "VpcConfig",
                        Map.of(
                                "SubnetIds",
                                Map.of("Ref", "SubnetIds"),
                                "SecurityGroupIds",
                                Map.of("Ref", "SecurityGroupIds"))));
    }

    @Test
    void itsApiKeyIsReadFromASecretAndStandsNowhere() {
        has(
                "AWS::Lambda::Function",
                Map.of(
                        "Environment",
                        Map.of(
                                "Variables",
                                Match.objectLike(Map.of(
                                        "REPRISE_API_KEY",
                                        Map.of(
                                                "Fn::Join",
                                                List.of(
                                                        "",
                                                        List.of(
                                                                "{{resolve:secretsmanager:",
                                                                Map.of("Ref", "ApiKeySecretArn"),
                                                                ":SecretString:::}}"))),
                                        "POWERTOOLS_LOGGER_LOG_EVENT",
                                        "false")))));
    }

    @Test
    void theAliasIsWarm() {
        has(
                "AWS::Lambda::Alias",
                Map.of(
                        "Name",
                        "live",
                        "ProvisionedConcurrencyConfig",
                        Map.of("ProvisionedConcurrentExecutions", Map.of("Ref", "ProvisionedConcurrency"))));
    }

    @Test
    void aVersionThatIsReplacedIsKept() {
        Synthesised.TEMPLATE.hasResource(
                "AWS::Lambda::Version",
                Map.of(
                        "UpdateReplacePolicy", "Retain",
                        "DeletionPolicy", "Retain",
                        "Properties", Match.objectLike(Map.of("Description", Map.of("Ref", "Release")))));
    }

    @Test
    void repriseIsToldOfTheAliasAndNotOfWhatChangesUnderIt() {
        var alias = Synthesised.TEMPLATE
                .findResources("AWS::Lambda::Alias")
                .keySet()
                .iterator()
                .next();
        has(
                "Custom::RepriseFunction",
                Map.of("target", Map.of("Ref", alias), "retentionDays", Map.of("Ref", "RetentionDays")));
    }

    @Test
    void theServiceMayInvokeTheAliasAlone() {
        var alias = Synthesised.TEMPLATE
                .findResources("AWS::Lambda::Alias")
                .keySet()
                .iterator()
                .next();
        has(
                "AWS::IAM::ManagedPolicy",
                Map.of(
                        "PolicyDocument",
                        Match.objectLike(Map.of(
                                "Statement",
                                Match.arrayWith(List.of(Map.of(
                                        "Action", "lambda:InvokeFunction",
                                        "Effect", "Allow",
                                        "Resource", Map.of("Ref", alias))))))));
    }

    @Test
    void aMessageThatIsNoSignalIsPutAsideAfterFiveTries() {
        has("AWS::SQS::Queue", Map.of("RedrivePolicy", Match.objectLike(Map.of("maxReceiveCount", 5))));
    }

    @Test
    void everythingIsAllowedOnlyWhereAwsTakesNothingLess() {
        var allowed = new TreeSet<String>();
        for (var statement : Synthesised.JSON.findValues("Statement")) {
            for (var each : statement) {
                if (each.path("Effect").asText().equals("Allow")
                        && each.path("Resource").asText().equals("*")) {
                    var actions = each.get("Action");
                    if (actions.isArray()) {
                        actions.forEach(action -> allowed.add(action.asText()));
                    } else {
                        allowed.add(actions.asText());
                    }
                }
            }
        }
        assertThat(allowed).allMatch(action -> action.startsWith("ec2:") || action.startsWith("xray:"));
        assertThat(allowed).doesNotContain("ec2:*", "xray:*");
    }
}
