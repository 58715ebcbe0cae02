import { describe, expect, it } from 'vitest';
import { decision, file, literal, needs, table } from '../../../workflows/compile/decision/decision.test-support.ts';
import { compile } from '../../../workflows/compile/compile.ts';
import { definitionsIn, withDecision, withoutDecision, writeDmn } from './dmn-xml.ts';

// What dmn-js reads and writes with. The library has no declarations of its own.
const library: string = 'dmn-moddle';
const { DmnModdle } = (await import(library)) as {
  DmnModdle: new () => {
    fromXML(xml: string, type: string): Promise<{ rootElement: object; warnings: unknown[] }>;
    toXML(element: object, options: object): Promise<{ xml: string }>;
  };
};

const graph =
  '<inputData id="i" name="level"><variable name="level" typeRef="feel:string"/></inputData>' +
  `<businessKnowledgeModel id="f" name="half"><encapsulatedLogic><formalParameter name="n" typeRef="number"/>${literal('n / 2')}</encapsulatedLogic></businessKnowledgeModel>` +
  decision(
    'e',
    table({ inputs: [['level', '"甲", "乙"']], outputs: [['r', '"a & <b>"', '"x"']], rules: [['not("甲")', '"a & <b>"']] }),
    needs('i', 'Input') + needs('f', 'Knowledge'),
  ) +
  decision('d', literal('if e = "x"\n  then 1 else half(2)'), needs('e'));

const of = (dmn: string, namespace?: string): string => writeDmn(definitionsIn(file(dmn, undefined, namespace))[0]!);
const back = (dmn: string): string =>
  file(graph).replace(/<extensionElements>.*<\/extensionElements>/s, () => `<extensionElements>${dmn}</extensionElements>`);

function decisions(bpmn: string): unknown {
  const compiled = compile(bpmn);
  return 'program' in compiled ? { decisions: compiled.program.decisions, knowledge: compiled.program.knowledge } : compiled.refused;
}

async function edited(dmn: string): Promise<string> {
  const { rootElement, warnings } = await new DmnModdle().fromXML(dmn, 'dmn:Definitions');
  expect(warnings).toEqual([]);
  return (await new DmnModdle().toXML(rootElement, { format: false, preamble: false })).xml;
}

describe('the DMN of a file', () => {
  it.each(['http://www.omg.org/spec/DMN/20151101/dmn.xsd', 'https://www.omg.org/spec/DMN/20230324/MODEL/'])(
    'of %s goes through the editor without loss',
    async (namespace) => {
      const written = of(graph, namespace);
      expect(decisions(back(written))).toEqual(decisions(file(graph)));
      expect(decisions(back(await edited(written)))).toEqual(decisions(file(graph)));
    },
  );

  it('keeps what others wrote into it', () => {
    const foreign = decision('d', literal('1')).replace('<decision ', '<decision xmlns:m="urn:mine" m:note="a&quot;&#10;b" ');
    expect(of(foreign)).toContain('n1:note="a&quot;&#10;b"');
    expect(of(foreign)).toContain('xmlns:n1="urn:mine"');
  });

  it('takes a new table, with a place in the drawing', async () => {
    const first = withDecision(null, 'Decision_1', '收费 "A" & B');
    const second = withDecision(first, 'Decision_2', '二');
    const written = await edited(second);
    expect(written).toContain('dmnElementRef="Decision_2"');
    expect(decisions(back(written))).toEqual([
      expect.objectContaining({ element: 'Decision_1', code: 'invalid-expression' }),
      expect.objectContaining({ element: 'Decision_2', code: 'invalid-expression' }),
      expect.objectContaining({ element: 'rule', code: 'invalid-reference' }),
    ]);
    expect(withDecision(of(graph), 'Decision_1', 'x')).not.toContain('DMNShape');
  });

  it('loses a decision and its place, and goes with the last', () => {
    const two = withDecision(withDecision(null, 'a', 'a'), 'b', 'b');
    const one = withoutDecision(two, 'a');
    expect(one).not.toContain('"a"');
    expect(one).toContain('dmnElementRef="b"');
    expect(withoutDecision(one ?? '', 'b')).toBe(null);
  });
});
