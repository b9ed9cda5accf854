package dev.reprise.cdk;

import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnAlias;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/**
 * A durable function of {@code workflow-lambda}: the Lambda function, an alias that is warm, who may do what, alarms, and
 * its registration with Reprise. It is an ordinary Lambda function; what makes it durable is that Reprise invokes it.
 */
public final class ReprisedFunction extends Construct {
    private static final String HANDLER = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";
    private static final int MEMORY_MEGABYTES = 1024;

    private final Alias alias;

    /**
     * Makes it.
     *
     * @param alarms who hears when invocations fail or are turned away
     */
    public ReprisedFunction(
            Construct scope, String id, FunctionSettings settings, Reprise reprise, Network network, ITopic alarms) {
        super(scope, id);
        var function = function(settings, reprise, network);
        alias = Alias.Builder.create(this, "Live")
                .aliasName("live")
                .version(function.getCurrentVersion())
                .build();
        keepWarm(settings.provisionedConcurrency());
        alarm("Errors", alias.metricErrors(), 5, 1, alarms);
        alarm("Throttles", alias.metricThrottles(), 100, 3, alarms);
        Registration.of(this, settings, alias, reprise, network);
    }

    /** What Reprise invokes. */
    public Alias alias() {
        return alias;
    }

    private Function function(FunctionSettings settings, Reprise reprise, Network network) {
        var logs = KeptLogs.of(this, "Logs", settings.retentionDays());
        var role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        logs.grantWrite(role);
        network.allow(role);
        var function = Function.Builder.create(this, "Function")
                .functionName(settings.name())
                // Changed with each release, so that the secret behind the environment is read anew.
                .description("Release " + settings.release())
                .code(settings.code())
                .handler(HANDLER)
                .runtime(Runtime.JAVA_21)
                .architecture(Architecture.ARM_64)
                .memorySize(MEMORY_MEGABYTES)
                .timeout(Duration.seconds(settings.timeoutSeconds()))
                .tracing(Tracing.ACTIVE)
                .logGroup(logs)
                .role(role)
                .environment(environment(settings, reprise))
                .currentVersionOptions(VersionOptions.builder()
                        .description(settings.release())
                        .removalPolicy(RemovalPolicy.RETAIN)
                        .build())
                .build();
        network.place(function);
        return function;
    }

    private static Map<String, String> environment(FunctionSettings settings, Reprise reprise) {
        return Map.of(
                "REPRISE_ENDPOINT",
                reprise.endpoint(),
                // Neither in the template nor in the stack's events; whoever may read the function's configuration sees
                // it.
                "REPRISE_API_KEY",
                reprise.apiKey().getSecretValue().unsafeUnwrap(),
                "POWERTOOLS_SERVICE_NAME",
                settings.name(),
                "POWERTOOLS_METRICS_NAMESPACE",
                "Reprise",
                "POWERTOOLS_LOG_LEVEL",
                "INFO",
                // Payloads never in logs or traces.
                "POWERTOOLS_LOGGER_LOG_EVENT",
                "false",
                "POWERTOOLS_TRACER_CAPTURE_RESPONSE",
                "false",
                "POWERTOOLS_TRACER_CAPTURE_ERROR",
                "false",
                // Invocations are short: the first compiler is enough, and starts sooner.
                "JAVA_TOOL_OPTIONS",
                "-XX:+TieredCompilation -XX:TieredStopAtLevel=1");
    }

    /** The alias' own builder compares the number, which a parameter is not. */
    private void keepWarm(Number processes) {
        var resource = (CfnAlias) Objects.requireNonNull(alias.getNode().getDefaultChild(), "an alias is a resource");
        resource.setProvisionedConcurrencyConfig(CfnAlias.ProvisionedConcurrencyConfigurationProperty.builder()
                .provisionedConcurrentExecutions(processes)
                .build());
    }

    private void alarm(String what, Metric metric, int threshold, int periods, ITopic alarms) {
        var alarm = Alarm.Builder.create(this, what)
                .alarmDescription(
                        "%s of %s. See deploy/runbooks/function-in-trouble.md".formatted(what, alias.getAliasName()))
                .metric(metric)
                .threshold(threshold)
                .evaluationPeriods(periods)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        alarm.addAlarmAction(new SnsAction(alarms));
    }
}
