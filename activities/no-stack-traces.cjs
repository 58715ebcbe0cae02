// Preload of the worker process. The SDK takes a stack trace, source maps included, for every promise made inside a
// workflow; without that a worker needs a fifth less processor time. It expects the refusal, and only answers
// stack-trace queries no more. WORKFLOW_STACK_TRACES=true leaves it as it is.
const { isMainThread } = require('node:worker_threads');
if (!isMainThread && process.env.WORKFLOW_STACK_TRACES !== 'true') {
  const v8 = require('node:v8');
  const createHook = () => {
    throw new Error('switched off by activities/no-stack-traces.cjs');
  };
  Object.defineProperty(v8, 'promiseHooks', { value: { ...v8.promiseHooks, createHook } });
}
