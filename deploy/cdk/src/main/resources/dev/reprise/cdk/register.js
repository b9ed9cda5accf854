// Tells Reprise where a function is. A custom resource of CloudFormation: without dependencies, and short enough to stand in the template.
const { SecretsManagerClient, GetSecretValueCommand } = require("@aws-sdk/client-secrets-manager");
const response = require("cfn-response");

const numbers = ["executionTimeoutSeconds", "invocationTimeoutSeconds", "maxConcurrency", "retentionDays"];

exports.handler = async (event, context) => {
  const it = event.ResourceProperties;
  const id = "reprise-" + it.function;
  try {
    // Executions outlive a stack: what is deleted stays registered, and goes on when the function is deployed again.
    if (event.RequestType !== "Delete") {
      const secret = await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: it.adminKeySecret }));
      const body = { target: "lambda:" + it.target };
      for (const name of numbers) if (it[name]) body[name] = Number(it[name]);
      const answer = await fetch(it.endpoint + "/api/v1/functions/" + it.function, {
        method: "PUT",
        headers: { "Content-Type": "application/json", Authorization: "Bearer " + secret.SecretString },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(20000),
      });
      if (!answer.ok) throw new Error("Expected 2xx of PUT /api/v1/functions/" + it.function + ", but found " + answer.status);
    }
    await response.send(event, context, response.SUCCESS, {}, id);
  } catch (e) {
    await response.send(event, context, response.FAILED, {}, id, false, e.message);
  }
};
