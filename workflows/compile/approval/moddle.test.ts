import { describe, expect, it } from 'vitest';
import approval from '../../../schema/process/approval-moddle.json' with { type: 'json' };
import {
  assignmentSchema,
  decisionsSchema,
  effectKindSchema,
  limitSchema,
  sameApproverSchema,
  stageSchema,
  voteRuleSchema,
} from '../../../schema/process/approval-extension.ts';
import { compile } from '../compile.ts';

interface Moddle {
  fromXML(text: string): Promise<{ rootElement: ModdleElement; warnings: unknown[] }>;
  toXML(element: ModdleElement, options: object): Promise<{ xml: string }>;
}
// The elements of a file as the modeler sees them: typed by the descriptor and not by TypeScript.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type ModdleElement = any;

// The library has no declarations of its own.
const library: string = 'bpmn-moddle';
const { BpmnModdle } = (await import(library)) as { BpmnModdle: new (packages: object) => Moddle };

const xml = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:approval="urn:approval:bpmn:1" id="d" targetNamespace="t">
  <process id="p" isExecutable="true" approval:compensateOnReturn="true">
    <startEvent id="s" />
    <userTask id="review" approval:stage="review" approval:preReview="true">
      <extensionElements>
        <approval:vote rule="percent" percent="66.6" veto="true" outcome="verdict"><approval:signer user="li" weight="2" /><approval:signer expression="experts" /></approval:vote>
        <approval:assignment role="reviewer" level="province" department="press" />
        <approval:decisions variable="verdict"><approval:decision value="accept" label="受理" labelEn="Accept" requires="opinion" tone="primary" /></approval:decisions>
        <approval:limit n="5" unit="workday" />
      </extensionElements>
    </userTask>
    <userTask id="check" approval:stage="decide" approval:separateFrom="review" approval:sameApprover="ask" />
    <boundaryEvent id="late" attachedToRef="review"><timerEventDefinition id="td" approval:law="第四十五条"><timeDuration>P5D</timeDuration></timerEventDefinition></boundaryEvent>
    <serviceTask id="deemed" approval:effect="accept" approval:deemed="true" approval:law="行政许可法第三十二条" approval:clock="decision" />
    <sequenceFlow id="f1" sourceRef="s" targetRef="review" />
    <sequenceFlow id="f3" sourceRef="review" targetRef="check" />
    <sequenceFlow id="f2" sourceRef="late" targetRef="deemed" />
  </process>
</definitions>`;

const moddle = (): Moddle => new BpmnModdle({ approval });

describe('the approval extension', () => {
  it('is known to the modeler in full: nothing is left generic', async () => {
    const { rootElement, warnings } = await moddle().fromXML(xml);
    expect(warnings).toEqual([]);
    const process = rootElement.rootElements[0];
    expect(process.compensateOnReturn).toBe(true);
    const task = process.flowElements.find((one: { id: string }) => one.id === 'review');
    expect(task.stage).toBe('review');
    expect(task.extensionElements.values.map((one: { $type: string }) => one.$type)).toEqual([
      'approval:Vote',
      'approval:Assignment',
      'approval:Decisions',
      'approval:Limit',
    ]);
    expect(task.extensionElements.values[0]).toMatchObject({ rule: 'percent', percent: 66.6, veto: true });
    const check = process.flowElements.find((one: { id: string }) => one.id === 'check');
    expect(check).toMatchObject({ separateFrom: 'review', sameApprover: 'ask' });
    expect(process.flowElements.find((one: { id: string }) => one.id === 'deemed')).toMatchObject({ effect: 'accept', deemed: true });
  });

  it('is exported and imported without loss', async () => {
    const { rootElement } = await moddle().fromXML(xml);
    const exported = (await moddle().toXML(rootElement, { format: true })).xml;
    const [before, after] = [compile(xml), compile(exported)];
    expect(before).toHaveProperty('program.nodes.check.separateFrom', ['review']);
    expect(before).toHaveProperty('program.nodes.check.sameApprover', 'ask');
    const nodes = (one: typeof before): unknown => ('program' in one ? withoutOrder(one.program.nodes) : one.refused);
    expect(nodes(after)).toEqual(nodes(before));
  });

  it('offers the values that the program knows', () => {
    const values = (name: string): string[] =>
      approval.enumerations.find((one) => one.name === name)?.literalValues.map((one) => one.name) ?? [];
    expect(values('Stage')).toEqual(stageSchema.options);
    expect(values('EffectKind')).toEqual(effectKindSchema.options);
    expect(values('VoteRule')).toEqual(voteRuleSchema.shape.rule.options);
    expect(values('Role')).toEqual(assignmentSchema.shape.role.options);
    expect(values('Level')).toEqual(assignmentSchema.shape.level.unwrap().options);
    expect(values('Requirement')).toEqual(decisionsSchema.shape.options.element.shape.requires.options);
    expect(values('Tone')).toEqual(decisionsSchema.shape.options.element.shape.tone.options);
    expect(values('SameApprover')).toEqual(sameApproverSchema.options);
    expect(values('Unit')).toEqual(limitSchema.shape.unit.options);
  });
});

/** The modeler may write elements in another order; what they are stays the same. */
function withoutOrder(nodes: Record<string, { order: number }>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(nodes).map(([id, node]) => [id, { ...node, order: 0 }]));
}
