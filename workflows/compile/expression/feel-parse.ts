import { evaluate, parseExpression, parseUnaryTests } from 'feelin';

type Tree = ReturnType<typeof parseExpression>;
export type SyntaxNode = Tree['topNode'];

/** A FEEL expression that parses: its tree, and the names it reads from outside. */
export interface ParsedFeel {
  text: string;
  tree: Tree;
  names: string[];
}

/** Functions that the product adds to FEEL; their values come with each evaluation. */
export const OWN_FUNCTIONS = ['now', 'today', 'add workdays', 'clock due'] as const;

/** The text of an expression as FEEL reads it: Camunda 8 puts `=` before it. */
export function withoutEquals(text: string): string {
  const trimmed = text.trim();
  return trimmed.startsWith('=') && !trimmed.startsWith('==') ? trimmed.slice(1).trim() : trimmed;
}

/**
 * Parses FEEL (DMN 1.5, chapter 10). `declared` are names the file declares, so that those with signs in them are read
 * as names; `callable` are functions it adds. Gives a message when it does not parse, calls a function that does not
 * exist, or is a test and no value (`== 5`, `> 5`).
 */
export function parseFeel(text: string, declared: readonly string[] = [], callable: readonly string[] = []): Parsed {
  return check(text, parseExpression(text, contextOf(declared, callable), undefined), callable, false);
}

/** Parses the unary tests of a decision table's cell (DMN 1.5, 10.3.1.2, grammar rule 15); `?` is the input's value. */
export function parseTests(text: string, declared: readonly string[] = [], callable: readonly string[] = []): Parsed {
  return check(text, parseUnaryTests(text, contextOf(declared, callable), undefined), callable, true);
}

type Parsed = ParsedFeel | { message: string };

function contextOf(declared: readonly string[], callable: readonly string[]): Record<string, null> {
  return Object.fromEntries([...OWN_FUNCTIONS, ...callable, ...declared].map((name) => [name, null]));
}

function check(text: string, tree: Tree, callable: readonly string[], tests: boolean): Parsed {
  if (text.trim() === '') return { message: 'The expression is empty.' };
  const names = new Set<string>();
  const bound = boundNames(tree, text);
  let message: string | undefined;
  tree.iterate({
    enter: (node) => {
      if (message !== undefined) return false;
      if (node.type.isError) message = syntaxMessage(text, node.from);
      else if (node.name === 'SimplePositiveUnaryTest' && isStrayTest(node.node)) message = `“${textOf(node, text)}” is no value.`;
      else if (node.name === '?' && !tests) message = `“?” stands for an input’s value in a decision table only: “${shorten(text)}”.`;
      else if (node.name === 'VariableName') {
        const name = nameAt(node.node, text);
        const called = node.node.nextSibling?.name === '(' && node.node.parent?.name === 'FunctionInvocation';
        if (!called) names.add(name);
        else if (!callable.includes(name) && !isFunction(name) && !bound.has(name)) message = `There is no function “${name}”.`;
      }
      return undefined;
    },
  });
  if (message !== undefined) return { message };
  return { text, tree, names: [...names] };
}

/** The words of a name, one space between them. */
export function nameAt(node: SyntaxNode, text: string): string {
  return text.slice(node.from, node.to).replaceAll('`', '').replace(/\s+/g, ' ');
}

/** A function that FEEL has (DMN 1.5, 10.3.4), undefined when it has none of that name. */
export function builtin(name: string): ((...values: unknown[]) => unknown) | undefined {
  if (!/^[a-z]+( [a-z]+)*$/.test(name)) return undefined;
  const { value } = evaluate(name, {});
  return typeof value === 'function' ? (value as (...values: unknown[]) => unknown) : undefined;
}

const functions = new Map<string, boolean>(OWN_FUNCTIONS.map((name) => [name, true]));

function isFunction(name: string): boolean {
  let known = functions.get(name);
  if (known === undefined) {
    known = builtin(name) !== undefined;
    if (functions.size < 10_000) functions.set(name, known);
  }
  return known;
}

function boundNames(tree: Tree, text: string): Set<string> {
  const bound = new Set<string>();
  tree.iterate({
    enter: (node) => {
      if (node.name === 'Key' || node.name === 'ParameterName') bound.add(nameAt(node.node, text));
    },
  });
  return bound;
}

/** A comparison without its left side is a value nowhere but in `in`, filters and intervals. */
function isStrayTest(node: SyntaxNode): boolean {
  if (node.firstChild?.name === 'Interval') return false;
  const parent = node.parent?.name;
  return parent !== 'PositiveUnaryTest' && parent !== 'FilterExpression';
}

function textOf(node: { from: number; to: number }, text: string): string {
  return text.slice(node.from, node.to);
}

function syntaxMessage(text: string, at: number): string {
  const rest = text.slice(at, at + 20).trim();
  return rest === '' ? `The expression “${shorten(text)}” is incomplete.` : `Not understood at “${rest}” in “${shorten(text)}”.`;
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
