import type fc from 'fast-check';
import { expect, test } from 'vitest';
import { finds } from './check.ts';
import { comesToAnEnd, comesToAnEndMoved, standsStillOnlyAtJoins } from './comes-to-an-end.ts';
import * as faults from './faults.ts';
import { neverHappened } from './never-happened.ts';
import { noTokenLost } from './no-token-lost.ts';
import { refusedChangesNothing } from './refused.ts';
import { sameAgain } from './same-again.ts';
import { pausesCostNoTime } from './suspended.ts';
import { thereAndBack } from './there-and-back.ts';
import type { Engine } from './trial.ts';
import { votesGoAsTheContractSays } from './votes.ts';

type Property = (engine: Engine) => fc.IPropertyWithHooks<unknown>;

/** Each property, and faults that it must find: one that finds nothing would say nothing. */
const planted: [Property, () => Engine][] = [
  [noTokenLost, faults.timersOutliveTheirTokens],
  [comesToAnEnd, faults.joinsLoseATokenOnce],
  [comesToAnEndMoved, faults.movesLeaveAToken],
  [standsStillOnlyAtJoins, faults.joinsLoseATokenOnce],
  [neverHappened, faults.returnsForgetTheJoin],
  [thereAndBack, faults.returnsForgetTheJoin],
  [thereAndBack, faults.straightForgets],
  [thereAndBack, faults.recallsForgetWhose],
  [votesGoAsTheContractSays, faults.countsOneMore],
  [votesGoAsTheContractSays, faults.sharesMustBePassed],
  [votesGoAsTheContractSays, faults.vetoesAreNotHeard],
  [sameAgain, faults.remembersObjects],
  [refusedChangesNothing, faults.refusalsLeaveATrace],
  [refusedChangesNothing, faults.foreseesNothing],
  [pausesCostNoTime, faults.timersRunInPauses],
];

test.each(planted.map(([property, fault]) => [property.name, fault.name, property, fault] as const))(
  '%s finds that %s',
  (_of, _what, property, fault) => {
    expect(finds(property(fault()), 300)).toBe(true);
  },
);
