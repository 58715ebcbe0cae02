import { z } from 'zod';
import {
  assignmentSchema,
  decisionsSchema,
  type Effect,
  effectSchema,
  limitSchema,
  sameApproverSchema,
  type Stage,
  stageSchema,
  voteRuleSchema,
} from '../../../schema/process/approval-extension.ts';
import type { NodeOf } from '../../../schema/process/program.ts';
import { isBasis, isOwnClock, ownClocks, procedureBases } from '../../../schema/rules/procedures.ts';
import { parseFeelText } from '../read/expression.ts';
import { type Reading, refuse } from '../read/reading.ts';
import { APPROVAL, attribute, extensionsOf, foreignAttribute, type XmlElement } from '../xml/element.ts';

type UserTask = NodeOf<'userTask'>;

/** `approval:stage`: the stage of the case that a task belongs to. */
export function readStage(reading: Reading, element: XmlElement): Stage | undefined {
  const value = foreignAttribute(element, APPROVAL, 'stage');
  return value === undefined ? undefined : checked(reading, element, 'stage', stageSchema, value);
}

/** `approval:effect` and what goes with it. A step that is deemed done needs the law that deems it. */
export function readEffect(reading: Reading, element: XmlElement): Effect | undefined {
  const own = (name: string): string | undefined => foreignAttribute(element, APPROVAL, name);
  const kind = own('effect');
  if (kind === undefined) return undefined;
  const deemed = own('deemed') === 'true';
  if (deemed && own('law') === undefined) refuse(reading, element, 'invalid-approval', 'What is deemed done needs approval:law.');
  const optional = Object.fromEntries(
    ['clock', 'basis', 'level', 'law', 'document'].map((name) => [name, own(name)]).filter(([, value]) => value !== undefined),
  );
  const days = own('days');
  if (optional.document !== undefined && kind !== 'notify')
    refuse(reading, element, 'invalid-approval', 'approval:document names what notify produces; other effects produce what is theirs.');
  if (kind === 'stopClock' && !isBasis(optional.basis))
    refuse(
      reading,
      element,
      'invalid-approval',
      `A limit stands still for one of ${procedureBases.join(', ')} only (Licensing Law art. 45).`,
    );
  if ((kind === 'startClock' || kind === 'endClock') && !isOwnClock(optional.clock))
    refuse(reading, element, 'invalid-approval', `approval:clock names one of ${ownClocks.join(', ')}; other clocks run by themselves.`);
  return checked(reading, element, 'effect', effectSchema, {
    kind,
    ...optional,
    ...(days === undefined ? {} : { days: Number(days) }),
    ...(deemed ? { deemed } : {}),
  });
}

/** The vote, assignment, decisions and limit of a user task, whose handlers may not handle it, and what a same approver means. */
export function readUserTaskExtensions(
  reading: Reading,
  element: XmlElement,
): Pick<UserTask, 'vote' | 'assignment' | 'decisions' | 'limit' | 'preReview' | 'separateFrom' | 'sameApprover'> {
  const own = (local: string): XmlElement | undefined => extensionsOf(element).find((one) => one.uri === APPROVAL && one.local === local);
  const [vote, assignment, decisions, limit] = [own('vote'), own('assignment'), own('decisions'), own('limit')];
  const apart = foreignAttribute(element, APPROVAL, 'separateFrom')
    ?.split(/\s+/)
    .filter((id) => id !== '');
  const same = foreignAttribute(element, APPROVAL, 'sameApprover');
  const read = {
    vote: vote && readVote(reading, element, vote),
    assignment: assignment && checked(reading, element, 'assignment', assignmentSchema, Object.fromEntries(assignment.attributes)),
    decisions: decisions && readDecisions(reading, element, decisions),
    limit: limit && checked(reading, element, 'limit', limitSchema, { n: numeric(limit, 'n'), unit: attribute(limit, 'unit') }),
    preReview: foreignAttribute(element, APPROVAL, 'preReview') === 'true' ? true : undefined,
    separateFrom: apart?.length === 0 ? undefined : apart,
    sameApprover: same === undefined ? undefined : checked(reading, element, 'sameApprover', sameApproverSchema, same),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

function readDecisions(reading: Reading, task: XmlElement, element: XmlElement): UserTask['decisions'] {
  const options = element.children
    .filter((child) => child.uri === APPROVAL && child.local === 'decision')
    .map((child) => ({ requires: 'none', tone: 'default', ...Object.fromEntries(child.attributes) }));
  if (options.length === 0) refuse(reading, task, 'invalid-approval', 'approval:decisions needs a decision.');
  return checked(reading, task, 'decisions', decisionsSchema, { variable: attribute(element, 'variable'), options });
}

function readVote(reading: Reading, task: XmlElement, element: XmlElement): UserTask['vote'] {
  const signers = element.children
    .filter((child) => child.uri === APPROVAL && child.local === 'signer')
    .flatMap((child) => {
      const text = attribute(child, 'expression');
      const user = attribute(child, 'user');
      if ((text === undefined) === (user === undefined)) {
        refuse(reading, task, 'invalid-vote', 'A signer is a user or an expression.');
        return [];
      }
      const expression = text === undefined ? undefined : parseFeelText(reading, task, text);
      const weight = numeric(child, 'weight') ?? 1;
      if (!(weight > 0)) refuse(reading, task, 'invalid-vote', 'A signer’s weight is more than 0.');
      return [{ ...(user === undefined ? {} : { user }), ...(expression ? { expression } : {}), weight }];
    });
  const rule = attribute(element, 'rule');
  const figures = { count: numeric(element, 'count'), percent: numeric(element, 'percent'), threshold: numeric(element, 'threshold') };
  const needed = rule === 'weight' ? 'threshold' : rule;
  if (needed === 'count' || needed === 'percent' || needed === 'threshold') {
    const figure = figures[needed];
    if (figure === undefined || !(figure > 0) || (needed === 'percent' && figure > 100)) {
      refuse(reading, task, 'invalid-vote', `The rule “${rule}” needs a ${needed} above 0.`);
    }
  }
  const written = Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined));
  const veto = attribute(element, 'veto') === 'true';
  return checked(reading, task, 'vote', voteRuleSchema, {
    rule,
    ...written,
    veto,
    outcome: attribute(element, 'outcome') ?? 'outcome',
    signers,
  });
}

function numeric(element: XmlElement, name: string): number | undefined {
  const value = attribute(element, name);
  return value === undefined ? undefined : Number(value);
}

function checked<T>(reading: Reading, element: XmlElement, name: string, schema: z.ZodType<T>, value: unknown): T | undefined {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problem = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  refuse(reading, element, name === 'vote' ? 'invalid-vote' : 'invalid-approval', `approval:${name} cannot be read: ${problem}`);
  return undefined;
}
