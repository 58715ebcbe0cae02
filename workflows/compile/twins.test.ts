import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { elementsOf, escaped, readTree, type Tree, writeTree } from './xml-tree.test-support.ts';

const folder = new URL('../scenario/fixtures/', import.meta.url);
const trees = readdirSync(folder)
  .filter((name) => name.endsWith('.bpmn'))
  .map((name) => [name, readTree(readFileSync(new URL(name, folder), 'utf8'))] as const);
const meanings = new Map(trees.map(([, tree]) => [tree, meaning(writeTree(tree))]));

/** The program or the findings of a file, without what only tells the places of elements in it. */
function meaning(source: string | Uint8Array): unknown {
  const compiled = compile(source, { decoder: (bytes, encoding) => iconv.decode(Buffer.from(bytes), encoding) });
  if ('refused' in compiled) return compiled.refused.map(({ element, code }) => `${element} ${code}`);
  const { processes, scopes, flows } = compiled.program;
  const nodes = Object.fromEntries(Object.entries(compiled.program.nodes).map(([id, node]) => [id, { ...node, order: 0 }]));
  return { processes, scopes, flows, nodes };
}

const declared = (encoding: string, tree: Tree): string => `<?xml version="1.0" encoding="${encoding}"?>${writeTree(tree)}`;
const letters = (text: string): string => [...text].map((letter) => `&#${letter.codePointAt(0)};`).join('');
/** Names of BPMN get a prefix, as most editors write it. */
const prefixed = (tree: Tree): Tree => ({
  name: tree.name.includes(':') ? tree.name : `b:${tree.name}`,
  attributes: tree.attributes.map(([name, value]) => [
    name === 'xmlns' ? 'xmlns:b' : name,
    value.replace(/^tFormalExpression$/, 'b:tFormalExpression'),
  ]),
  children: tree.children.map((child) => (typeof child === 'string' ? child : prefixed(child))),
});
const foreign = '<f:thing xmlns:f="urn:foreign" f:of="x" plain="y"><f:inner/>text</f:thing>';
const containers = new Set(['process', 'subProcess', 'definitions', 'task', 'userTask', 'sequenceFlow']);

/** The same file in other words. */
const twins: [string, (tree: Tree) => string | Uint8Array][] = [
  ['a mark of UTF-8', (tree) => `\uFEFF${writeTree(tree)}`],
  ['UTF-16, low byte first', (tree) => iconv.encode(declared('UTF-16', tree), 'utf16le', { addBOM: true })],
  ['UTF-16, high byte first', (tree) => iconv.encode(declared('UTF-16', tree), 'utf16be', { addBOM: true })],
  ['GBK', (tree) => iconv.encode(declared('GBK', tree), 'gbk')],
  ['windows-1252, all else as numbers', (tree) => Buffer.from(declared('windows-1252', tree).replace(/[^\0-~]/gu, letters), 'latin1')],
  ['a prefix for BPMN', (tree) => writeTree(prefixed(tree))],
  ['text in CDATA', (tree) => writeTree(tree, { text: (text) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>` })],
  ['every letter of text by its number', (tree) => writeTree(tree, { text: letters })],
  ['comments and instructions before every element', (tree) => writeTree(tree, { before: () => '<!-- <a> & --><?tool do="this"?>' })],
  [
    'single quotes and white space in tags',
    (tree) => writeTree(tree, { attribute: (name, value) => `\n\t${name} = '${escaped(value).replaceAll("'", '&apos;')}'` }),
  ],
  ['a DTD', (tree) => `<!DOCTYPE definitions [<!ELEMENT x ANY><!ENTITY unused "y">]>${writeTree(tree)}`],
  [
    'attributes of unknown namespaces',
    (tree) =>
      writeTree(tree, {
        attribute: (name, value) => {
          const prefix = `q-${name.replace(/\W/g, '')}`;
          return `${name}="${escaped(value)}" xmlns:${prefix}="urn:${prefix}" ${prefix}:other="1"`;
        },
      }),
  ],
  [
    'elements of unknown namespaces',
    (tree) => {
      const copy = readTree(writeTree(tree));
      for (const one of elementsOf(copy)) if (containers.has(one.name)) one.children.unshift(readTree(foreign));
      return writeTree(copy);
    },
  ],
];

describe.each(twins)('written with %s', (_title, twin) => {
  it('every fixture means the same', () => {
    for (const [name, tree] of trees) expect(meaning(twin(tree)), name).toEqual(meanings.get(tree));
  });
});

it('elements in another order mean the same, but for what the order says', () => {
  fc.assert(
    fc.property(fc.constantFrom(...trees), fc.infiniteStream(fc.nat()), ([, tree], numbers) => {
      const copy = readTree(writeTree(tree));
      // Root elements may be shuffled freely: only processes and their parts are run in the order of the file.
      const [first, ...others] = copy.children.filter((child) => typeof child !== 'string' && child.name !== 'process');
      const processes = copy.children.filter((child) => typeof child !== 'string' && child.name === 'process');
      const shuffled = others.toSorted(() => (numbers.next().value % 3) - 1);
      copy.children = [...processes, ...shuffled, ...(first === undefined ? [] : [first])];
      const before = meanings.get(tree);
      const after = meaning(writeTree(copy));
      if (!Array.isArray(before)) expect(after).toEqual(before);
      else expect(new Set(after as string[])).toEqual(new Set(before));
    }),
    { numRuns: 150 },
  );
});
