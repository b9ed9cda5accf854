// Every function that the tests run, by the name of its export.
export * from './batches.mjs';
export * from './callbacks.mjs';
export * from './contexts.mjs';
export * from './failures.mjs';
export * from './invokes.mjs';
export * from './payloads.mjs';
export * from './promises.mjs';
export * from './steps.mjs';
export * from './waits.mjs';
