import { test } from 'vitest';
import { check } from './check.ts';
import { comesToAnEnd, comesToAnEndMoved, standsStillOnlyAtJoins } from './comes-to-an-end.ts';
import { engine } from './trial.ts';

test('a well-formed process in which everything is done comes to its end', () => check(comesToAnEnd(engine), 80));

test('it does too when tokens are moved by hand on the way', () => check(comesToAnEndMoved(engine), 60));

test('any graph adds up, and stands still only where a join lacks a token', () => check(standsStillOnlyAtJoins(engine), 300));
