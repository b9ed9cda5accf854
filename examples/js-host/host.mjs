#!/usr/bin/env node
// Serves the exports of a module as Lambda functions over HTTP, on loopback:
//
//   node host.mjs --port 9000 ./handlers.mjs
//
// POST /functions/{name}/invocations calls the export {name} with the body as its event and answers its result. It needs
// no package; what the module needs is the module's business.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const INVOCATIONS = /^\/functions\/([^/]+)\/invocations$/;
const MAX_EVENT_BYTES = 16 * 1024 * 1024;
const DEFAULT_TIME_MILLIS = 15 * 60 * 1000;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: 'string', default: '9000' }, address: { type: 'string', default: '127.0.0.1' } },
});
if (positionals.length !== 1) {
  console.error('Expected one module: node host.mjs [--port 9000] [--address 127.0.0.1] ./handlers.mjs');
  process.exit(2);
}
const handlers = await import(pathToFileURL(resolve(positionals[0])));

const server = createServer(async (request, response) => {
  const name = decodeURIComponent(INVOCATIONS.exec(new URL(request.url, 'http://host').pathname)?.[1] ?? '');
  if (request.method !== 'POST' || typeof handlers[name] !== 'function') {
    const expected = `Expected POST /functions/{name}/invocations with one of: ${functions().join(', ')}`;
    answer(response, 404, { errorType: 'FunctionNotFound', errorMessage: expected });
    return;
  }
  try {
    const event = JSON.parse(await body(request));
    answer(response, 200, (await handlers[name](event, context(name, request.headers))) ?? null);
  } catch (thrown) {
    console.error(`${name}:`, thrown);
    answer(response, 200, describe(thrown), { 'X-Amz-Function-Error': 'Unhandled' });
  }
});
server.requestTimeout = 0; // how long an invocation may take is the caller's decision
server.keepAliveTimeout = 10 * 60 * 1000; // the caller closes what is idle: a connection closed here may just be used again

server.listen(Number(options.port), options.address, () => {
  const { address, port } = server.address();
  console.log(`Serving ${functions().join(', ')} at http://${address}:${port}/functions/{name}/invocations`);
});
process.once('SIGTERM', () => server.close(() => process.exit(0)));

function functions() {
  return Object.keys(handlers).filter((name) => typeof handlers[name] === 'function');
}

async function body(request) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > MAX_EVENT_BYTES) {
      throw new Error(`Expected an event of at most ${MAX_EVENT_BYTES} bytes, but it has more`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

// What Lambda's own runtime makes of these headers. Whoever calls without them gets a context all the same.
function context(name, headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms'] ?? Date.now() + DEFAULT_TIME_MILLIS);
  const arn = headers['lambda-runtime-invoked-function-arn'];
  return {
    functionName: name,
    functionVersion: arn?.split(':')[7] ?? '$LATEST',
    invokedFunctionArn: arn,
    awsRequestId: headers['lambda-runtime-aws-request-id'] ?? randomUUID(),
    tenantId: headers['x-amz-tenant-id'],
    xRayTraceId: headers['lambda-runtime-trace-id'],
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

function answer(response, status, value, headers = {}) {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
}

function describe(thrown) {
  return thrown instanceof Error
    ? { errorType: thrown.name, errorMessage: thrown.message, stackTrace: thrown.stack?.split('\n').slice(1) ?? [] }
    : { errorType: typeof thrown, errorMessage: String(thrown), stackTrace: [] };
}
