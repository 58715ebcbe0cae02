import { inArray, eq } from 'drizzle-orm';
import type { ExpertPanel, ExpertReview, PanelMember } from '../../../schema/contracts/experts.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { organisations, posts, users } from '../../../schema/db/tables/index.ts';
import { permission } from '../../../schema/rules/permissions.ts';
import { fieldNames, leastExperts } from '../../../schema/rules/experts.ts';
import type { Program } from '../../../schema/process/program.ts';
import { outcomeOf } from '../../../workflows/engine/approval/vote-outcome.ts';
import { inLanguage } from '../../language.ts';
import type { Language } from '../../language.ts';
import { objectOf } from '../cases/access.ts';
import { ledgerOf } from '../cases/repo.ts';
import type { CaseTask, FoundCase, LedgerRow } from '../cases/repo.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { drawsOf } from './repo.ts';
import type { Draw } from './repo.ts';
import { sealedFrom } from './sealed.ts';
import { opinionHash } from './signature.ts';

type Person = { id: string; name: string; organisationName: string };
type Decision = 'approve' | 'reject' | 'abstain';

/** Names of experts and of the bodies they are experts of. */
async function peopleBy(db: Database, ids: string[], language: Language): Promise<(id: string) => Person> {
  const rows =
    ids.length === 0
      ? []
      : await db
          .select({ id: users.id, name: users.name, body: organisations.name })
          .from(users)
          .leftJoin(posts, eq(posts.userId, users.id))
          .leftJoin(organisations, eq(organisations.id, posts.organisationId))
          .where(inArray(users.id, [...new Set(ids)]));
  const byId = new Map(rows.map(({ id, name, body }) => [id, { id, name, organisationName: body ? inLanguage(body, language) : '' }]));
  return (id) => byId.get(id) ?? { id, name: id, organisationName: '' };
}

interface Reading {
  user: SignedIn;
  found: FoundCase;
  program: Program;
  language: Language;
}

/** The panels of a case for one reader: experts read no list of candidates, and of the others' opinions nothing before the vote is over. */
export async function readExperts(db: Database, { user, found, program, language }: Reading): Promise<ExpertReview> {
  const { caseNumber } = found.row;
  const draws = await drawsOf(db, caseNumber);
  const entries = draws.length === 0 ? [] : await ledgerOf(db, caseNumber);
  const named = draws.flatMap(({ row, replacements }) => [
    row.drawnBy,
    ...row.candidates.map(({ id }) => id),
    ...replacements.map((one) => one.byId),
  ]);
  const person = await peopleBy(db, named, language);
  const { expertReview } = found.guide;
  return {
    field: expertReview?.field ?? null,
    fieldName: expertReview ? fieldNames[expertReview.field] : null,
    least: expertReview?.least ?? leastExperts,
    procedure: expertReview?.procedure ?? null,
    panels: draws.map((draw, n) => {
      const until = draws[n + 1]?.row.drawnAt;
      const votes = found.tasks.filter(
        ({ task }) => task.role === 'expert' && task.openedAt >= draw.row.drawnAt && (!until || task.openedAt < until),
      );
      return panelView({ draw, votes, entries, person, isLast: until === undefined }, { user, found, program });
    }),
  };
}

interface PanelFacts {
  draw: Draw;
  /** The experts' tasks of this round. */
  votes: CaseTask[];
  entries: LedgerRow[];
  person: (id: string) => Person;
  isLast: boolean;
}

function panelView(facts: PanelFacts, reading: Omit<Reading, 'language'>): ExpertPanel {
  const { draw, votes, person } = facts;
  const { row, replacements } = draw;
  const { user, found, program } = reading;
  const sealed = sealedFrom(found, user.id);
  const isSealed = votes.some(({ task }) => sealed.elements.has(task.element));
  const isExpert = !user.posts.some(({ role }) => role !== 'expert');
  const members = draw.panel.map((id) => memberView(id, facts, reading, isSealed && id !== user.id));
  const element = votes[0]?.task.element;
  const node = element === undefined ? undefined : program.nodes[element];
  const rule = node?.type === 'userTask' ? node.vote : undefined;
  const ballots = members.map(({ decision }) => ({ weight: 1, decision }));
  const count = (decision: Decision): number => ballots.filter((one) => one.decision === decision).length;
  return {
    id: row.id,
    taskId: row.taskId,
    drawnAt: row.drawnAt.toISOString(),
    drawnBy: person(row.drawnBy).name,
    count: row.count,
    seed: row.seed,
    candidatesHash: row.candidatesHash,
    candidates: isExpert
      ? []
      : row.candidates.map(({ id, reason }) => ({ ...person(id), reason, place: reason === null ? row.order.indexOf(id) + 1 : null })),
    replacements: isExpert
      ? []
      : replacements.map(({ outId, inId, why, reason, byId, at }) => ({
          out: person(outId),
          in: person(inId),
          why,
          reason,
          by: person(byId).name,
          at: at.toISOString(),
        })),
    members,
    tally: isSealed ? null : { approve: count('approve'), reject: count('reject'), abstain: count('abstain') },
    outcome: isSealed || !rule ? null : outcomeOf(rule, ballots),
  };
}

function memberView(
  id: string,
  { votes, entries, person, isLast }: PanelFacts,
  { user, found }: Omit<Reading, 'language'>,
  isHidden: boolean,
): PanelMember {
  const task = votes.findLast(({ task: one }) => one.assigneeId === id || one.closedBy === id)?.task;
  const hasVoted = task?.closedBy === id && task.closeReason === 'completed';
  const state = !task ? 'drawn' : task.open ? 'asked' : hasVoted ? 'voted' : 'closed';
  const base = { ...person(id), state: state as PanelMember['state'], replaceReason: replaceReason(state, isLast, { user, found }) };
  if (!hasVoted || isHidden) return { ...base, isHidden: isHidden && state !== 'drawn', decision: null, opinion: null, signature: null };
  const signed = entries.findLast(({ type, actorId, data }) => type === 'task.completed' && actorId === id && data.task === task.number);
  const signature = signed?.data.signature as { name: string; hash: string } | undefined;
  const kept = { task: task.id, expert: id, name: signature?.name ?? '', decision: task.decision ?? '', opinion: task.opinion ?? '' };
  return {
    ...base,
    isHidden: false,
    decision: task.decision as Decision,
    opinion: task.opinion,
    signature: signed && signature ? { ...signature, at: signed.at.toISOString(), isIntact: opinionHash(kept) === signature.hash } : null,
  };
}

/** Why the reader cannot have somebody of the panel replaced; null when they can. */
function replaceReason(state: string, isLast: boolean, { user, found }: Pick<Reading, 'user' | 'found'>): string | null {
  const permitted = permission(user, 'expert.replace', objectOf(found));
  if (!permitted.allowed) return permitted.reason;
  if (found.row.endedAt || !isLast) return 'ended';
  return state === 'voted' ? 'expertVoted' : state === 'closed' ? 'notOpen' : null;
}
