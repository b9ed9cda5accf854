import { createWaitStrategy, withDurableExecution } from '@aws/durable-execution-sdk-js';
import { NotYet, everySecond } from './retries.mjs';

export const waitOnce = withDurableExecution(async (event, context) => {
  await context.wait('cool-off', { seconds: event.seconds });
  return 'rested';
});

export const waitAgainAndAgain = withDurableExecution(async (_, context) => {
  await context.wait('first', { seconds: 1 });
  const between = await context.step('between', async () => 'between');
  await context.wait('second', { seconds: 1 });
  return between;
});

export const waitsTogether = withDurableExecution(async (_, context) => {
  await context.promise.all('both', [context.wait('short', { seconds: 1 }), context.wait('long', { seconds: 2 })]);
  return 'both';
});

/** A step is busy until a wait and a step's second attempt beside it are over: this very invocation must learn of both. */
export const busyMeanwhile = withDurableExecution(async (_, context) => {
  let finish;
  const others = new Promise((resolve) => {
    finish = resolve;
  });
  const work = context.step('work', async () => others);
  const nap = context.runInChildContext('nap', async (child) => {
    await child.wait({ seconds: 1 });
    return child.step('wake', async () => 'awake');
  });
  const flaky = context.step('flaky', async ({ attempt }) => (attempt === 1 ? Promise.reject(new NotYet('once')) : 'done'), {
    retryStrategy: everySecond(2),
  });
  await context.promise.all('others', [nap, flaky]);
  finish('worked');
  return await work;
});

export const conditionMet = withDurableExecution(async (event, context) =>
  context.waitForCondition('ready', async (state) => ({ polls: state.polls + 1, trail: `${state.trail}.` }), {
    initialState: { polls: 0, trail: '' },
    waitStrategy: (state) => (state.polls < event.polls ? { shouldContinue: true, delay: { seconds: 1 } } : { shouldContinue: false }),
  }),
);

export const conditionNeverMet = withDurableExecution(async (_, context) =>
  context.waitForCondition('never', async (polls) => polls + 1, {
    initialState: 0,
    waitStrategy: createWaitStrategy({ maxAttempts: 2, initialDelay: { seconds: 1 }, backoffRate: 1, jitter: 'NONE', shouldContinuePolling: () => true }),
  }),
);

export const conditionBroken = withDurableExecution(async (_, context) =>
  context.waitForCondition('broken', async () => Promise.reject(new Error('cannot look')), {
    initialState: 0,
    waitStrategy: () => ({ shouldContinue: false }),
  }),
);
