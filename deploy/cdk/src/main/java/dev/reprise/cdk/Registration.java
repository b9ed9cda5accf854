package dev.reprise.cdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.Construct;

/**
 * Tells Reprise where a function is whenever that, or how long it may take, changes. What is deleted stays registered:
 * executions outlive a stack.
 */
final class Registration {
    private Registration() {}

    static void of(Construct scope, FunctionSettings settings, Alias alias, Reprise reprise, Network network) {
        CustomResource.Builder.create(scope, "Registration")
                .resourceType("Custom::RepriseFunction")
                .serviceToken(teller(scope, settings, reprise, network).getFunctionArn())
                .properties(Map.of(
                        "function", settings.name(),
                        "target", alias.getFunctionArn(),
                        "endpoint", reprise.endpoint(),
                        "adminKeySecret", reprise.adminKey().getSecretArn(),
                        "invocationTimeoutSeconds", settings.timeoutSeconds(),
                        "maxConcurrency", settings.maxConcurrency(),
                        "retentionDays", settings.retentionDays()))
                .build();
    }

    private static Function teller(Construct scope, FunctionSettings settings, Reprise reprise, Network network) {
        var logs = KeptLogs.of(scope, "RegistrationLogs", settings.retentionDays());
        var role = Role.Builder.create(scope, "RegistrationRole")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        logs.grantWrite(role);
        network.allow(role);
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("secretsmanager:GetSecretValue"))
                .resources(List.of(reprise.adminKey().getSecretArn()))
                .build());
        var function = Function.Builder.create(scope, "RegistrationFunction")
                .code(Code.fromInline(source()))
                .handler("index.handler")
                .runtime(Runtime.NODEJS_22_X)
                .architecture(Architecture.ARM_64)
                .memorySize(128)
                .timeout(Duration.seconds(60))
                .logGroup(logs)
                .role(role)
                .build();
        network.place(function);
        return function;
    }

    /** What it runs: JavaScript, since a template takes nothing else in place that needs no build. */
    static String source() {
        try (var in = Objects.requireNonNull(
                Registration.class.getResourceAsStream("register.js"), "register.js is packaged beside this class")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
