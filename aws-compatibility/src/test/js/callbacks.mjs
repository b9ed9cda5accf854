import { LambdaClient, SendDurableExecutionCallbackSuccessCommand } from '@aws-sdk/client-lambda';
import { withDurableExecution } from '@aws/durable-execution-sdk-js';
import { never } from './retries.mjs';

export const callbackOnce = withDurableExecution(async (event, context) => {
  const [answer] = await context.createCallback('approval', { timeout: { hours: 1 }, ...event });
  try {
    return { answer: await answer };
  } catch (error) {
    return { error: error.name, message: error.message, data: error.errorData, cause: error.cause?.name };
  }
});

export const callbackOfJson = withDurableExecution(async (_, context) => {
  const [answer] = await context.createCallback('json', { serdes: { deserialize: async (text) => JSON.parse(text) } });
  return (await answer).nested.value;
});

export const callbacksInAnyOrder = withDurableExecution(async (_, context) => {
  const [first] = await context.createCallback('first');
  const [second] = await context.createCallback('second');
  return [await first, await second];
});

/** The answer is there before the code has come to wait for it. */
export const callbackAnsweredBeforeItIsAwaited = withDurableExecution(async (_, context) => {
  const [answer, callbackId] = await context.createCallback('early');
  await context.step('answer', async () => {
    await lambda.send(new SendDurableExecutionCallbackSuccessCommand({ CallbackId: callbackId, Result: 'early bird' }));
  });
  return await answer;
});
const lambda = new LambdaClient({});

export const callbackSubmitted = withDurableExecution(async (event, context) => {
  try {
    return await context.waitForCallback(
      'review',
      async (callbackId) => {
        if (event.submitterFails) {
          throw new Error('no reviewer');
        }
        console.log(`callback ${callbackId}`);
      },
      { retryStrategy: never, timeout: event.timeout },
    );
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
});
