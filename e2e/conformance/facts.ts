import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { SaxesParser, type SaxesTagNS } from 'saxes';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const MODEL = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

interface Open {
  of: string;
  name: string;
  /** How many children of a name it has had. */
  counts: Map<string, number>;
  text: string;
  namespaces: Record<string, string>;
}

/** One thing that a file says of one of its elements; `of` is the element's id, or its place. */
export interface Fact {
  of: string;
  says: string;
}

/**
 * What an XML file says: which elements there are, of what type and in what, with which attributes and text, the diagram
 * included. Left out is what says nothing: the order of elements of different names, prefixes, white space, how a number
 * is written, and attributes that only repeat their default.
 */
export function factsOf(xml: string): Fact[] {
  const parser = new SaxesParser({ xmlns: true });
  const facts: Fact[] = [];
  const stack: Open[] = [];
  parser.on('opentag', (tag) => {
    const parent = stack.at(-1);
    const here = { ...parent?.namespaces, ...tag.ns };
    const name = nameOf(tag);
    const at = (parent?.counts.get(name) ?? 0) + 1;
    parent?.counts.set(name, at);
    const of = tag.attributes['id']?.value ?? `${parent?.of ?? ''}/${name}[${at}]`;
    facts.push({ of, says: `is ${tag.uri} ${name} in ${parent?.of ?? 'nothing'}` });
    for (const says of attributesOf(tag, here)) facts.push({ of, says });
    stack.push({ of, name, counts: new Map(), text: '', namespaces: here });
  });
  const addText = (text: string): void => {
    const top = stack.at(-1);
    if (top) top.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const done = stack.pop();
    if (done && done.text.trim() !== '') facts.push({ of: done.of, says: `${done.name}: ${normal(done.text, done.namespaces)}` });
  });
  parser.write(xml).close();
  return facts;
}

/** A formal expression may be an element of its own, or an expression that says so. */
function nameOf({ local }: SaxesTagNS): string {
  return local === 'formalExpression' ? 'expression' : local;
}

function attributesOf(tag: SaxesTagNS, namespaces: Record<string, string>): string[] {
  const found = tag.local === 'formalExpression' ? [`type {${MODEL}}tFormalExpression`] : [];
  for (const { prefix, name, local, uri, value } of Object.values(tag.attributes)) {
    if (prefix === 'xmlns' || name === 'xmlns' || local === 'schemaLocation' || defaults.get(local)?.has(value)) continue;
    if (uri !== XSI) found.push(`${local} of “${uri}”: ${normal(value, namespaces)}`);
    // A way point is a point whether it says so or not.
    else if (tag.local !== 'waypoint') found.push(`type ${qualified(value, namespaces)}`);
  }
  return found;
}

function normal(value: string, namespaces: Record<string, string>): string {
  const text = value.replace(/\s+/g, ' ').trim();
  if (/^-?\d+(\.\d+)?$/.test(text)) return String(Number(text));
  return /^[\w-]+:[^\s:]+$/.test(text) ? qualified(text, namespaces) : text;
}

function qualified(name: string, namespaces: Record<string, string>): string {
  const [prefix, local] = name.includes(':') ? name.split(':') : ['', name];
  const uri = namespaces[prefix ?? ''];
  return uri === undefined ? name : `{${uri}}${local}`;
}

/** Attribute names with the values they have when they are left out. */
const defaults = new Map<string, Set<string>>();
const require = createRequire(import.meta.url);
for (const name of ['bpmn', 'bpmndi', 'dc', 'di']) {
  const path = require.resolve(`bpmn-moddle/resources/bpmn/json/${name}.json`);
  const { types } = JSON.parse(readFileSync(path, 'utf8')) as { types: { properties?: { name: string; default?: unknown }[] }[] };
  for (const { name: attribute, default: value } of types.flatMap((type) => type.properties ?? [])) {
    if (value === undefined) continue;
    const known = defaults.get(attribute);
    if (known) known.add(String(value));
    else defaults.set(attribute, new Set([String(value)]));
  }
}
