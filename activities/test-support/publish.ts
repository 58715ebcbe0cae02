import { and, eq } from 'drizzle-orm';
import { definitions } from '../../schema/db/tables/index.ts';
import { compile } from '../../workflows/compile/compile.ts';
import { engineVersion } from '../../workflows/messages.ts';
import type { Home } from './home.ts';

export type Definition = typeof definitions.$inferSelect;

/** Publishes a diagram as a version of an item, in force at once. Throws when it does not compile. */
export async function publish(home: Home, itemId: string, version: number, bpmn: string): Promise<Definition> {
  const compiled = compile(bpmn);
  if ('refused' in compiled) throw new Error(JSON.stringify(compiled.refused));
  const { program } = compiled;
  const row = {
    id: `${itemId}.${version}`,
    itemId,
    version,
    hash: program.hash,
    bpmn,
    program,
    engineVersion,
    note: '',
    publishedBy: 'test',
  };
  const [made] = await home.db
    .insert(definitions)
    .values({ ...row, effectiveAt: new Date() })
    .returning();
  return made!;
}

export async function definitionOf(home: Home, itemId: string, version: number): Promise<Definition> {
  const [found] = await home.db
    .select()
    .from(definitions)
    .where(and(eq(definitions.itemId, itemId), eq(definitions.version, version)));
  return found!;
}

/** A version of a diagram with each of the given texts replaced by another; throws when one is not there. */
export function edited(bpmn: string, edits: [string, string][]): string {
  return edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the diagram has no ${from}`);
    return text.replaceAll(from, to);
  }, bpmn);
}

/** The retail item with a second look between review and decision, and more time to receive. */
export const withSecondLook: [string, string][] = [
  ['<sequenceFlow id="Flow15" sourceRef="Review" targetRef="Decide"', '<sequenceFlow id="Flow15" sourceRef="Review" targetRef="Verify"'],
  [
    '<userTask id="Decide"',
    `<sequenceFlow id="FlowVerified" sourceRef="Verify" targetRef="Decide"/>
    <userTask id="Verify" name="复核" approval:stage="review"><extensionElements><approval:assignment role="reviewer" level="case"/></extensionElements>
      <incoming>Flow15</incoming><outgoing>FlowVerified</outgoing></userTask>
    <userTask id="Decide"`,
  ],
  [
    '<incoming>Flow15</incoming>\n      <outgoing>Flow16</outgoing>',
    '<incoming>FlowVerified</incoming>\n      <outgoing>Flow16</outgoing>',
  ],
  ['add workdays(now(), 5)', 'add workdays(now(), 7)'],
  ['name="受理审查"', 'name="受理初审"'],
];

/** Publishes a definition of the retail item: `roots` stand before the process, `inner` is its body. Gives the definition's id. */
export async function publishBody(home: Home, version: number, inner: string, roots = ''): Promise<string> {
  const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
    <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:approval="urn:approval:bpmn:1"
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="D" targetNamespace="urn:test">
      <message id="WithdrawMessage" name="withdraw"/>${roots}
      <process id="P" isExecutable="true">${inner}</process>
    </definitions>`;
  return (await publish(home, 'publication-retail', version, bpmn)).id;
}

/** The body of a process with one decision, that is granted by law after so many seconds. */
export const deemedAfter = (
  seconds: number,
): string => `<startEvent id="S"/><serviceTask id="Accept" approval:effect="accept"/><userTask id="Decide" approval:stage="decide">
    <extensionElements><approval:assignment role="decider" level="case"/></extensionElements></userTask>
  <boundaryEvent id="Late" attachedToRef="Decide"><timerEventDefinition><timeDuration>PT${seconds}S</timeDuration></timerEventDefinition></boundaryEvent>
  <serviceTask id="Deny" approval:effect="deny"/><endEvent id="E"/>
  <serviceTask id="ByLaw" approval:effect="grant" approval:deemed="true" approval:law="示例法第一条"/><userTask id="Deliver" approval:stage="deliver">
    <extensionElements><approval:assignment role="window" level="case"/></extensionElements></userTask><endEvent id="F"/>
  ${flow('f1', 'S', 'Accept')}${flow('f2', 'Accept', 'Decide')}${flow('f3', 'Decide', 'Deny')}${flow('f4', 'Deny', 'E')}
  ${flow('f5', 'Late', 'ByLaw')}${flow('f6', 'ByLaw', 'Deliver')}${flow('f7', 'Deliver', 'F')}`;

export const flow = (id: string, from: string, to: string): string => `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`;
