import type { DataItem, Expression, Mapping, Value } from '../../schema/process/expression.ts';
import type { VariableChange } from './command.ts';
import type { Evaluated, Variables } from './expression.ts';
import type { ScopeRun } from './state.ts';
import { getScope, type Turn } from './turn.ts';

/** The value of a name seen from a scope: the nearest scope that has it. Before a process is there, what it is to begin with. */
function find(turn: Turn, from: number, name: string): { value: unknown } | null {
  const { pending } = turn.state;
  if (from === 0) return pending && Object.hasOwn(pending.variables, name) ? { value: pending.variables[name] } : null;
  let scope: ScopeRun | undefined = turn.state.scopes[from];
  while (scope) {
    if (Object.hasOwn(scope.variables, name)) return { value: scope.variables[name] };
    if (scope.parent === null) {
      // A declared data object that was never written is null, not unknown.
      return turn.program.scopes[scope.of]?.data.some((item) => item.name === name) ? { value: null } : null;
    }
    scope = turn.state.scopes[scope.parent];
  }
  return null;
}

/** Evaluates an expression from a scope; `own` goes before everything the scopes have; `lenient`: a name without a value is null. */
export function evaluate(turn: Turn, scope: number, expression: Expression, own?: Variables, lenient = false): Evaluated {
  const variables: Variables = {};
  for (const name of expression.names) {
    if (own && Object.hasOwn(own, name)) {
      variables[name] = own[name];
      continue;
    }
    const found = find(turn, scope, name);
    if (found) variables[name] = found.value;
    else if (lenient) variables[name] = null;
  }
  return turn.environment.evaluator.evaluate(expression, variables, turn.context);
}

/** A value fixed in the file, or computed. */
export function evaluateValue(turn: Turn, scope: number, value: Value): Evaluated {
  return 'literal' in value ? { ok: true, value: value.literal } : evaluate(turn, scope, value.expression);
}

/** Everything seen from a scope, inner before outer: what a call without mappings is given. */
export function allVariables(turn: Turn, from: number): Variables {
  const chain: ScopeRun[] = [];
  for (let scope = turn.state.scopes[from]; scope; scope = scope.parent === null ? undefined : turn.state.scopes[scope.parent]) {
    chain.push(scope);
  }
  return Object.assign({}, ...chain.toReversed().map((scope) => scope.variables)) as Variables;
}

/** Writes a variable to the nearest scope that declares it, else to the process. */
export function write(turn: Turn, from: number, name: string, value: unknown): void {
  let scope = getScope(turn, from);
  while (!Object.hasOwn(scope.variables, name) && scope.parent !== null) scope = getScope(turn, scope.parent);
  scope.variables[name] = value;
  if (scope.written) scope.written[name] = 1;
  turn.changed = true;
}

export function writeAll(turn: Turn, from: number, variables: Variables | null | undefined): void {
  if (!variables) return;
  for (const name of Object.keys(variables)) write(turn, from, name, variables[name]);
}

/** Writes what a person corrects, where `write` does, and tells what it was before. */
export function correct(turn: Turn, from: number, variables: Variables, element: string | null): void {
  const changes = Object.keys(variables).map((name): VariableChange => {
    const before = find(turn, from, name);
    return { name, ...(before ? { before: before.value } : {}), after: variables[name] };
  });
  if (changes.length === 0) return;
  writeAll(turn, from, variables);
  turn.commands.push({ kind: 'variablesSet', element, changes });
}

/** A mapping that only copies: data that is not there is no error then (BPMN 10.4.2), there is just nothing to copy. */
function isMissing(turn: Turn, scope: number, { from }: Mapping, own?: Variables): boolean {
  const [name] = from.names;
  if (name === undefined || name !== from.text) return false;
  return !(own && Object.hasOwn(own, name)) && find(turn, scope, name) === null;
}

/** The value an activity is given for an input: null for data that is not there. */
export function inputValue(turn: Turn, scope: number, mapping: Mapping): Evaluated {
  return isMissing(turn, scope, mapping) ? { ok: true, value: null } : evaluate(turn, scope, mapping.from);
}

/** Runs data mappings: `from` read at one scope (and `own`), `to` written from another. The first error stops it. */
export function applyMappings(turn: Turn, mappings: Mapping[], read: number, target: number, own?: Variables): Evaluated {
  for (const mapping of mappings) {
    if (isMissing(turn, read, mapping, own)) continue;
    const result = evaluate(turn, read, mapping.from, own);
    if (!result.ok) return result;
    write(turn, target, mapping.to, result.value);
  }
  return { ok: true, value: null };
}

/** Gives a scope its declared data, with initial values where the file has them. The first error stops it. */
export function declareData(turn: Turn, scope: ScopeRun, data: DataItem[]): Evaluated {
  for (const item of data) {
    // What a process is started with goes before what its data begin with.
    if (item.initial && Object.hasOwn(scope.variables, item.name)) continue;
    const initial = item.initial ? evaluate(turn, scope.id, item.initial) : { ok: true as const, value: null };
    if (!initial.ok) return initial;
    // A process's own data appears only once it has a value.
    if (scope.parent !== null || item.initial) scope.variables[item.name] = initial.value;
  }
  return { ok: true, value: null };
}

/** The named variables as seen from a scope; one without a value is not among them. */
export function variablesFor(turn: Turn, from: number, names: string[]): Variables {
  const variables: Variables = {};
  for (const name of names) {
    const found = find(turn, from, name);
    if (found) variables[name] = found.value;
  }
  return variables;
}
