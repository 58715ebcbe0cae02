import { attribute, type XmlElement } from '../xml/element.ts';

/** The namespaces of DMN 1.1 to 1.5; what is read of them is the same. */
export const DMN: ReadonlySet<string> = new Set([
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
  'http://www.omg.org/spec/DMN/20180521/MODEL/',
  'https://www.omg.org/spec/DMN/20191111/MODEL/',
  'https://www.omg.org/spec/DMN/20211108/MODEL/',
  'https://www.omg.org/spec/DMN/20230324/MODEL/',
]);

/** The children of an element that are of its own namespace, in file order; with names, those of these names. */
export function partsOf(element: XmlElement, ...locals: string[]): XmlElement[] {
  return element.children.filter((child) => child.uri === element.uri && (locals.length === 0 || locals.includes(child.local)));
}

export function partOf(element: XmlElement, local: string): XmlElement | undefined {
  return element.children.find((child) => child.uri === element.uri && child.local === local);
}

/** The name of an element as FEEL reads names: single spaces between its words. */
export function nameOf(element: XmlElement): string | undefined {
  return attribute(element, 'name')?.replace(/\s+/g, ' ');
}

/** The name that the value of a decision, input or function goes by: that of its variable, else its own. */
export function variableOf(element: XmlElement): string {
  const variable = partOf(element, 'variable');
  return (variable && nameOf(variable)) ?? nameOf(element) ?? attribute(element, 'id') ?? '';
}

/** The text an element holds in its `text`; the empty string where there is none. */
export function textOf(element: XmlElement | undefined): string {
  return (element && partOf(element, 'text')?.text.trim()) ?? '';
}
