import { test } from 'vitest';
import { check } from './check.ts';
import { thereAndBack } from './there-and-back.ts';
import { engine } from './trial.ts';

test('returned or recalled and done again, a run is where it was', () => check(thereAndBack(engine), 100));
