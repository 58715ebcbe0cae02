import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { programSchema } from '../../schema/process/program.ts';
import { runScenario } from '../scenario/run-scenario.ts';
import { compile } from './compile.ts';
import { elementsOf, readTree, type Tree, writeTree } from './xml-tree.test-support.ts';

const folders = [new URL('./fixtures/miwg/', import.meta.url), new URL('../scenario/fixtures/', import.meta.url)];
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.bpmn'))
    .map((name) => readFileSync(new URL(name, folder))),
);
// Small files give many more runs for the same time.
const small = files.filter((file) => file.length < 6_000);
const texts = small.map((file) => file.toString('utf8'));

/** What a file must come to whatever it holds: a program that runs to an answer, or findings. */
function check(source: string | Uint8Array): void {
  const compiled = compile(source);
  if ('refused' in compiled) {
    expect(compiled.refused.length).toBeGreaterThan(0);
    for (const { code } of compiled.refused) expect(code).toMatch(/^(unsupported|invalid)-[a-z-]+$|^not-(executable|well-formed)$/);
    return;
  }
  const outcome = runScenario(compiled.program, { variables: { x: 1 }, steps: [{ advance: 'P1D' }] });
  expect(JSON.parse(JSON.stringify(outcome))).toHaveProperty('exit');
}

const pieces = [
  '<task id="z"/>',
  '</process>',
  '<!--',
  '&x;',
  'id=""',
  '<sequenceFlow id="zz" sourceRef="s" targetRef="s"/>',
  '<![CDATA[',
  '<extensionElements/>',
  '${',
  ' cancelActivity="true"',
  '<timerEventDefinition/>',
  '\u0000',
  '𠮷',
];

describe('any file', () => {
  it.each(files.map((file, at) => [at, file] as const))('number %i of the fixtures has an answer', (_at, file) => check(file));

  it('compiles to what the program schema describes', () => {
    for (const file of files) {
      const compiled = compile(file);
      if ('program' in compiled) expect(programSchema.parse(compiled.program)).toEqual(compiled.program);
    }
  });

  it('has an answer after bytes of it were changed', () => {
    const change = fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) });
    fc.assert(
      fc.property(fc.constantFrom(...small), fc.array(change, { minLength: 1, maxLength: 6 }), (file, changes) => {
        const bytes = new Uint8Array(file);
        for (const { at, byte } of changes) bytes[at % bytes.length] = byte;
        check(bytes);
      }),
      { numRuns: 300 },
    );
  });

  it('has an answer after pieces of it were cut, doubled, moved or put in', () => {
    const edit = fc.record({ at: fc.nat(), length: fc.integer({ min: 0, max: 120 }), put: fc.constantFrom('', 'twice', ...pieces) });
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 4 }), (text, edits) => {
        let changed = text;
        for (const { at, length, put } of edits) {
          const from = at % (changed.length + 1);
          const cut = changed.slice(from, from + length);
          changed = changed.slice(0, from) + (put === 'twice' ? cut + cut : put) + changed.slice(from + length);
        }
        check(changed);
      }),
      { numRuns: 300 },
    );
  });

  it('has an answer after its elements were renamed or its references crossed', () => {
    const words = [
      'userTask',
      'startEvent',
      'endEvent',
      'exclusiveGateway',
      'inclusiveGateway',
      'eventBasedGateway',
      'boundaryEvent',
      'subProcess',
      'adHocSubProcess',
      'complexGateway',
      'callActivity',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.constantFrom(...words),
        fc.constantFrom(...words),
        fc.nat(),
        fc.nat(),
        (text, from, to, a, b) => {
          const ids = [...text.matchAll(/ id="([^"]+)"/g)].map((match) => match[1] ?? '');
          const renamed = text.replaceAll(new RegExp(`(</?)${from}(?=[ />])`, 'g'), `$1${to}`);
          check(renamed.replace(`targetRef="${ids[a % ids.length]}"`, `targetRef="${ids[b % ids.length]}"`));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('has an answer after elements and attributes of it were dropped, doubled, moved or exchanged', () => {
    const kinds = ['drop', 'double', 'move', 'rename', 'drop attribute', 'swap values', 'empty value'] as const;
    const change = fc.record({ kind: fc.constantFrom(...kinds), at: fc.nat(), other: fc.nat() });
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 4 }), (text, changes) => {
        const tree = readTree(text);
        for (const { kind, at, other } of changes) mutate(tree, kind, at, other);
        check(writeTree(tree));
      }),
      { numRuns: 400 },
    );
  });

  it('has an answer wherever it is cut off, and in whatever encoding it is read', () => {
    fc.assert(
      fc.property(fc.constantFrom(...small), fc.nat(), fc.constantFrom('utf8', 'utf16le', 'latin1'), (file, at, encoding) => {
        const cut = file.subarray(0, at % file.length);
        check(cut);
        check(Buffer.from(cut.toString('utf8'), encoding));
      }),
      { numRuns: 200 },
    );
  });
});

const BPMN = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"';
const processOf = (body: string): string => `<definitions ${BPMN}><process id="p">${body}</process></definitions>`;
const flow = (from: string, to: string): string => `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;
const many = (n: number, one: (i: number) => string): string => Array.from({ length: n }, (_, i) => one(i)).join('');
const code = (source: string): unknown => {
  const compiled = compile(source);
  return 'refused' in compiled ? compiled.refused[0]?.code : 'runs';
};

describe('a file out of all proportion', () => {
  const MANY = 20_000;

  it.each([
    ['a chain', processOf(`<task id="t0"/>${many(MANY, (i) => `<task id="t${i + 1}"/>${flow(`t${i}`, `t${i + 1}`)}`)}`)],
    ['a fan', processOf(`<task id="s"/>${many(MANY, (i) => `<task id="t${i}"/>${flow('s', `t${i}`)}`)}`)],
    ['a row of inclusive gateways', processOf(`<task id="j0"/>${many(2_000, diamond)}`)],
    ['events of as many messages', withMessages(MANY)],
    ['as many compensation handlers', processOf(`<task id="s"/>${many(4_000, undone)}`)],
  ])('%s runs', (_title, source) => {
    const compiled = compile(source);
    if ('refused' in compiled) throw new Error(JSON.stringify(compiled.refused.slice(0, 3)));
    expect(runScenario(compiled.program, {})).toMatchObject({ exit: 0 });
  });

  it.each([
    [
      'unknown elements in one another',
      processOf(`<extensionElements>${'<x xmlns="u">'.repeat(50_000)}${'</x>'.repeat(50_000)}</extensionElements><task id="t"/>`),
    ],
    [
      'an expression of parentheses',
      processOf(
        `<task id="a"/><task id="b"/><sequenceFlow id="f" sourceRef="a" targetRef="b"><conditionExpression>${'('.repeat(20_000)}true${')'.repeat(20_000)}</conditionExpression></sequenceFlow>`,
      ),
    ],
    ['a name of five million letters', processOf(`<task id="a" name="${'x'.repeat(5_000_000)}"/>`)],
    ['as many attributes', processOf(`<task id="a" ${many(MANY, (i) => `xmlns:a${i}="u${i}" a${i}:b="1" `)}/>`)],
  ])('%s has an answer', (_title, source) => check(source));

  it('reads sub-processes however deep they lie in one another', () => {
    const nested = many(3_000, (i) => `<subProcess id="s${i}">`);
    expect(code(processOf(`${nested}<task id="t"/>${'</subProcess>'.repeat(3_000)}`))).toBe('runs');
  });

  it('expands no entity, however many are nested, and reads no other file', () => {
    const bomb = `<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">${many(9, (i) => `<!ENTITY ${'b'.repeat(i + 1)} "${`&${'b'.repeat(i) || 'a'};`.repeat(10)}">`)}]>`;
    expect(code(`${bomb}${processOf('<task id="t" name="&bbbbbbbbb;"/>')}`)).toBe('unsupported-entity');
    expect(code(`<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hosts">]>${processOf('<task id="t" name="&x;"/>')}`)).toBe(
      'unsupported-entity',
    );
    expect(code(`<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">${processOf('<task id="t"/>')}`)).toBe('runs');
  });
});

function diamond(i: number): string {
  const [split, a, b, join] = [`g${i}`, `a${i}`, `b${i}`, `j${i + 1}`];
  const nodes = `<inclusiveGateway id="${split}"/><task id="${a}"/><task id="${b}"/><inclusiveGateway id="${join}"/>`;
  return nodes + flow(`j${i}`, split) + flow(split, a) + flow(split, b) + flow(a, join) + flow(b, join);
}

function undone(i: number): string {
  return `<task id="w${i}"/>${flow('s', `w${i}`)}<boundaryEvent id="b${i}" attachedToRef="w${i}"><compensateEventDefinition/></boundaryEvent><task id="u${i}" isForCompensation="true"/><association id="as${i}" sourceRef="b${i}" targetRef="u${i}"/>`;
}

function withMessages(n: number): string {
  const starts = many(n, (i) => `<startEvent id="s${i}"><messageEventDefinition messageRef="m${i}"/></startEvent>`);
  return `<definitions ${BPMN}>${many(n, (i) => `<message id="m${i}"/>`)}<process id="p">${starts}</process></definitions>`;
}

/** One change of a file's structure; what it meets is picked by two numbers. */
function mutate(tree: Tree, kind: string, at: number, other: number): void {
  const elements = elementsOf(tree);
  const one = elements[at % elements.length]!;
  const two = elements[other % elements.length]!;
  const parent = elements.find((candidate) => candidate.children.includes(one));
  const [attribute, another] = [one.attributes[other % (one.attributes.length || 1)], two.attributes[at % (two.attributes.length || 1)]];
  if (kind === 'rename') one.name = two.name;
  else if (kind === 'drop attribute') one.attributes = one.attributes.filter((each) => each !== attribute);
  else if (kind === 'empty value' && attribute) attribute[1] = '';
  else if (kind === 'swap values' && attribute && another) [attribute[1], another[1]] = [another[1], attribute[1]];
  else if (parent && kind === 'drop') parent.children = parent.children.filter((child) => child !== one);
  else if (parent && kind === 'double') parent.children.push(readTree(writeTree(one)));
  else if (parent && kind === 'move' && !elementsOf(one).includes(two)) {
    parent.children = parent.children.filter((child) => child !== one);
    two.children.push(one);
  }
}
