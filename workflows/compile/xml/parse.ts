import { SaxesParser } from 'saxes';
import { BPMNDI, type XmlElement } from './element.ts';

/** The root element, or what keeps the text from being well-formed XML (XML 1.0 with namespaces). */
export type Parsed = { root: XmlElement } | { error: { code: 'not-well-formed' | 'unsupported-entity'; message: string } };

/**
 * Reads XML text into a tree. No DTD is expanded and nothing is fetched: a reference to an entity that a DTD declares is
 * `unsupported-entity`. Diagram interchange is left out of the tree; it has no bearing on the run.
 */
export function parseXml(text: string): Parsed {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const stack: XmlElement[] = [];
  let root: XmlElement | null = null;
  let failure: string | null = null;
  let doctype = false;
  let diagram = 0;
  let order = 0;

  parser.on('error', (error) => {
    failure ??= error.message;
  });
  parser.on('doctype', () => {
    doctype = true;
  });
  parser.on('opentag', (tag) => {
    if (diagram > 0 || tag.uri === BPMNDI) {
      diagram += 1;
      return;
    }
    const parent = stack.at(-1) ?? null;
    const element: XmlElement = {
      uri: tag.uri,
      local: tag.local,
      attributes: new Map(),
      foreign: [],
      children: [],
      parent,
      text: '',
      line: parser.line,
      order: order++,
      prefixes: tag.ns && Object.keys(tag.ns).length > 0 ? tag.ns : null,
    };
    for (const one of Object.values(tag.attributes)) {
      if (one.prefix === 'xmlns' || one.name === 'xmlns') continue;
      if (one.uri === '') element.attributes.set(one.local, one.value);
      else element.foreign.push({ uri: one.uri, local: one.local, value: one.value });
    }
    if (parent) parent.children.push(element);
    else root ??= element;
    stack.push(element);
  });
  parser.on('closetag', () => {
    if (diagram > 0) diagram -= 1;
    else stack.pop();
  });
  const addText = (value: string): void => {
    const top = stack.at(-1);
    if (top && diagram === 0) top.text += value;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);

  // A missing root and an unclosed tag are reported when the input ends.
  for (let at = 0; at < text.length && failure === null; at += CHUNK) parser.write(text.slice(at, at + CHUNK));
  if (failure === null) parser.close();
  if (failure !== null) {
    const undefinedEntity = doctype && /undefined entity/.test(failure);
    return { error: { code: undefinedEntity ? 'unsupported-entity' : 'not-well-formed', message: failure } };
  }
  return root ? { root } : { error: { code: 'not-well-formed', message: 'The file has no root element.' } };
}

const CHUNK = 65_536;
