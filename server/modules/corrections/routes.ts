import type { FastifyInstance } from 'fastify';
import type { NoticeDraft } from '../../../schema/contracts/corrections.ts';
import { routes } from '../../../schema/contracts/index.ts';
import type { Mark } from '../../../schema/contracts/values.ts';
import { markName } from '../../../schema/forms/mark-name.ts';
import { lawOf } from '../../../schema/rules/avoidance.ts';
import type { Avoidance } from '../../../schema/rules/avoidance.ts';
import { furtherMarks, mergeMarks, subjectOf } from '../../../schema/rules/correction.ts';
import { inWhoseName, may } from '../../../schema/rules/permissions.ts';
import { Refusal } from '../../errors.ts';
import type { Language } from '../../language.ts';
import { serve } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import { objectOf, requireCase } from '../cases/access.ts';
import type { FoundCase } from '../cases/repo.ts';
import { organisationName } from '../reference.ts';
import type { Reference } from '../reference.ts';
import { bodyOf } from '../session/signed-in.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { dutiesOf } from '../tasks/duty.ts';
import { addMark, dropMark } from './marks.ts';
import { noticeTask, openMarks, revisionOf } from './repo.ts';

type NoticeTask = Awaited<ReturnType<typeof noticeTask>>;

/** 一次性告知: colleagues mark what must be corrected, and one notice goes out with all of it. */
export function correctionModule(app: FastifyInstance, services: Services, reference: Reference): void {
  const { now } = services;
  const { db } = services.database;
  const nameIn =
    ({ guide, form }: FoundCase) =>
    (mark: Pick<Mark, 'target' | 'path'>) =>
      markName(mark, guide, form);

  /** What keeps a person from the whole case keeps them from marking in it; four eyes are about deciding. */
  async function tooClose(user: SignedIn, open: NoticeTask): Promise<Avoidance | null> {
    if (!open) return null;
    const { avoidance } = (await dutiesOf(db, user, [{ task: open.task, separateFrom: open.node.separateFrom }])).get(open.task.id)!;
    return avoidance === 'fourEyes' || avoidance === 'separated' ? null : avoidance;
  }

  async function draftOf(user: SignedIn, found: FoundCase, language: Language): Promise<NoticeDraft> {
    const { caseNumber, correction } = found.row;
    const [marks, open, slow] = await Promise.all([openMarks(db, caseNumber), noticeTask(db, caseNumber), reference.now()]);
    const avoidance = await tooClose(user, open);
    const name = nameIn(found);
    const merged = mergeMarks(marks.map(({ mark }) => mark));
    const further = new Set(furtherMarks(merged, correction).map(subjectOf));
    const isAllowed = may(user, 'correction.mark', objectOf(found));
    const reason = !isAllowed ? 'notAllowed' : !open ? 'notOpen' : avoidance;
    const acting = open && inWhoseName(user, open.task);
    return {
      items: merged.map(({ target, path }) => ({
        target,
        path,
        name: name({ target, path }),
        isNew: further.has(subjectOf({ target, path })),
        remarks: marks
          .filter(({ mark }) => mark.target === target && mark.path === path)
          .map(({ mark: { id, message, at, byId, organisationId }, by }) => ({
            id,
            message,
            by,
            organisation: organisationId && organisationName(slow, organisationId, language),
            at: at.toISOString(),
            mine: byId === user.id,
          })),
      })),
      revision: revisionOf(marks),
      sent: correction?.round ?? 0,
      before: (correction?.marks ?? []).map((mark) => ({ ...mark, name: name(mark) })),
      mayMark: reason === null,
      reason,
      sends: open !== null && acting !== undefined && open.task.holderId === (acting ?? user).id,
    };
  }

  async function marking(user: SignedIn, caseNumber: string) {
    const { found } = await requireCase(db, user, caseNumber, 'correction.mark');
    const open = await noticeTask(db, caseNumber);
    const avoidance = await tooClose(user, open);
    if (avoidance) throw new Refusal('must-avoid', { reason: avoidance, law: lawOf(avoidance) });
    const inNameOf = open && inWhoseName(user, open.task);
    const actor = {
      id: user.id,
      name: user.name,
      organisationId: bodyOf(user, found.row.holderOrganisationId, found.path),
      ...(inNameOf ? { onBehalfOf: { id: inNameOf.id, name: inNameOf.name } } : {}),
    };
    return { found, act: { caseNumber, actor, now: now() } };
  }

  serve(app, services, routes.corrections.draft, async ({ user, params: { caseNumber }, language }) => {
    const { found } = await requireCase(db, user, caseNumber, 'correction.read');
    return draftOf(user, found, language);
  });
  serve(app, services, routes.corrections.mark, async ({ user, params: { caseNumber }, body, language }) => {
    const { found, act } = await marking(user, caseNumber);
    await addMark(db, act, body, nameIn(found)(body));
    return draftOf(user, found, language);
  });
  serve(app, services, routes.corrections.unmark, async ({ user, params: { caseNumber, markId }, language }) => {
    const { found, act } = await marking(user, caseNumber);
    await dropMark(db, act, markId, nameIn(found));
    return draftOf(user, found, language);
  });
}
