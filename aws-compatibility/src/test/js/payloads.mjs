import { withDurableExecution } from '@aws/durable-execution-sdk-js';

const letters = (length) => 'x'.repeat(length);

/** What it was given, its size at the start and after a replay. */
export const largeInput = withDurableExecution(async (event, context) => {
  const before = await context.step('measure', async () => event.text.length);
  await context.wait({ seconds: 1 });
  return { before, after: event.text.length };
});

export const largeStep = withDurableExecution(async (event, context) => {
  const text = await context.step('large', async () => letters(event.bytes - 2)); // and the quotes
  return text.length;
});

export const largeResult = withDurableExecution(async (event, context) => {
  await context.step('before', async () => 'before');
  return letters(event.bytes - 2);
});

export const manyLargeSteps = withDurableExecution(async (event, context) => {
  let total = 0;
  for (let i = 0; i < event.steps; i++) {
    total += (await context.step(`step-${i}`, async () => letters(200_000))).length;
  }
  await context.wait('then', { seconds: 1 });
  return total;
});

export const unicode = withDurableExecution(async (event, context) => {
  const text = await context.step('echo', async () => event.text);
  await context.wait({ seconds: 1 });
  return text;
});
