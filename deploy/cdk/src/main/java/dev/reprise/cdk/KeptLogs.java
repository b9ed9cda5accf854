package dev.reprise.cdk;

import java.util.Objects;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** Log groups that end with their stack. */
final class KeptLogs {
    private KeptLogs() {}

    /** One that keeps its lines for so many days, which may be a parameter of a template. */
    static LogGroup of(Construct scope, String id, Number days) {
        var logs = LogGroup.Builder.create(scope, id)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        var resource =
                (CfnLogGroup) Objects.requireNonNull(logs.getNode().getDefaultChild(), "a log group is a resource");
        resource.setRetentionInDays(days);
        return logs;
    }
}
