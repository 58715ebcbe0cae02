import { test } from 'vitest';
import { check } from './check.ts';
import { refusedChangesNothing } from './refused.ts';
import { engine } from './trial.ts';

test('a refused event changes nothing and is refused beforehand for the same reason', () => check(refusedChangesNothing(engine), 60));
