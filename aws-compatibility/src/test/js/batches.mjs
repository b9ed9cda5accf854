import { NestingType, completeBatch, continueBatch, withDurableExecution } from '@aws/durable-execution-sdk-js';
import { everySecond, never } from './retries.mjs';

const told = (batch) => ({
  reason: batch.completionReason,
  results: batch.getResults(),
  errors: batch.getErrors().map((error) => error.message),
  started: batch.startedCount,
});

const failing = (child, item) =>
  child.step(`work-${item}`, async () => (item < 0 ? Promise.reject(new Error(`item ${item}`)) : item * 10), {
    retryStrategy: never,
  });

export const mapAll = withDurableExecution(async (event, context) =>
  told(
    await context.map('shoppers', event.items, async (child, item, index) => child.step('greet', async () => `${index}:${item}`), {
      itemNamer: (item) => `shopper-${item}`,
    }),
  ),
);

/** One after the other in pairs, each with a wait inside. */
export const mapTwoAtATime = withDurableExecution(async (event, context) => {
  const batch = await context.map(
    'pairs',
    event.items,
    async (child, item) => {
      await child.wait({ seconds: 1 });
      return item;
    },
    { maxConcurrency: 2 },
  );
  return told(batch);
});

export const mapWithRule = withDurableExecution(async (event, context) => {
  const batch = await context.map('ruled', event.items, failing, { completionConfig: event.rule, maxConcurrency: 1 });
  await context.wait({ seconds: 1 });
  return told(batch);
});

export const mapUntilTheFirstFailure = withDurableExecution(async (event, context) => {
  const batch = await context.map('strict', event.items, failing, { maxConcurrency: 1 });
  await context.wait({ seconds: 1 });
  batch.throwIfError();
  return 'unreachable';
});

export const mapUntilASum = withDurableExecution(async (event, context) => {
  const batch = await context.map('summed', event.items, failing, {
    maxConcurrency: 1,
    completionConfig: { shouldComplete: (status) => (status.successCount >= event.enough ? completeBatch() : continueBatch()) },
  });
  await context.wait({ seconds: 1 });
  return told(batch);
});

export const mapLarge = withDurableExecution(async (event, context) => {
  const batch = await context.map('large', event.items, async (child, item) => child.step(`make-${item}`, async () => String(item).repeat(100_000)));
  await context.wait({ seconds: 1 });
  return { reason: batch.completionReason, lengths: batch.getResults().map((result) => result.length) };
});

export const mapFlat = withDurableExecution(async (event, context) => {
  const batch = await context.map('flat', event.items, async (child, item) => child.step(`flat-${item}`, async () => item), { nesting: NestingType.FLAT });
  await context.wait({ seconds: 1 });
  return told(batch);
});

export const parallelBranches = withDurableExecution(async (_, context) =>
  told(
    await context.parallel('branches', [
      { name: 'quick', func: async (branch) => branch.step('quick-step', async () => 'quick') },
      {
        name: 'slow',
        func: async (branch) => {
          await branch.wait('slow-wait', { seconds: 1 });
          return 'slow';
        },
      },
      {
        name: 'flaky',
        func: async (branch) =>
          branch.step('flaky-step', async ({ attempt }) => (attempt === 1 ? Promise.reject(new Error('once')) : 'flaky'), {
            retryStrategy: everySecond(2),
          }),
      },
    ]),
  ),
);

/** One answer is enough; the branch that still waits for a callback is left behind. */
export const parallelFirstWins = withDurableExecution(async (_, context) => {
  const batch = await context.parallel(
    'race',
    [
      async (branch) => {
        const [answer] = await branch.createCallback('nobody-answers', { timeout: { hours: 1 } });
        return answer;
      },
      async (branch) => {
        await branch.wait({ seconds: 1 });
        return 'first';
      },
    ],
    { completionConfig: { minSuccessful: 1 } },
  );
  const after = await context.step('after', async () => 'after');
  return { ...told(batch), after };
});

export const parallelTolerant = withDurableExecution(async (_, context) => {
  const batch = await context.parallel(
    'tolerant',
    [async (branch) => failing(branch, 1), async (branch) => failing(branch, -2), async (branch) => failing(branch, 3)],
    { completionConfig: { toleratedFailureCount: 1 } },
  );
  await context.wait({ seconds: 1 });
  return told(batch);
});
