// Calls @aws-sdk/client-lambda for the tests: a line of JSON in for each call, a line of JSON out for each answer.
//
//   { "id": 1, "command": "GetDurableExecution", "input": { … } }
//   { "id": 1, "output": { … } } or { "id": 1, "error": { "name", "message", "status", "is": [classes], … } }
import { createInterface } from 'node:readline';
import * as sdk from '@aws-sdk/client-lambda';

const client = new sdk.LambdaClient({ maxAttempts: 1, requestHandler: { requestTimeout: 120_000 } });
const classes = Object.entries(sdk).filter(([name, value]) => name.endsWith('Exception') && typeof value === 'function');

for await (const line of createInterface({ input: process.stdin })) {
  const { id, command, input } = JSON.parse(line);
  client.send(new sdk[`${command}Command`](input)).then(
    (output) => say({ id, output }),
    (error) => say({ id, error: describe(error) }),
  );
}

function describe(error) {
  return {
    ...error, // what the class of the error declares, such as Type
    name: error.name,
    message: error.message,
    status: error.$metadata?.httpStatusCode,
    is: classes.filter(([, type]) => error instanceof type).map(([name]) => name),
  };
}

function say(answer) {
  process.stdout.write(`${JSON.stringify(answer, bytesAsText)}\n`);
}

function bytesAsText(_, value) {
  return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value;
}
