import { setTimeout as pause } from 'node:timers/promises';
import {
  StepSemantics,
  createClassSerdesWithDates,
  createLinearRetryStrategy,
  withDurableExecution,
  withRetry,
} from '@aws/durable-execution-sdk-js';
import { NotYet, everySecond, never } from './retries.mjs';

export const stepOnce = withDurableExecution(async (event, context) =>
  context.step('greet', async () => `hello ${event.name}`),
);

export const stepWithoutName = withDurableExecution(async (event, context) => context.step(async () => event.n + 1));

export const stepWithoutResult = withDurableExecution(async (_, context) => {
  const nothing = await context.step('notify', async () => {});
  await context.wait({ seconds: 1 });
  const nul = await context.step('nul', async () => null);
  return { nothing: typeof nothing, nul };
});

export const stepsInOrder = withDurableExecution(async (event, context) => {
  const seen = [];
  for (let i = 0; i < event.steps; i++) {
    seen.push(await context.step(`step-${i}`, async () => i));
  }
  return seen;
});

export const stepsUnhurried = withDurableExecution(async (event, context) => {
  const seen = [];
  for (let i = 0; i < event.steps; i++) {
    seen.push(await context.step(`step-${i}`, async () => pause(event.pauseMillis, i)));
  }
  return seen;
});

export const stepRetried = withDurableExecution(async (event, context) =>
  context.step(
    'flaky',
    async ({ attempt }) => {
      if (attempt < event.attempts) {
        throw new NotYet(`attempt ${attempt}`);
      }
      return `attempt ${attempt}`;
    },
    { retryStrategy: everySecond(5, { initialDelay: { seconds: event.delaySeconds } }) },
  ),
);

export const stepExhausted = withDurableExecution(async (_, context) =>
  context.step(
    'hopeless',
    async ({ attempt }) => {
      throw new NotYet(`attempt ${attempt}`);
    },
    { retryStrategy: everySecond(2) },
  ),
);

export const stepRetriedForSomeErrorsOnly = withDurableExecution(async (_, context) => {
  try {
    return await context.step(
      'picky',
      async ({ attempt }) => {
        throw attempt === 1 ? new NotYet('again') : new RangeError('never again');
      },
      { retryStrategy: everySecond(5, { retryableErrorTypes: [NotYet] }) },
    );
  } catch (error) {
    return `${error.name} because of ${error.cause.name}: ${error.message}`;
  }
});

export const stepRetriedLinearly = withDurableExecution(async (_, context) =>
  context.step(
    'linear',
    async ({ attempt }) => {
      if (attempt < 3) {
        throw new NotYet(`attempt ${attempt}`);
      }
      return attempt;
    },
    { retryStrategy: createLinearRetryStrategy({ maxAttempts: 3, initialDelay: { seconds: 1 }, increment: { seconds: 1 }, jitter: 'NONE' }) },
  ),
);

export const stepCompensated = withDurableExecution(async (_, context) => {
  await context.step('book', async () => 'booked');
  try {
    await context.step('pay', async () => Promise.reject(new Error('declined')), { retryStrategy: never });
  } catch (error) {
    await context.step('cancel', async () => `cancelled: ${error.message}`);
  }
  return 'compensated';
});

export const stepAtMostOnce = withDurableExecution(async (_, context) =>
  context.step(
    'careful',
    async ({ attempt }) => {
      if (attempt === 1) {
        throw new NotYet('attempt 1');
      }
      return attempt;
    },
    { semantics: StepSemantics.AtMostOncePerRetry, retryStrategy: everySecond(2) },
  ),
);

export const stepOfAClass = withDurableExecution(async (_, context) => {
  const appointment = () =>
    context.step('appointment', async () => new Appointment(new Date(Date.UTC(2026, 0, 1))), {
      serdes: createClassSerdesWithDates(Appointment, ['at']),
    });
  const made = await appointment();
  await context.wait({ seconds: 1 });
  return made.year();
});

class Appointment {
  constructor(at) {
    this.at = at;
  }

  year() {
    return this.at.getUTCFullYear();
  }
}

export const retriedAsAWhole = withDurableExecution(async (_, context) =>
  withRetry(
    context,
    'transaction',
    async (inner, attempt) => {
      await inner.step(`try-${attempt}`, async () => attempt);
      if (attempt === 1) {
        throw new NotYet('once more');
      }
      return `done in ${attempt}`;
    },
    { retryStrategy: everySecond(3) },
  ),
);
