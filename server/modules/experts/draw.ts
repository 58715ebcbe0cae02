import { createHash, randomBytes } from 'node:crypto';
import { nanoid } from 'nanoid';
import type { Database } from '../../../schema/db/connect.ts';
import { expertDraws } from '../../../schema/db/tables/index.ts';
import { candidateText, drawOrder } from '../../../schema/rules/expert-draw.ts';
import { leastExperts } from '../../../schema/rules/experts.ts';
import type { Actor } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import type { FoundCase } from '../cases/repo.ts';
import { noteOnCase } from '../tasks/act.ts';
import type { Desk } from '../tasks/offers.ts';
import { lockOpenTask, takenRefusal } from '../tasks/open-task.ts';
import { findCandidates } from './pool.ts';
import { drawsOf } from './repo.ts';

/**
 * 抽取专家: draws a panel for a task that sends its case to experts. The seed comes from the system's own randomness and
 * stands in the ledger with the list's hash, who was left out and why, and who was drawn: a draw is made once and can be made again by anybody.
 * Refuses with `no-expert-review`, `task-taken`, `task-not-claimed`, `experts-required`, `experts-drawn`, `experts-too-few`.
 */
export async function drawPanel(
  db: Database,
  desk: Desk & { found: FoundCase },
  { count, actor }: { count: number; actor: Actor },
): Promise<void> {
  const { task, node, found, name, now } = desk;
  if (!node.decisions?.options.some(({ requires }) => requires === 'experts')) throw new Refusal('no-expert-review');
  const { expertReview } = found.guide;
  const least = expertReview?.least ?? leastExperts;
  if (count < least) throw new Refusal('experts-required', { least });
  const { organisationId } = task;
  const seed = randomBytes(16).toString('hex');
  await db.transaction(async (tx) => {
    const { row, task: held } = await lockOpenTask(tx, task.id);
    if (held.holderId === null) throw new Refusal('task-not-claimed');
    if (held.holderId !== name) throw await takenRefusal(tx, held);
    if ((await drawsOf(tx, row.caseNumber)).some((one) => one.row.taskId === task.id)) throw new Refusal('experts-drawn');
    const candidates = await findCandidates(tx, { found, organisationId, field: expertReview?.field ?? null, now });
    const order = drawOrder(seed, candidates);
    if (order.length < count) throw new Refusal('experts-too-few', { count, eligible: order.length });
    const candidatesHash = createHash('sha256').update(candidateText(candidates)).digest('hex');
    const id = nanoid();
    const { caseNumber } = row;
    await tx
      .insert(expertDraws)
      .values({ id, caseNumber, taskId: task.id, count, seed, candidates, candidatesHash, order, drawnBy: actor.id, drawnAt: now });
    const data = {
      draw: id,
      task: task.number,
      field: expertReview?.field ?? null,
      count,
      seed,
      candidatesHash,
      candidates: candidates.map((one) => one.id),
      excluded: candidates.filter(({ reason }) => reason !== null),
      experts: order.slice(0, count),
    };
    await noteOnCase(tx, row, { actor, now }, 'expert.drawn', data, task);
  });
}
