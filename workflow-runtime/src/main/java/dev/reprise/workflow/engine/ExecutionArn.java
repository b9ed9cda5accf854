package dev.reprise.workflow.engine;

import dev.reprise.core.InvalidValue;

/**
 * What an execution's ARN says at its end.
 *
 * @param name the name it was started under
 * @param id its id
 */
record ExecutionArn(String name, String id) {
    static ExecutionArn parse(String arn) {
        int beforeId = arn.lastIndexOf('/');
        int beforeName = arn.lastIndexOf('/', beforeId - 1);
        if (beforeId < 0 || beforeName < 0 || beforeId == arn.length() - 1) {
            throw new InvalidValue("Expected an execution's ARN that ends in '/name/id', but found '" + arn + "'");
        }
        return new ExecutionArn(arn.substring(beforeName + 1, beforeId), arn.substring(beforeId + 1));
    }
}
