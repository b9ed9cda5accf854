// Steps that do nothing, with the official AWS SDK: what `steps` in BenchmarkFunctions does with ours.
import { withDurableExecution } from '@aws/durable-execution-sdk-js';

export const steps = withDurableExecution(async (input, context) => {
  for (let step = 1; step <= input.steps; step++) {
    await context.step(`step-${step}`, async () => 'ok');
  }
  return 'done';
});

// Whoever started this process holds the other end of its input: when that is gone, so is the run.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
