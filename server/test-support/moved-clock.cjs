'use strict';
/**
 * Preloaded into the worker of a time-skipping test: the present moment, `new Date()`, is so many ms ahead of the machine's as the parent last
 * said. `Date.now()`, by which timers and time limits wait, stays the machine's.
 */
const { isMainThread } = require('node:worker_threads');

if (isMainThread && process.send) {
  const Machine = Date;
  let ahead = 0;
  globalThis.Date = class Date extends Machine {
    constructor(...given) {
      if (given.length === 0) super(Machine.now() + ahead);
      else super(...given);
    }
  };
  process.on('message', (ms) => {
    ahead = ms;
    process.send(ms);
  });
}
