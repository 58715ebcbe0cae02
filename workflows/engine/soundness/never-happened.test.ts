import { test } from 'vitest';
import { check } from './check.ts';
import { neverHappened } from './never-happened.ts';
import { engine } from './trial.ts';

test('what is undone has never happened', () => check(neverHappened(engine), 120));
