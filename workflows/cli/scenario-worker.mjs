// A worker has loaders of its own: this one makes TypeScript readable in it, then goes on with the worker proper.
import { register } from 'tsx/esm/api';

register();
await import('./scenario-worker.ts');
