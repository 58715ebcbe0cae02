import type { Client } from '@temporalio/client';
import { eq } from 'drizzle-orm';
import type { Database } from '../../schema/db/connect.ts';
import { queueHearingClock } from '../../schema/db/hearings.ts';
import { cases, hearings } from '../../schema/db/tables/index.ts';
import { readCalendar } from '../../schema/db/calendar.ts';
import { hearingLaw, stopsLimit } from '../../schema/rules/hearing.ts';
import type { ClockChange } from '../../schema/rules/procedures.ts';
import { systemActor } from '../../schema/rules/system-actor.ts';
import { workdaysBetween } from '../../workflows/clock/workdays.ts';
import { askCase } from './ask-case.ts';

/** Another special procedure is under way: looked at again after so long, ms. */
const pause = 10 * 60_000;

const reasons = {
  request: '申请人、利害关系人依法要求听证',
  public: '本机关依法举行听证',
  over: '听证已经办结',
} as const;

/**
 * Stops the decision's limit for a hearing, or lets it go on, as the hearing stands now (Licensing Law art. 45). Done twice it is done
 * once: each stop and each end has an Update id of its own. What the law does not allow any more is kept with the hearing.
 * Throws when Temporal is away: the job is tried again.
 */
export async function keepHearingClock(
  client: Client,
  db: Database,
  hearingId: string,
  now: Date,
): Promise<'stopped' | 'resumed' | 'waiting' | 'nothing'> {
  const [found] = await db
    .select({ hearing: hearings, organisationId: cases.holderOrganisationId })
    .from(hearings)
    .innerJoin(cases, eq(cases.caseNumber, hearings.caseNumber))
    .where(eq(hearings.id, hearingId));
  if (!found) return 'nothing';
  const { hearing, organisationId } = found;
  const { state, basis, stoppedAt, requestedAt, mustHoldBy, caseNumber } = hearing;
  const set = (columns: Partial<typeof hearing>) => db.update(hearings).set(columns).where(eq(hearings.id, hearingId));
  const act = async (change: ClockChange, reason: string, key: string): Promise<string | null> => {
    const asked = { kind: 'clock', actor: { ...systemActor, organisationId }, change, reason } as const;
    const refused = await askCase(client, caseNumber, asked, `hearing:${hearingId}:${key}`);
    // A workflow that has ended takes no Update any more.
    return refused === 'not-found' ? 'ended' : refused;
  };
  if (stopsLimit(state) && stoppedAt === null) {
    const days = workdaysBetween(await readCalendar(db), requestedAt!, mustHoldBy!);
    const change = { name: 'startProcedure', basis: 'hearing', law: hearingLaw, days, mode: 'suspend' } as const;
    const refused = await act(change, reasons[basis], `stop:${requestedAt?.getTime() ?? 0}`);
    if (refused === 'procedure-running') {
      await queueHearingClock(db, hearingId, new Date(now.getTime() + pause));
      return 'waiting';
    }
    await set(refused === null ? { stoppedAt: now, resumedAt: null, clockRefusal: null } : { clockRefusal: refused });
    // The request may have been taken back meanwhile, and its own job have found nothing to end.
    const [after] = await db.select({ state: hearings.state }).from(hearings).where(eq(hearings.id, hearingId));
    if (!stopsLimit(after!.state)) await queueHearingClock(db, hearingId);
    return refused === null ? 'stopped' : 'nothing';
  }
  if (!stopsLimit(state) && stoppedAt !== null) {
    // Refused where the limit runs already, or the case is over: then nothing stands still for it.
    await act({ name: 'endProcedure' }, reasons.over, `end:${stoppedAt.getTime()}`);
    await set({ stoppedAt: null, resumedAt: now });
    return 'resumed';
  }
  return 'nothing';
}
