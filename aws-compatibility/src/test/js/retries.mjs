import { JitterStrategy, createRetryStrategy } from '@aws/durable-execution-sdk-js';

/** No second attempt. */
export const never = () => ({ shouldRetry: false });

/** Again after a second, as often as said. */
export const everySecond = (maxAttempts, more = {}) =>
  createRetryStrategy({
    maxAttempts,
    initialDelay: { seconds: 1 },
    backoffRate: 1,
    jitter: JitterStrategy.NONE,
    ...more,
  });

export class NotYet extends Error {
  name = 'NotYet';
}
