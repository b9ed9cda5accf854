import { withDurableExecution } from '@aws/durable-execution-sdk-js';
import { never } from './retries.mjs';

export const nested = withDurableExecution(async (_, context) =>
  context.runInChildContext('outer', async (outer) => {
    const before = await outer.step('before', async () => 1);
    const inside = await outer.runInChildContext('inner', async (inner) => {
      await inner.wait('nap', { seconds: 1 });
      return inner.step('deep', async () => before + 1);
    });
    return [before, inside];
  }),
);

export const failedInside = withDurableExecution(async (_, context) => {
  try {
    return await context.runInChildContext('doomed', async (child) =>
      child.step('fail', async () => Promise.reject(new Error('inside')), { retryStrategy: never }),
    );
  } catch (error) {
    await context.wait({ seconds: 1 });
    return `${error.name} because of ${error.cause.name}: ${error.message}`;
  }
});

/** The result is too large to be recorded: it is made again from what its children recorded, and they run once. */
export const largeInside = withDurableExecution(async (event, context) => {
  const ran = counter(context);
  const parts = await context.runInChildContext('large', async (child) => {
    const made = [];
    for (let i = 0; i < event.parts; i++) {
      made.push(
        await child.step(`part-${i}`, async () => {
          ran.count++;
          return String(i).repeat(100_000);
        }),
      );
    }
    return made;
  });
  await context.wait('later', { seconds: 1 });
  return { lengths: parts.map((part) => part.length), ran: ran.count };
});

/** A context that has its result is not entered again: its children are not needed any more. */
export const prunedInside = withDurableExecution(async (_, context) => {
  const entered = counter(context);
  const sum = await context.runInChildContext('sum', async (child) => {
    entered.count++;
    return (await child.step('add-1', async () => 1)) + (await child.step('add-2', async () => 2));
  });
  await context.wait({ seconds: 1 });
  return { sum, entered: entered.count };
});

/** What this process has counted for an execution, over all its invocations. */
function counter(context) {
  const arn = context.executionContext.durableExecutionArn;
  if (!counters.has(arn)) {
    counters.set(arn, { count: 0 });
  }
  return counters.get(arn);
}
const counters = new Map();

export const virtualInside = withDurableExecution(async (_, context) => {
  const inside = await context.runInChildContext('unseen', async (child) => child.step('seen', async () => 'seen'), {
    virtualContext: true,
  });
  await context.wait({ seconds: 1 });
  return inside;
});
