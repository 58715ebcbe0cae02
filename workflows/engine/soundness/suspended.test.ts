import { test } from 'vitest';
import { check } from './check.ts';
import { pausesCostNoTime } from './suspended.ts';
import { engine } from './trial.ts';

test('a pause is no time: nothing moves, and no timer is nearer', () => check(pausesCostNoTime(engine), 60));
