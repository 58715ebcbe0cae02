import { test } from 'vitest';
import { check } from './check.ts';
import { engine } from './trial.ts';
import { votesGoAsTheContractSays } from './votes.ts';

test('votes go as the contract says, and are decided at the first moment when nothing could change them', () =>
  check(votesGoAsTheContractSays(engine), 500));
