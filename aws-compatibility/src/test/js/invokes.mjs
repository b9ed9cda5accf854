import { withDurableExecution } from '@aws/durable-execution-sdk-js';

export const invokeOther = withDurableExecution(async (event, context) => {
  try {
    return { result: await context.invoke('call', event.target, event.input, event.config) };
  } catch (error) {
    return { error: error.name, message: error.message };
  }
});

export const invokeTwoAtOnce = withDurableExecution(async (event, context) => {
  const calls = event.inputs.map((input, i) => context.invoke(`call-${i}`, event.target, input));
  return await context.promise.all('calls', calls);
});

export const plainSum = async (event, context) => ({ sum: event.a + event.b, function: context.functionName });

export const plainFailing = async () => {
  throw new TypeError('plainly wrong');
};

export const durableSum = withDurableExecution(async (event, context) => {
  await context.wait({ seconds: 1 });
  return context.step('add', async () => event.a + event.b);
});

export const durableFailing = withDurableExecution(async () => {
  throw new RangeError('durably wrong');
});

export const durableSleeper = withDurableExecution(async (_, context) => {
  await context.wait('long', { hours: 1 });
  return 'awake';
});
