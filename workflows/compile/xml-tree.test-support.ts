import { SaxesParser } from 'saxes';

/** An XML file as a tree that can be changed and written again. */
export interface Tree {
  name: string;
  attributes: [string, string][];
  children: (Tree | string)[];
}

export function readTree(xml: string): Tree {
  const parser = new SaxesParser({});
  const stack: Tree[] = [{ name: '', attributes: [], children: [] }];
  parser.on('opentag', ({ name, attributes }) => {
    const tree: Tree = { name, attributes: Object.entries(attributes), children: [] };
    stack.at(-1)?.children.push(tree);
    stack.push(tree);
  });
  parser.on('closetag', () => {
    stack.pop();
  });
  const addText = (text: string): void => {
    stack.at(-1)?.children.push(text);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(xml.replace(/^\uFEFF/, '')).close();
  const root = stack[0]?.children.find((child) => typeof child !== 'string');
  if (!root) throw new Error('The file has no root element.');
  return root;
}

/** How a tree is written: the same file in other words. */
export interface Style {
  text?: (text: string) => string;
  /** What stands before each element. */
  before?: (tree: Tree) => string;
  attribute?: (name: string, value: string) => string;
}

export function writeTree(tree: Tree, style: Style = {}): string {
  const attribute = style.attribute ?? ((name, value) => `${name}="${escaped(value)}"`);
  const text = style.text ?? escaped;
  const inner = tree.children.map((child) => (typeof child === 'string' ? text(child) : writeTree(child, style))).join('');
  const attributes = tree.attributes.map(([name, value]) => ` ${attribute(name, value)}`).join('');
  return `${style.before?.(tree) ?? ''}<${tree.name}${attributes}>${inner}</${tree.name}>`;
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\n', '&#10;');
}

/** Every element of a tree, the root first. */
export function elementsOf(tree: Tree): Tree[] {
  return [tree, ...tree.children.flatMap((child) => (typeof child === 'string' ? [] : elementsOf(child)))];
}
