import { test } from 'vitest';
import { check } from './check.ts';
import { sameAgain } from './same-again.ts';
import { engine } from './trial.ts';

test('a run goes on the same from JSON, and whoever replays it comes to the same', () => check(sameAgain(engine), 60));
