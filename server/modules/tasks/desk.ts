import type { z } from 'zod';
import type { Colleague, TaskRow, TaskView } from '../../../schema/contracts/tasks.ts';
import type { Text } from '../../../schema/contracts/values.ts';
import type { Action } from '../../../schema/rules/actions.ts';
import { lawOf } from '../../../schema/rules/avoidance.ts';
import { inWhoseName, may, relationTo } from '../../../schema/rules/permissions.ts';
import { systemActor } from '../../../schema/rules/system-actor.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { Refusal } from '../../errors.ts';
import { inLanguage } from '../../language.ts';
import type { Language } from '../../language.ts';
import type { Services } from '../../services.ts';
import { drawsOf } from '../experts/repo.ts';
import { objectOf } from '../cases/access.ts';
import { findCase, namesOf } from '../cases/repo.ts';
import type { FoundCase } from '../cases/repo.ts';
import type { Cases } from '../cases/service.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { askedAgain, conversationOf, isEscalated } from './beside.ts';
import { findColleagues } from './candidates.ts';
import type { Passing } from './candidates.ts';
import { dutiesOf } from './duty.ts';
import { grantBlock as blockOf } from '../../../schema/rules/promises.ts';
import { holdOf } from '../hearings/hold.ts';
import { hasOpenInspection as hasOpenInspectionOf } from '../inspections/repo.ts';
import { promisesOf } from '../promises/repo.ts';
import { decisionOffers, operationOffers } from './offers.ts';
import type { Desk, OperationName } from './offers.ts';
import { getTask } from './open-task.ts';
import { showRows } from './worklists.ts';

/** Closed in these ways a task has been done, and can be returned to. */
const done = new Set(['completed', 'decided']);

/** Tasks one can send a case back to: user tasks that staff completed, the latest time each. */
function returnTargetsOf({ tasks }: FoundCase, element: string): FoundCase['tasks'] {
  const byElement = new Map(
    tasks
      .filter(({ task }) => task.role !== 'applicant' && task.element !== element && done.has(task.closeReason ?? ''))
      .map((one) => [one.task.element, one]),
  );
  return [...byElement.values()];
}

/** A task on somebody's desk, with its case, what can be decided and done, and why not. */
export class Desks {
  private readonly db: Database;

  constructor(
    private readonly services: Services,
    private readonly cases: Cases,
  ) {
    this.db = services.database.db;
  }

  /** A task that the person may do `action` to. One they may not even see is `not-found`. */
  async open(user: SignedIn, taskId: string, action: Action): Promise<Desk & { found: FoundCase }> {
    const { task, node } = await getTask(this.db, taskId);
    const found = await findCase(this.db, task.caseNumber);
    if (!found) throw new Refusal('not-found');
    const object = { ...objectOf(found), task };
    if (!may(user, 'task.read', object)) throw new Refusal('not-found');
    if (!may(user, action, object)) throw new Refusal(task.assigneeId === null ? 'not-allowed' : 'not-assignee');
    const hasReturnTargets = returnTargetsOf(found, task.element).length > 0;
    const duty = (await dutiesOf(this.db, user, [{ task, separateFrom: node.separateFrom }])).get(taskId)!;
    const grantBlock = blockOf(await promisesOf(this.db, { caseNumber: task.caseNumber }), this.services.now());
    const hold =
      node.stage === 'decide' ? await holdOf(this.db, found, (await this.cases.reference.now()).calendar, this.services.now()) : null;
    const name = (inWhoseName(user, task) ?? user).id;
    const isDrawn = task.role === 'expert' && (await drawsOf(this.db, task.caseNumber)).length > 0;
    const hasOpenInspection = node.stage === 'decide' && (await hasOpenInspectionOf(this.db, task.caseNumber));
    return {
      isDrawn,
      hasOpenInspection,
      user,
      name,
      task,
      node,
      row: found.row,
      object,
      hasReturnTargets,
      grantBlock,
      hold,
      now: this.services.now(),
      found,
      ...duty,
    };
  }

  /** As `open`, for who would act on the task: whoever must stay away is refused with `must-avoid`. */
  async take(user: SignedIn, taskId: string, action: Action): Promise<Desk & { found: FoundCase }> {
    const desk = await this.open(user, taskId, action);
    if (desk.avoidance) throw new Refusal('must-avoid', { reason: desk.avoidance, law: lawOf(desk.avoidance) });
    return desk;
  }

  async view(user: SignedIn, taskId: string, language: Language): Promise<z.infer<typeof TaskView>> {
    const desk = await this.open(user, taskId, 'task.read');
    const { task, found, object, avoidance } = desk;
    // Who handles a task handles its case, whatever organisation received it.
    const relation = relationTo(user, object) ?? 'handling';
    const targets = returnTargetsOf(found, task.element);
    const signers = found.tasks.filter(({ task: one }) => desk.node.vote && one.open && one.element === task.element && one.assigneeId);
    const people = [task.closedBy, ...targets.map((one) => one.task.closedBy)].filter((id) => id !== null);
    const [caseView, map, row, names, conversation, askAgain] = await Promise.all([
      this.cases.viewOf(found, relation, language, user.id),
      this.cases.mapOf(found, relation, language),
      this.row(user, taskId, language),
      namesOf(this.db, people),
      conversationOf(this.db, taskId, user.id),
      askedAgain(this.db, desk),
    ]);
    return {
      task: row,
      open: task.open,
      closedBy: task.open ? null : closedBy(desk, names),
      inNameOf: desk.inNameOf?.name ?? null,
      avoidance: avoidance && { reason: avoidance, law: lawOf(avoidance) },
      askAgain,
      signers: signers.map(({ task: one, holderName }) => ({ id: one.assigneeId!, name: holderName ?? one.assigneeId! })),
      ...conversation,
      case: caseView,
      map,
      decisions: decisionOffers(desk),
      operations: operationOffers(desk),
      returnTargets: targets.map(({ task: { element, name, closedBy: by, closedAt, openedAt } }) => ({
        element,
        name,
        by: by && (names.get(by) ?? null),
        at: (closedAt ?? openedAt).toISOString(),
      })),
      draft: task.draftBy === desk.name ? task.draft : null,
    };
  }

  async row(user: SignedIn, taskId: string, language: Language): Promise<z.infer<typeof TaskRow>> {
    const { reference } = this.cases;
    const [row] = await showRows(this.db, [taskId], { user, reference, language, now: this.services.now() });
    if (!row) throw new Refusal('not-found');
    return row;
  }

  /** The task as far as it could go to others. */
  async passing({ task, node, found }: Desk & { found: FoundCase }): Promise<Passing> {
    return { task, separateFrom: node.separateFrom, path: found.path, escalated: await isEscalated(this.db, task.id) };
  }

  /** Staff whom an operation on the task may name; with `role`, those of another role at the same organisation (experts). */
  async colleagues(
    user: SignedIn,
    taskId: string,
    asked: { operation?: OperationName | undefined; role?: string | undefined; query?: string | undefined },
    language: Language,
  ): Promise<z.infer<typeof Colleague>[]> {
    const desk = await this.open(user, taskId, 'task.read');
    const people = await findColleagues(this.db, await this.passing(desk), asked, this.services.now());
    // One gives a task to oneself only by giving it out.
    return people
      .filter(({ id }) => id !== desk.name || asked.operation === 'assign')
      .map((person) => ({ ...person, organisationName: inLanguage(person.organisationName, language) }));
  }
}

function closedBy({ task, node }: Desk, names: ReadonlyMap<string, string>): z.infer<typeof TaskView>['closedBy'] {
  if (!task.closedBy) return null;
  const option = node.decisions?.options.find(({ value }) => value === task.decision);
  const decision: Text | null = option ? { zh: option.label, en: option.labelEn ?? option.label } : null;
  const known = task.closedBy === systemActor.id ? systemActor.name : names.get(task.closedBy);
  return { name: known ?? task.closedBy, at: (task.closedAt ?? task.openedAt).toISOString(), decision };
}
