import type { Program } from '../../../schema/process/program.ts';
import type { Step } from '../advance.ts';
import { dropToken, putWait, setDue, setNode } from '../lookup.ts';
import type { Command, Event, State } from '../types.ts';
import { engine, type Engine } from './trial.ts';

/** An engine that does something wrong to the state after a step. */
function after(spoil: (state: State, event: Event, commands: Command[]) => void): Engine {
  return {
    ...engine,
    advance(program, state, event, environment) {
      const step = engine.advance(program, state, event, environment);
      if (step.ok) spoil(step.state, event, step.commands);
      return step;
    },
  };
}

const isOperation = (event: Event, name: string): boolean => event.kind === 'operation' && event.operation.name === name;

/** Takes a token that a join holds out of the configuration, leaving everything else in order. */
function dropHeld(state: State): void {
  const token = Object.values(state.tokens).find(({ status }) => status === 'joined');
  if (!token) return;
  const join = state.joins[`${token.scope}/${token.node}`]!;
  const scope = state.scopes[token.scope]!;
  dropToken(state, token);
  delete scope.tokens[token.id];
  scope.live--;
  const via = token.via ?? '';
  join.arrived[via] = join.arrived[via]!.filter((id) => id !== token.id);
  if (join.arrived[via].length > 0) return;
  delete join.arrived[via];
  join.missing++;
}

/** A return leaves what it cancels armed. */
export const timersOutliveTheirTokens = (): Engine => {
  let before: State['waits'] = {};
  return {
    ...engine,
    advance(program, state, event, environment) {
      before = { ...state.waits };
      const step = engine.advance(program, state, event, environment);
      if (step.ok && isOperation(event, 'return')) for (const wait of Object.values(before)) putWait(step.state, wait);
      return step;
    },
  };
};

/** The first token held at a join is lost. */
export const joinsLoseATokenOnce = (): Engine => {
  const done = new WeakSet<Program>();
  return {
    ...engine,
    advance(program, state, event, environment) {
      const step = engine.advance(program, state, event, environment);
      const held = step.ok && Object.values(step.state.tokens).some(({ status }) => status === 'joined');
      if (held && !done.has(program)) {
        done.add(program);
        dropHeld(step.state);
      }
      return step;
    },
  };
};

/** A token moved by hand away from a branch goes behind its join all the same. */
export const movesLeaveAToken = (): Engine => ({
  ...engine,
  refusalOf(program, state, event, environment) {
    const refusal = engine.refusalOf(program, state, event, environment);
    return refusal?.code === 'would-not-stand' ? null : refusal;
  },
  advance(program, state, event, environment) {
    const step = engine.advance(program, state, event, environment);
    if (step.ok || step.error.code !== 'would-not-stand' || event.kind !== 'tokenMoved') return step;
    setNode(state, state.tokens[event.token]!, event.to);
    return { ok: true, state, commands: [], live: {} };
  },
});

/** What a return restores at a join is lost. */
export const returnsForgetTheJoin = (): Engine => after((state, event) => void (isOperation(event, 'return') && dropHeld(state)));

/** Nothing is put aside, so that a straight return runs anew. */
export const straightForgets = (): Engine =>
  after((state) => {
    for (const token of Object.values(state.tokens)) delete token.aside;
  });

/** A recall lets the task be anybody's. */
export const recallsForgetWhose = (): Engine =>
  after((state, event) => {
    if (isOperation(event, 'recall')) for (const task of Object.values(state.tasks)) task.assignee = null;
  });

/** A vote is read otherwise than it is written. */
function withRules(change: (rule: { veto: boolean; percent?: number; count?: number }) => void): Engine {
  const read = (program: Program): Program => {
    const copy = JSON.parse(JSON.stringify(program)) as Program;
    for (const node of Object.values(copy.nodes)) if (node.type === 'userTask' && node.vote) change(node.vote);
    return copy;
  };
  return {
    advance: (program, ...rest) => engine.advance(read(program), ...rest),
    refusalOf: (program, ...rest) => engine.refusalOf(read(program), ...rest),
  };
}

/** One vote more is needed than the rule says. */
export const countsOneMore = (): Engine => withRules((rule) => void (rule.count !== undefined && rule.count++));

/** A share that is just reached is not enough. */
export const sharesMustBePassed = (): Engine => withRules((rule) => void (rule.percent !== undefined && (rule.percent += 0.001)));

/** A veto is not heard. */
export const vetoesAreNotHeard = (): Engine => withRules((rule) => void (rule.veto = false));

/** Ids depend on how often this very object has been seen. */
export const remembersObjects = (): Engine => {
  const seen = new WeakMap<State, number>();
  return after((state) => {
    const times = (seen.get(state) ?? 0) + 1;
    seen.set(state, times);
    if (times % 3 === 0) state.next++;
  });
};

/** A refused event leaves its time behind. */
export const refusalsLeaveATrace = (): Engine => ({
  ...engine,
  advance(program, state, event, environment): Step {
    const step = engine.advance(program, state, event, environment);
    if (!step.ok) state.at++;
    return step;
  },
});

/** Nothing is foreseen. */
export const foreseesNothing = (): Engine => ({ ...engine, refusalOf: () => null });

/** Timers run on while the case is suspended. */
export const timersRunInPauses = (): Engine => {
  let dues: Record<string, number | undefined> = {};
  return {
    ...engine,
    advance(program, state, event, environment) {
      dues = Object.fromEntries(Object.entries(state.waits).map(([id, wait]) => [id, wait.due]));
      const step = engine.advance(program, state, event, environment);
      if (step.ok && isOperation(event, 'resume')) {
        for (const wait of Object.values(step.state.waits)) if (wait.due !== undefined) setDue(step.state, wait, dues[wait.id] ?? wait.due);
      }
      return step;
    },
  };
};
