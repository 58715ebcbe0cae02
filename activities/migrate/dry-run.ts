import type { ItemGuide } from '../../schema/catalog/item.ts';
import type { Seal } from '../../schema/db/sealed.ts';
import type { StoredClock } from '../../schema/rules/stored-clock.ts';
import type { Calendar } from '../../schema/rules/calendar/calendar.ts';
import type { Change } from '../../workflows/engine/migration/finding.ts';
import { migrateBy } from '../../workflows/engine/migration/migrate.ts';
import type { Plan } from '../../workflows/engine/migration/mapping.ts';
import type { State } from '../../workflows/engine/types.ts';
import { environmentIn } from '../../workflows/shell/decide.ts';
import { instant } from '../../workflows/shell/instant.ts';

/** Why a case stays where it is: the engine's own finding, or what this end of it found. */
export interface Reason {
  element: string | null;
  code: string;
  message: string;
  others?: string[];
}

export type Tried = { ok: true; changes: Change[] } | { ok: false; findings: Reason[] };

/** What trying a case takes from its row; `state` is null for one whose state was never kept. */
export interface Tryable {
  started: boolean;
  submittedAt: Date;
  clocks: Record<string, StoredClock>;
  state: Uint8Array | null;
}

export const stays = (code: string, message: string): { ok: false; findings: Reason[] } => ({
  ok: false,
  findings: [{ element: null, code, message }],
});

/** Whether a case could go over, by its state as it was last recorded. Wakes no workflow, changes nothing. */
export function tryCase(plan: Plan, row: Tryable, seal: Seal, known: { guide: ItemGuide; calendar: Calendar }): Tried {
  if (row.state === null) {
    return row.started ? stays('no-state', 'Its state has not been recorded yet') : stays('not-begun', 'The case has not begun');
  }
  const { guide, calendar } = known;
  const surroundings = {
    program: plan.from,
    calendar,
    limits: guide,
    submittedAt: row.submittedAt.toISOString(),
    clocks: row.clocks,
    at: instant(Date.now()),
  };
  try {
    return migrateBy(plan, seal.open(row.state) as State, environmentIn(surroundings));
  } catch (error) {
    // One case that the engine stumbles over must not hold up the trial of all the others.
    return stays('not-tried', error instanceof Error ? error.message : String(error));
  }
}
