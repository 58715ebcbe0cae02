import { limitsOf } from '../../../schema/catalog/case-limits.ts';
import type { ProcedureOffer, ProcedureView } from '../../../schema/contracts/procedures.ts';
import { basisNames, extensionRule } from '../../../schema/rules/procedures.ts';
import type { ClockChange } from '../../../schema/rules/procedures.ts';
import { permission } from '../../../schema/rules/permissions.ts';
import type { ObjectOfAction, Subject } from '../../../schema/rules/permissions.ts';
import type { Avoidance } from '../../../schema/rules/avoidance.ts';
import type { Calendar } from '../../../schema/rules/calendar/calendar.ts';
import { dueOf, isClosed } from '../../../workflows/clock/case-clocks.ts';
import type { ClockFacts } from '../../../workflows/clock/case-clocks.ts';
import { refusalOfChange } from '../../../workflows/clock/change.ts';
import type { FoundCase } from '../cases/repo.ts';

/** A case whose limits somebody looks at. */
export interface ClockDesk {
  user: Subject;
  found: FoundCase;
  object: ObjectOfAction;
  avoidance: Avoidance | null;
  calendar: Calendar;
  /** The limit stands still for a hearing that is not over: its own record ends that. */
  isHeard: boolean;
  now: Date;
}

/** A change as it would be asked for, to learn what stands against it whatever the particulars. */
const tried: Record<ProcedureOffer['name'], ClockChange> = {
  startProcedure: { name: 'startProcedure', basis: 'hearing', law: '-', days: 1, mode: 'suspend' },
  endProcedure: { name: 'endProcedure' },
  extend: { name: 'extend', n: 1 },
};

/** What keeps somebody from a change of the limits; a key under `reasons`. */
function reasonAgainst(desk: ClockDesk, name: ProcedureOffer['name']): string | null {
  const { user, found, object, avoidance, calendar, now } = desk;
  const { row, guide } = found;
  if (row.endedAt) return 'ended';
  const facts: ClockFacts = { calendar, limits: limitsOf(guide), submittedAt: row.submittedAt.toISOString() };
  const refused = refusalOfChange(row.clocks, tried[name], now.toISOString(), facts);
  if (refused) return refused;
  if (name === 'endProcedure' && desk.isHeard) return 'hearing-open';
  const permitted = permission(user, name === 'extend' ? 'clock.extend' : 'clock.procedure', object);
  return permitted.allowed ? avoidance : permitted.reason;
}

/** The procedure under way and what can be done, for one person; each thing that cannot says why. */
export function procedureView(desk: ClockDesk): ProcedureView {
  const { found, calendar, now } = desk;
  const { clocks } = found.row;
  const { procedure: clock, decision } = clocks;
  const { days, approver, article } = extensionRule(found.guide.joint ?? false);
  const names = ['startProcedure', 'endProcedure', 'extend'] as const;
  return {
    offers: names.map((name) => {
      const reason = reasonAgainst(desk, name);
      return { name, enabled: reason === null, reason };
    }),
    running:
      clock?.procedure && !isClosed(clock)
        ? {
            ...clock.procedure,
            name: basisNames[clock.procedure.basis],
            startedAt: clock.start,
            days: clock.limit.n,
            until: dueOf(clock, { calendar }, now.toISOString()),
          }
        : null,
    extension: { days, unit: (decision?.limit ?? found.guide.statutoryLimit).unit, approver, article },
  };
}
