import { setTimeout as pause } from 'node:timers/promises';
import { StepSemantics, withDurableExecution } from '@aws/durable-execution-sdk-js';
import { everySecond } from './retries.mjs';

export const throws = withDurableExecution(async () => {
  throw new RangeError('out of range');
});

export const throwsSomethingElse = withDurableExecution(async () => {
  throw 'a string'; // eslint-disable-line no-throw-literal
});

/** Asks for a step of another name each time it runs. */
export const changesItsMind = withDurableExecution(async (_, context) => {
  await context.step(`decision-${++decisions}`, async () => decisions);
  await context.wait({ seconds: 1 });
  return 'unreachable';
});
let decisions = 0;

/** Not an answer that the protocol knows. */
export const answersNonsense = async () => ({ Status: 'PERHAPS' });

export const answersSuccessWithError = async () => ({ Status: 'SUCCEEDED', Error: { ErrorMessage: 'both' } });

export const answersPendingWithNothingPending = async () => ({ Status: 'PENDING' });

/** Fails as a host does, not as a function: it is invoked again. */
export const failsOnce = async (event, context) => {
  if (!failedOnce.has(event.DurableExecutionArn)) {
    failedOnce.add(event.DurableExecutionArn);
    throw new TypeError('the host stumbled');
  }
  return withDurableExecution(async (_, durable) => durable.step('then', async () => 'recovered'))(event, context);
};
const failedOnce = new Set();

/** What the host says of itself. */
export const tellsItsContext = withDurableExecution(async (_, context) => {
  const { functionName, functionVersion, invokedFunctionArn, awsRequestId, tenantId } = context.lambdaContext;
  const remaining = context.lambdaContext.getRemainingTimeInMillis();
  return { functionName, functionVersion, invokedFunctionArn, awsRequestId, tenantId, remaining: remaining > 0 && remaining <= 900_000 };
});

/** Its first run never gets past this step: the process is killed meanwhile. */
const stuckAtFirst = async () => {
  console.log('stuck');
  if (process.env.FIRST_RUN === 'true') {
    await pause(3_600_000);
  }
  return 'done';
};

export const crashAtLeastOnce = withDurableExecution(async (_, context) => {
  const before = await context.step('before', async () => process.pid);
  await context.step('risky', stuckAtFirst);
  return before === process.pid ? 'same process' : 'another process';
});

export const crashAtMostOnce = withDurableExecution(async (_, context) =>
  context.step('risky', stuckAtFirst, { semantics: StepSemantics.AtMostOncePerRetry, retryStrategy: everySecond(2) }),
);
