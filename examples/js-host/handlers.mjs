// An order, as code that survives crashes: charge, ship from two warehouses at once, wait for the customer's word.
import { withDurableExecution } from '@aws/durable-execution-sdk-js';

export const order = withDurableExecution(async (order, context) => {
  const payment = await context.step('charge', async () => charge(order));

  // Nothing runs while it waits: the process may be stopped, updated and started again.
  await context.wait('cool-off', { seconds: 2 });

  const parcels = await context.parallel('ship', [
    { name: 'north', func: (branch) => branch.step('book-north', async () => `parcel-n-${order.id}`) },
    { name: 'south', func: (branch) => branch.step('book-south', async () => `parcel-s-${order.id}`) },
  ]);
  parcels.throwIfError();

  const [received, callbackId] = await context.createCallback('received', { timeout: { hours: 72 } });
  await context.step('ask-customer', async () => console.log(`Order ${order.id}: to confirm, answer callback ${callbackId}`));

  return { payment, parcels: parcels.getResults(), received: JSON.parse(await received) };
});

function charge(order) {
  console.log(`Order ${order.id}: charging ${order.total}`);
  return `payment-${order.id}`;
}
