import { describe, expect, it } from 'vitest';
import approval from '../../../schema/process/approval-moddle.json' with { type: 'json' };
import diagram from '../../../schema/process/dmn-diagram-moddle.json' with { type: 'json' };
import { compile } from '../compile.ts';
import { decision, file, literal, needs, table } from './decision.test-support.ts';

interface Moddle {
  fromXML(text: string): Promise<{ rootElement: object; warnings: unknown[] }>;
  toXML(element: object, options: object): Promise<{ xml: string }>;
}

// The library has no declarations of its own.
const library: string = 'bpmn-moddle';
const { BpmnModdle } = (await import(library)) as { BpmnModdle: new (packages: object) => Moddle };

/** What the modeler makes of a file: read, and written again. */
async function exported(xml: string): Promise<string> {
  const { rootElement, warnings } = await new BpmnModdle({ approval, ...diagram }).fromXML(xml);
  expect(warnings).toEqual([]);
  return (await new BpmnModdle({ approval, ...diagram }).toXML(rootElement, { format: true })).xml;
}

/** What the compiler reads of them, and of the task. */
function decisions(xml: string): unknown {
  const compiled = compile(xml);
  if ('refused' in compiled) return compiled.refused;
  const { decisions: read, knowledge, nodes } = compiled.program;
  return { decisions: read, knowledge, named: (nodes.rule as { decision?: string }).decision };
}

const graph =
  '<itemDefinition name="Level"><typeRef>string</typeRef><allowedValues><text>"县", "市"</text></allowedValues></itemDefinition>' +
  '<inputData id="i" name="level"><variable name="level" typeRef="Level"/></inputData>' +
  `<businessKnowledgeModel id="f" name="half of"><encapsulatedLogic><formalParameter name="n" typeRef="number"/>${literal('n / 2')}</encapsulatedLogic></businessKnowledgeModel>` +
  decision(
    'e',
    table({
      policy: 'PRIORITY',
      inputs: [['level : Level', '"县", "市"'], 'x'],
      outputs: [['r : string', '"甲", "乙"', '"乙"'], 'n'],
      rules: [
        ['"县"', '<= 5', '"甲"', 'half of(x)'],
        ['not("县")', '-', '"a & <b>"', '1'],
      ],
    }),
    needs('i', 'Input') + needs('f', 'Knowledge'),
    '等级',
  ) +
  decision('d', literal('if 等级.n < 3 and "\\n" != " " then 1 else 2'), needs('e'));

describe('the DMN that a file carries', () => {
  it('survives the modeler’s import and export without loss', async () => {
    const xml = file(graph);
    expect(decisions(xml)).toHaveProperty('decisions.e.logic.rules.0.then', ['"甲"', 'half of(x)']);
    expect(decisions(await exported(xml))).toEqual(decisions(xml));
    expect(decisions(await exported(await exported(xml)))).toEqual(decisions(xml));
  });

  it('survives with a prefix, with CDATA, with comments, with a diagram, and with types written as in DMN 1.1', async () => {
    const prefixed = graph.replaceAll(/<(\/?)/g, '<$1dmn:').replaceAll(/typeRef="(string|number)"/g, 'typeRef="feel:$1"');
    const drawing =
      '<dmndi:DMNDI><dmndi:DMNDiagram id="di"><di:extension/><dmndi:DMNShape id="s_d" dmnElementRef="d"><dc:Bounds height="80" width="180" x="100" y="100"/></dmndi:DMNShape></dmndi:DMNDiagram></dmndi:DMNDI>';
    const namespace = 'http://www.omg.org/spec/DMN/20151101/dmn.xsd';
    const definitions = `<dmn:definitions xmlns:dmn="${namespace}" xmlns:feel="http://www.omg.org/spec/FEEL/20140401" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" id="dmn" name="dmn" namespace="urn:dmn"><!-- one -->${prefixed}${drawing}</dmn:definitions>`;
    const xml = file(graph, undefined, namespace)
      .replace(
        /<extensionElements><definitions .*<\/definitions><\/extensionElements>/s,
        `<extensionElements>${definitions}</extensionElements>`,
      )
      .replace('<dmn:text>"a &amp; &lt;b>"</dmn:text>', '<dmn:text><![CDATA["a & <b>"]]></dmn:text>');
    expect(xml).toContain('CDATA');
    expect(decisions(xml)).toEqual(decisions(file(graph)));
    expect(decisions(await exported(xml))).toEqual(decisions(xml));
    expect(await exported(await exported(xml))).toContain('height="80"');
  });
});
