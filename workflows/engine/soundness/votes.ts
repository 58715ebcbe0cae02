import fc from 'fast-check';
import { openTasks, variablesOf } from '../inspect.ts';
import type { Event, Operation } from '../types.ts';
import { fileOf, RandomProcess } from './random-process.ts';
import { Trial, type Engine } from './trial.ts';
import { VoteOracle, type Rule } from './vote-oracle.ts';

const USERS = ['li', 'wang', 'zhao', 'qian', 'sun', 'zhou'];
const user = fc.constantFrom(...USERS);
const users = fc.array(user, { minLength: 1, maxLength: 2 });

interface Written extends Rule {
  signers: { user: string; weight: number }[];
}

/** A definition whose only task is a vote. */
const written: fc.Arbitrary<Written> = fc.constantFrom<Rule['rule']>('all', 'any', 'sequence', 'count', 'percent', 'weight').chain((rule) =>
  fc.record({
    rule: fc.constant(rule),
    figure: rule === 'percent' ? fc.constantFrom(0.1, 33.3, 33.4, 50, 66.6, 66.7, 75, 99.9, 100) : fc.constantFrom(1, 2, 3, 4),
    veto: fc.boolean(),
    signers: fc.array(fc.record({ user: fc.constantFrom(...USERS.slice(0, 4)), weight: fc.constantFrom(0.1, 0.5, 1, 2, 3) }), {
      maxLength: 5,
    }),
  }),
);

function processOf({ rule, figure, veto, signers }: Written): RandomProcess {
  const name = { count: 'count', percent: 'percent', weight: 'threshold' }[rule as 'count'];
  const list = signers.map((one) => `<approval:signer user="${one.user}" weight="${one.weight}"/>`).join('');
  const vote = `<approval:vote rule="${rule}"${name ? ` ${name}="${figure}"` : ''} veto="${veto}">${list}</approval:vote>`;
  const task = `<userTask id="v"><extensionElements>${vote}</extensionElements></userTask>`;
  const flows = '<sequenceFlow id="f1" sourceRef="s" targetRef="v"/><sequenceFlow id="f2" sourceRef="v" targetRef="e"/>';
  return new RandomProcess(fileOf(`<process id="p" isExecutable="true"><startEvent id="s"/>${task}<endEvent id="e"/>${flows}</process>`));
}

/** One thing done to the vote: in the engine, and in the oracle. */
interface Deed {
  told: unknown[];
  event: Event;
  expected(oracle: VoteOracle): string | null;
}

function operation(by: string, one: Operation): Event {
  return { kind: 'operation', operation: one, task: { element: 'v' }, by };
}

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(user, fc.constantFrom('approve', 'approve', 'reject', 'abstain', 'perhaps')).map(([by, decision]): Deed => ({
      told: ['vote', by, decision],
      event: { kind: 'taskCompleted', task: { element: 'v' }, by, variables: { decision } },
      expected: (oracle) => oracle.vote(by, decision),
    })),
  },
  fc.tuple(user, user).map(([by, to]): Deed => ({
    told: ['transfer', by, to],
    event: operation(by, { name: 'transfer', to }),
    expected: (oracle) => oracle.transfer(by, to),
  })),
  fc.tuple(user, user).map(([by, to]): Deed => ({
    told: ['delegate', by, to],
    event: operation(by, { name: 'delegate', to }),
    expected: (oracle) => oracle.delegate(by, to),
  })),
  {
    weight: 2,
    arbitrary: fc.tuple(user, users, fc.constantFrom('before', 'after', 'parallel')).map(([by, added, position]): Deed => ({
      told: ['add', by, added, position],
      event: operation(by, { name: 'addSigner', users: added, position }),
      expected: (oracle) => oracle.add(by, added, position),
    })),
  },
  fc.tuple(user, fc.uniqueArray(user, { minLength: 1, maxLength: 2 })).map(([by, removed]): Deed => ({
    told: ['remove', removed],
    event: operation(by, { name: 'removeSigner', users: removed }),
    expected: (oracle) => oracle.remove(removed),
  })),
);

/**
 * Votes go as the contract says, at every step: who has a task, what is refused and why, and that it is decided at the first
 * moment when no vote of the rest could change it, and never before.
 */
export function votesGoAsTheContractSays(engine: Engine): fc.IPropertyWithHooks<unknown> {
  return fc.property(written, fc.array(deed, { maxLength: 16, size: 'max' }), (rule, deeds) => {
    // Without signers nobody can do anything but take it on, which has a test of its own.
    if (rule.signers.length === 0) return;
    const trial = Trial.started(engine, processOf(rule).program);
    const oracle = new VoteOracle(rule, rule.signers);
    const told: unknown[] = [];
    const compare = (what: string, a: unknown, b: unknown): void => {
      if (JSON.stringify(a) !== JSON.stringify(b)) {
        throw new Error(`${what}: ${JSON.stringify(a)}, and not ${JSON.stringify(b)}, after ${JSON.stringify(told)}`);
      }
    };
    for (const one of [null, ...deeds]) {
      if (one) {
        told.push(one.told);
        compare('Refused', trial.take(one.event)?.code ?? null, one.expected(oracle));
      }
      const outcome = variablesOf(trial.state).outcome ?? null;
      compare('Outcome', outcome, oracle.outcome);
      compare(
        'Open for',
        openTasks(trial.state).map((task) => task.assignee),
        oracle.open,
      );
      if (oracle.outcome !== null) return;
    }
  });
}
