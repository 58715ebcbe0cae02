import { test } from 'vitest';
import { check } from './check.ts';
import { noTokenLost } from './no-token-lost.ts';
import { engine } from './trial.ts';

test('whatever is done, in whatever order, no token is lost or doubled', () => check(noTokenLost(engine), 120));
