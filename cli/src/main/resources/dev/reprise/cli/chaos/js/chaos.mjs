// A function of the chaos run with the official AWS SDK: branches side by side, attempts that fail on purpose, a wait, a
// callback. What it does it first tells the world outside, as the functions in Java do.
import { randomUUID } from 'node:crypto';
import { JitterStrategy, createRetryStrategy, withDurableExecution } from '@aws/durable-execution-sdk-js';

const WORLD = process.env.CHAOS_WORLD;

const persistent = createRetryStrategy({
  maxAttempts: 40,
  initialDelay: { seconds: 1 },
  backoffRate: 1,
  jitter: JitterStrategy.NONE,
});

export const javascript = withDurableExecution(async (plan, context) => {
  const branches = plan.failures.map((failures, i) => ({
    name: `branch-${i}`,
    func: (branch) => step(plan, branch, `step-${i}`, failures),
  }));
  const done = await context.parallel('side-by-side', branches);
  done.throwIfError();

  await context.wait('cool-off', { seconds: Math.ceil(plan.waitMillis[0] / 1000) });

  const [answered, callbackId] = await context.createCallback('question', { timeout: { hours: 1 } });
  const asked = await context.step('ask', async () => {
    const run = await begins(plan, 'ask', 1);
    await tell('questions', { execution: plan.name, callbackId });
    return { step: 'ask', attempt: 1, run };
  });

  return { steps: [...done.getResults(), asked], answer: JSON.parse(await answered) };
});

// The SDK does not tell a body which attempt it is, so that every run says that it is the first one, and fails by chance.
async function step(plan, context, name, failures) {
  return context.step(
    name,
    async () => {
      const run = await begins(plan, name, 1);
      if (failures > 0 && Math.random() < 0.3) {
        throw new Error('fails by chance');
      }
      return { step: name, attempt: 1, run };
    },
    { retryStrategy: persistent },
  );
}

async function begins(plan, step, attempt) {
  const run = randomUUID();
  await tell('runs', {
    execution: plan.name,
    step,
    key: `${plan.name}/${step}`,
    attempt,
    run,
    atMostOnce: false,
    host: `javascript-${process.pid}`,
  });
  return run;
}

async function tell(path, content) {
  const response = await fetch(new URL(path, WORLD), { method: 'POST', body: JSON.stringify(content) });
  if (response.status !== 204) {
    throw new Error(`Expected the world to take a note, but found status ${response.status}`);
  }
}

// Whoever started this process holds the other end of its input: when that is gone, so is the run.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
