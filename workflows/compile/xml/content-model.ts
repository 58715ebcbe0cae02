import model from '../../../schema/process/bpmn-content-model.json' with { type: 'json' };

interface WrittenType {
  base?: string;
  children?: Record<string, string>;
  attributes?: Record<string, string>;
}

/** What BPMN's XML schema lets stand in an element of one type, inherited parts included. */
export interface ContentType {
  /** Element name → its type, and whether it may stand more than once. */
  children: Map<string, { type: string; many: boolean }>;
  /** Attribute name → its type, and whether it is required. */
  attributes: Map<string, { type: string; required: boolean }>;
}

const written = model.types as Record<string, WrittenType>;
const enums = model.enums as Record<string, string[]>;
const flat = new Map<string, ContentType>();

/** The content type of that name, undefined for a simple type (references, text). */
export function contentType(name: string): ContentType | undefined {
  const known = flat.get(name);
  if (known) return known;
  const own = written[name];
  if (!own) return undefined;
  const base = own.base === undefined ? undefined : contentType(own.base);
  const type: ContentType = { children: new Map(base?.children), attributes: new Map(base?.attributes) };
  for (const [child, spec] of Object.entries(own.children ?? {})) {
    type.children.set(child, { type: spec.replace(/\*$/, ''), many: spec.endsWith('*') });
  }
  for (const [attribute, spec] of Object.entries(own.attributes ?? {})) {
    type.attributes.set(attribute, { type: spec.replace(/!$/, ''), required: spec.endsWith('!') });
  }
  flat.set(name, type);
  return type;
}

/** The values a simple type allows, undefined when any text is allowed. */
export function allowedValues(type: string): readonly string[] | undefined {
  return type === 'boolean' ? ['true', 'false', '1', '0'] : enums[type];
}
