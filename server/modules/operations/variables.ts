import type { Variable } from '../../../schema/contracts/operations.ts';
import type { Node, Program } from '../../../schema/process/program.ts';
import type { FieldProblem } from '../../errors.ts';

type Options = NonNullable<Variable['options']>;
type Seen = Record<string, unknown>;

/** What the applicant stated is corrected by the applicant, on a correction notice (Licensing Law art. 32), and by nobody else. */
const stated: Record<string, string> = { form: 'statedByApplicant', applicant: 'statedByApplicant', item: 'ofTheItem' };

/** The names that an element's own expressions read. */
export function namesRead(program: Program, node: Node): Set<string> {
  const read = new Set<string>();
  collect(node, read);
  for (const flow of node.outgoing) collect(program.flows[flow]!.condition, read);
  return read;
}

/** Every name in a part of a program: read by an expression, or written by a mapping, a result, a decision, a vote. */
function collect(part: unknown, into: Set<string>): void {
  if (typeof part !== 'object' || part === null) return;
  if (Array.isArray(part)) {
    for (const one of part) collect(one, into);
    return;
  }
  const { names, text, to, from, resultVariable, outcome, variable, outputCollection } = part as Record<string, unknown>;
  if (Array.isArray(names) && typeof text === 'string') for (const name of names) into.add(String(name));
  for (const name of [resultVariable, outcome, variable, outputCollection, from ? to : undefined])
    if (typeof name === 'string') into.add(name);
  for (const value of Object.values(part)) collect(value, into);
}

/** The variables that a definition knows of: its data objects, and whatever its elements read or write. */
function declaredIn(program: Program): Set<string> {
  const declared = new Set(Object.values(program.scopes).flatMap((scope) => scope.data.map(({ name }) => name)));
  collect(program.nodes, declared);
  collect(program.flows, declared);
  return declared;
}

/** What a variable may be where the definition says so: the decisions of a task, the outcome of a vote. */
function optionsOf(program: Program, name: string): Options | null {
  const options = new Map<string, Options[number]>();
  for (const node of Object.values(program.nodes)) {
    if (node.type !== 'userTask') continue;
    if (node.decisions?.variable === name)
      for (const { value, label, labelEn } of node.decisions.options)
        options.set(value, { value, label: { zh: label, en: labelEn ?? label } });
    if (node.vote?.outcome === name) {
      options.set('approved', { value: 'approved', label: { zh: '通过', en: 'Approved' } });
      options.set('rejected', { value: 'rejected', label: { zh: '未通过', en: 'Rejected' } });
    }
  }
  return options.size > 0 ? [...options.values()] : null;
}

function kindOf(seen: Seen, name: string): Variable['kind'] {
  if (!Object.hasOwn(seen, name)) return 'missing';
  const value = seen[name];
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'string' ? 'text' : (typeof value as 'number' | 'boolean' | 'object');
}

/** The variables seen from a place, and those the definition knows of and that are not there yet; what `read` names comes first. */
export function variablesFor(program: Program, seen: Seen, read: ReadonlySet<string>): Variable[] {
  const names = [...new Set([...Object.keys(seen), ...declaredIn(program)])].filter((name) => name !== 'loopCounter');
  return names
    .map((name) => ({
      name,
      ...(Object.hasOwn(seen, name) ? { value: (seen[name] ?? null) as Variable['value'] } : {}),
      kind: kindOf(seen, name),
      options: optionsOf(program, name),
      isRead: read.has(name),
      fixed: stated[name] ?? null,
    }))
    .toSorted(
      (a, b) => Number(b.isRead) - Number(a.isRead) || Number(a.fixed !== null) - Number(b.fixed !== null) || a.name.localeCompare(b.name),
    );
}

/** What is wrong with corrected values: a name nobody knows, one that is not to be corrected here, a value of another kind. */
export function problemsIn(program: Program, seen: Seen, values: Seen, mayCreate: boolean): FieldProblem[] {
  const declared = declaredIn(program);
  return Object.entries(values).flatMap(([name, value]): FieldProblem[] => {
    const code = problemOf(program, seen, name, value, mayCreate || declared.has(name) || Object.hasOwn(seen, name));
    return code === null ? [] : [{ path: name, code }];
  });
}

function problemOf(program: Program, seen: Seen, name: string, value: unknown, isKnown: boolean): string | null {
  if (stated[name]) return 'variable-fixed';
  if (!isKnown) return 'variable-unknown';
  if (value === null) return null;
  const options = optionsOf(program, name);
  if (options) return options.some((one) => one.value === value) ? null : 'variable-option';
  const was = kindOf(seen, name);
  return was === 'missing' || was === 'empty' || was === kindOf({ [name]: value }, name) ? null : 'variable-kind';
}
