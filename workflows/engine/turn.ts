import type { EventDefinition } from '../../schema/process/event-definition.ts';
import type { Node, NodeType, Program } from '../../schema/process/program.ts';
import type { Command } from './command.ts';
import type { Environment } from './environment.ts';
import type { EvaluationContext, Variables } from './expression.ts';
import type { CompensationRun, JoinRun, ScopeRun, State, Token, Wait } from './state.ts';
import { offsetOf } from './time.ts';

/** What one kind of flow node does. Nodes are looked up by their type, so each behaviour sees only its own. */
export interface Behaviour {
  /** A token has arrived at the node. */
  enter(turn: Turn, token: Token, node: Node): void;
  /** Activities: do the work, once loops, own variables and boundary events are in place. */
  start?(turn: Turn, token: Token, node: Node): void;
  /** The last token inside the node's body has ended. */
  bodyCompleted?(turn: Turn, token: Token, node: Node, body: ScopeRun): void;
  /** The shell or the step itself answered the node's call. */
  answered?(turn: Turn, token: Token, node: Node, result: Variables | null, value: unknown): void;
  /** A token was put back inside the node as it stood. */
  restored?(turn: Turn, token: Token, node: Node): void;
  /** Compensation thrown from the node is done; `rest` are the definitions still to throw. */
  resumed?(turn: Turn, token: Token, node: Node, rest: EventDefinition[]): void;
  /** What kept a join waiting has moved. */
  looked?(turn: Turn, join: JoinRun, node: Node): void;
  /** Something the node waits for has come. */
  triggered?(turn: Turn, wait: Wait, node: Node, trigger: Trigger): void;
}

/** What comes with an event that is caught. `cause` is the thrower's, when it was thrown from inside. */
export interface Trigger {
  variables: Variables;
  code?: string;
  cause?: number;
}

/** What an interruption descends from alone when it was thrown from inside; all it interrupts, when it came from outside. */
export function thrownBy({ cause }: Trigger): number[] | undefined {
  return cause === undefined ? undefined : [cause];
}

/** Ways back from the inner parts to the outer ones, given by `advance`: how processes begin, and how compensation ends. */
export interface Hooks {
  byMessage(turn: Turn, name: string, what: Trigger): boolean;
  hasMessage(turn: Turn, name: string): boolean;
  bySignal(turn: Turn, name: string, what: Trigger): number;
  /** The timer or condition of a start has come. */
  byWait(turn: Turn, wait: Wait, what: Trigger): void;
  /** A compensation handler's token has ended, with this cause. */
  handlerEnded(turn: Turn, holder: Token, cause: number): void;
  /** A returned task with something put aside is done: brings it back. False when that is no longer possible. */
  bringBack(turn: Turn, token: Token): boolean;
  /** All handlers a token waited for are done. */
  compensated(turn: Turn, holder: Token, then: CompensationRun['then'], rest: EventDefinition[]): void;
}

/** One run of `advance`: the state being changed, the moves still to make, and what is told to the shell. */
export interface Turn {
  program: Program;
  state: State;
  environment: Environment;
  behaviours: Record<NodeType, Behaviour>;
  hooks: Hooks;
  commands: Command[];
  /** The time of what is happening, epoch ms; while due timers fire it is theirs. */
  now: number;
  /** The offset of local dates, in minutes. */
  offset: number;
  context: EvaluationContext;
  /** Tokens on their way, first in, first out: branches move breadth first. */
  queue: Token[];
  head: number;
  /** Joins whose blocker has moved. */
  recheck: string[];
  /** A variable has changed since the conditions were last looked at. */
  changed: boolean;
  moves: number;
}

export function newTurn(
  program: Program,
  state: State,
  environment: Environment,
  behaviours: Record<NodeType, Behaviour>,
  hooks: Hooks,
): Turn {
  return {
    program,
    state,
    environment,
    behaviours,
    hooks,
    commands: [],
    now: Date.parse(environment.at),
    offset: offsetOf(environment.at),
    context: contextAt(environment, environment.at),
    queue: [],
    head: 0,
    recheck: [],
    changed: false,
    moves: 0,
  };
}

/** What expressions may know at a time of the turn: evaluators bind what depends on it to the object, so a new time is a new one. */
export function contextAt(environment: Environment, now: string): EvaluationContext {
  return {
    now,
    calendar: environment.calendar,
    get clocks() {
      return environment.clocks;
    },
  };
}

/** The next id of the run. */
export function nextId(turn: Pick<Turn, 'state'>): number {
  return turn.state.next++;
}

/** The node of a program; the compiler guarantees that every reference has one. */
export function nodeOf(turn: Pick<Turn, 'program'>, id: string): Node {
  const node = turn.program.nodes[id];
  if (!node) throw new Error(`The program has no node ${id}`);
  return node;
}

export function getScope(turn: Turn, id: number): ScopeRun {
  const scope = turn.state.scopes[id];
  if (!scope) throw new Error(`The state has no scope ${id}`);
  return scope;
}

export function getToken(turn: Turn, id: number): Token {
  const token = turn.state.tokens[id];
  if (!token) throw new Error(`The state has no token ${id}`);
  return token;
}
