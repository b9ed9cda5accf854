package dev.reprise.cdk;

import java.util.List;
import java.util.Objects;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Function;

/**
 * From where a function reaches the service, and whatever its steps call. Ids rather than a {@code Vpc}, so that they may be
 * parameters of a template.
 *
 * @param subnetIds where the function's network interfaces are
 * @param securityGroupIds what they belong to; the service's must let them in
 */
public record Network(List<String> subnetIds, List<String> securityGroupIds) {
    public Network {
        subnetIds = List.copyOf(subnetIds);
        securityGroupIds = List.copyOf(securityGroupIds);
    }

    /** Lets the role make network interfaces, which cannot be given for less than everything. */
    void allow(Role role) {
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of(
                        "ec2:AssignPrivateIpAddresses",
                        "ec2:CreateNetworkInterface",
                        "ec2:DeleteNetworkInterface",
                        "ec2:DescribeNetworkInterfaces",
                        "ec2:DescribeSubnets",
                        "ec2:UnassignPrivateIpAddresses"))
                .resources(List.of("*"))
                .build());
    }

    /** Puts the function there. */
    void place(Function function) {
        resource(function)
                .setVpcConfig(CfnFunction.VpcConfigProperty.builder()
                        .subnetIds(subnetIds)
                        .securityGroupIds(securityGroupIds)
                        .build());
    }

    private static CfnFunction resource(Function function) {
        return (CfnFunction) Objects.requireNonNull(function.getNode().getDefaultChild(), "a function is a resource");
    }
}
