import type { Program } from '../../../schema/process/program.ts';
import type { ScopeRun, State, Token } from '../state.ts';
import { netOf } from './net.ts';
import { search, type Found } from './search.ts';

/** The tokens of a live scope as its net knows them: how many in each place, by the place's name. */
export type Marking = Map<string, number>;

/** The place of a token: held at a join by the flow it came along, else inside its node. */
export function placeOf(token: Pick<Token, 'status' | 'node' | 'via'>): string {
  return token.status === 'joined' && token.via !== null ? `f:${token.via}` : `n:${token.node}`;
}

/** Whether a token is part of the flow: not a handler's, not one that only waits for handlers, not an instance of a loop. */
function isOfFlow(token: Token): boolean {
  return token.compensates === undefined && token.of === undefined && token.compensation?.then !== 'vanish';
}

/** The marking of tokens that lie in one scope; an event sub-process beside the flow does not count, one that has interrupted it is all there is. */
export function markingOf(program: Program, tokens: Iterable<Token>): Marking {
  const marking: Marking = new Map();
  for (const token of tokens) {
    if (!isOfFlow(token) || isBeside(program, token.node)) continue;
    const place = placeOf(token);
    marking.set(place, (marking.get(place) ?? 0) + 1);
  }
  return marking;
}

/** Whether a node is an event sub-process that runs beside its scope's flow. */
function isBeside(program: Program, node: string): boolean {
  return program.nodes[node]?.type === 'eventSubProcess' && !isInterrupting(program, node);
}

/** Whether an event sub-process cancels all else in its scope when it starts. */
export function isInterrupting(program: Program, eventSubProcess: string): boolean {
  const start = program.nodes[program.scopes[eventSubProcess]!.entries[0]!];
  return start !== undefined && 'interrupting' in start && start.interrupting;
}

export function tokensOf(state: State, scope: ScopeRun): Token[] {
  return Object.keys(scope.tokens).flatMap((id) => state.tokens[Number(id)] ?? []);
}

/** Whether a run of `scope` can come to hold exactly this marking, or (`exactly` false) this and more; with the marking found. */
export function canHold(program: Program, scope: string, marking: Marking, exactly = true): { found: Found; marking: Marking | null } {
  const interrupted = [...marking.keys()].find((place) => program.nodes[place.slice(2)]?.type === 'eventSubProcess');
  if (interrupted !== undefined) {
    const isAlone = marking.size === 1 && marking.get(interrupted) === 1 && program.nodes[interrupted.slice(2)]!.scope === scope;
    return { found: isAlone ? 'yes' : 'no', marking: isAlone ? marking : null };
  }
  const net = netOf(program, scope);
  const wanted = new Map<number, number>();
  for (const [place, count] of marking) {
    const at = net.index.get(place);
    if (at === undefined) return { found: 'no', marking: null };
    wanted.set(at, count);
  }
  const { found, marking: reached } = search(net, wanted, exactly);
  if (!reached) return { found, marking: null };
  const all: Marking = new Map();
  for (const [at, count] of reached.entries()) if (count > 0) all.set(net.names[at]!, count);
  return { found, marking: all };
}
