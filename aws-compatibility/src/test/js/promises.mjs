import { withDurableExecution } from '@aws/durable-execution-sdk-js';
import { never } from './retries.mjs';

const good = (context, name, value) => context.step(name, async () => value);
const bad = (context, name) => context.step(name, async () => Promise.reject(new Error(name)), { retryStrategy: never });

export const combineAll = withDurableExecution(async (_, context) => {
  const all = await context.promise.all('all', [good(context, 'one', 1), good(context, 'two', 2)]);
  await context.wait({ seconds: 1 });
  return all;
});

export const combineAllWithAFailure = withDurableExecution(async (_, context) =>
  context.promise.all('all', [good(context, 'one', 1), bad(context, 'two')]),
);

export const combineAllSettled = withDurableExecution(async (_, context) => {
  const settled = await context.promise.allSettled('settled', [good(context, 'one', 1), bad(context, 'two')]);
  await context.wait({ seconds: 1 });
  return settled.map((each) => each.value ?? each.reason.message);
});

export const combineAny = withDurableExecution(async (_, context) => {
  const any = await context.promise.any('any', [bad(context, 'one'), good(context, 'two', 2)]);
  await context.wait({ seconds: 1 });
  return any;
});

export const combineRace = withDurableExecution(async (_, context) =>
  context.promise.race('race', [
    context.runInChildContext('slow', async (child) => {
      await child.wait({ hours: 1 });
      return 'slow';
    }),
    good(context, 'quick', 'quick'),
  ]),
);
