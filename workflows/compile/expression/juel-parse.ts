/** The small language of `${…}` in vendor files: names, literals, `!name`, comparisons, `&&` `||` `and` `or`. */
export type Juel =
  | { kind: 'literal'; value: string | number | boolean | null }
  | { kind: 'name'; path: string[] }
  | { kind: 'not'; operand: Juel }
  | { kind: 'compare'; operator: CompareOperator; left: Juel; right: Juel }
  | { kind: 'and' | 'or'; left: Juel; right: Juel };
export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(&&|\|\||==|!=|<=|>=|<|>|!|\(|\)|-|\.)|([\p{L}_$][\p{L}\p{N}_$]*))/uy;
const WORDS: Record<string, string> = { and: '&&', or: '||', eq: '==', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=', not: '!' };
/** Names that stand for the vendor's own objects, not for variables. */
const OBJECTS = new Set(['execution', 'task', 'authenticatedUserId', 'caseExecution', 'connector', 'empty', 'div', 'mod', 'instanceof']);

type Token = { kind: 'value'; value: string | number | boolean | null } | { kind: 'sign'; sign: string } | { kind: 'name'; name: string };

/** The text inside `${…}` or `#{…}`, when that is all there is. */
export function insideBraces(text: string): string | undefined {
  return /^[$#]\{([^{}]*)\}$/s.exec(text.trim())?.[1];
}

export function hasBraces(text: string): boolean {
  return /[$#]\{/.test(text);
}

/** Parses the inside of `${…}`; null for anything the small language does not have (method calls, arithmetic, ternaries). */
export function parseJuel(text: string): Juel | null {
  const tokens = tokenize(text);
  if (!tokens || tokens.length === 0 || tokens.length > 2000) return null;
  let at = 0;
  const sign = (...signs: string[]): string | undefined => {
    const token = tokens[at];
    if (token?.kind !== 'sign' || !signs.includes(token.sign)) return undefined;
    at += 1;
    return token.sign;
  };
  const either =
    (kind: 'and' | 'or', text_: string, next: () => Juel | null): (() => Juel | null) =>
    () => {
      let left = next();
      while (left && sign(text_)) {
        const right = next();
        left = right && { kind, left, right };
      }
      return left;
    };
  const primary = (): Juel | null => {
    if (sign('!')) {
      const operand = primary();
      return operand && { kind: 'not', operand };
    }
    if (sign('(')) {
      const inner = disjunction();
      return sign(')') ? inner : null;
    }
    const minus = sign('-') !== undefined;
    const token = tokens[at++];
    if (token?.kind === 'value')
      return minus && typeof token.value !== 'number' ? null : { kind: 'literal', value: minus ? -Number(token.value) : token.value };
    if (token?.kind !== 'name' || minus || OBJECTS.has(token.name)) return null;
    const path = [token.name];
    while (sign('.')) {
      const next = tokens[at++];
      if (next?.kind !== 'name') return null;
      path.push(next.name);
    }
    return { kind: 'name', path };
  };
  const comparison = (): Juel | null => {
    const left = primary();
    const operator = sign('==', '!=', '<', '<=', '>', '>=');
    if (!left || !operator) return left;
    const right = primary();
    return right && { kind: 'compare', operator: operator as CompareOperator, left, right };
  };
  const conjunction = either('and', '&&', comparison);
  const disjunction = either('or', '||', conjunction);
  const result = disjunction();
  return at === tokens.length ? result : null;
}

/** The variables it reads. */
export function namesOf(juel: Juel): string[] {
  if (juel.kind === 'literal') return [];
  if (juel.kind === 'name') return [juel.path[0] ?? ''];
  if (juel.kind === 'not') return namesOf(juel.operand);
  return [...new Set([...namesOf(juel.left), ...namesOf(juel.right)])];
}

function tokenize(text: string): Token[] | null {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN.source, TOKEN.flags);
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const match = pattern.exec(text);
    if (!match) return null;
    const [, number, string, mark, word] = match;
    if (number !== undefined) tokens.push({ kind: 'value', value: Number(number) });
    else if (string !== undefined) tokens.push({ kind: 'value', value: string.slice(1, -1).replace(/\\(.)/g, '$1') });
    else if (mark !== undefined) tokens.push({ kind: 'sign', sign: mark });
    else if (word === 'true' || word === 'false') tokens.push({ kind: 'value', value: word === 'true' });
    else if (word === 'null') tokens.push({ kind: 'value', value: null });
    else if (word !== undefined && Object.hasOwn(WORDS, word)) tokens.push({ kind: 'sign', sign: WORDS[word] ?? word });
    else if (word !== undefined) tokens.push({ kind: 'name', name: word });
  }
  return tokens;
}
