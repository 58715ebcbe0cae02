import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { contentType } from './content-model.ts';

/** Complex types and elements as OMG's schema declares them. */
function declared(): { types: Map<string, string[]>; elements: Map<string, string> } {
  const path = createRequire(import.meta.url).resolve('bpmn-moddle/resources/bpmn/xsd/Semantic.xsd');
  const types = new Map<string, string[]>();
  const elements = new Map<string, string>();
  let type: string | undefined;
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'xsd:complexType' && attributes['name']) types.set((type = attributes['name']), []);
    if (name === 'xsd:attribute' && type !== undefined && attributes['name']) types.get(type)?.push(attributes['name']);
    if (name === 'xsd:element' && type === undefined && attributes['name'] && attributes['type'])
      elements.set(attributes['name'], attributes['type']);
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'xsd:complexType') type = undefined;
  });
  parser.write(readFileSync(path, 'utf8')).close();
  return { types, elements };
}

describe('the content model', () => {
  const { types, elements } = declared();

  it('has every type of the schema with its attributes', () => {
    expect(types.size).toBeGreaterThan(130);
    for (const [name, attributes] of types) {
      const known = contentType(name);
      expect(known, name).toBeDefined();
      expect([...(known?.attributes.keys() ?? [])]).toEqual(expect.arrayContaining(attributes));
    }
  });

  it('lets every flow element stand in a process under its own type', () => {
    const process = contentType('tProcess');
    for (const [name, type] of elements) {
      if (
        /Task$|Gateway$|^(start|end|boundary|intermediate).*Event$|^(subProcess|transaction|adHocSubProcess)$/.test(name) &&
        !/^global|^choreography/.test(name)
      ) {
        expect(process?.children.get(name)?.type, name).toBe(type);
      }
    }
  });
});
