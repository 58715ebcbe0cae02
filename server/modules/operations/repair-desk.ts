import type { Database } from '../../../schema/db/connect.ts';
import type { Seal } from '../../../schema/db/sealed.ts';
import { stateSeal } from '../../../schema/db/sealed.ts';
import type { Program } from '../../../schema/process/program.ts';
import type { Action } from '../../../schema/rules/actions.ts';
import { lawOf } from '../../../schema/rules/avoidance.ts';
import type { Avoidance } from '../../../schema/rules/avoidance.ts';
import { permission } from '../../../schema/rules/permissions.ts';
import type { ObjectOfAction } from '../../../schema/rules/permissions.ts';
import type { State } from '../../../workflows/engine/types.ts';
import type { Actor } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { objectOf } from '../cases/access.ts';
import { findCase } from '../cases/repo.ts';
import type { FoundCase } from '../cases/repo.ts';
import type { Cases } from '../cases/service.ts';
import { bodyOf } from '../session/signed-in.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { closenessTo } from '../tasks/duty.ts';
import { keptState } from './repo.ts';

export type RepairAction = Extract<Action, `incident.${string}`>;

/** A case on the desk of somebody who looks after it, with all that says what they may do about it. */
export interface RepairDesk {
  user: SignedIn;
  found: FoundCase;
  object: ObjectOfAction;
  program: Program;
  /** Null when the case has not begun or is over. */
  state: State | null;
  avoidance: Avoidance | null;
}

/** Opens cases for repair, and asks the rules. */
export class RepairDesks {
  private readonly db: Database;
  private readonly seal: Seal;

  constructor(
    services: Services,
    private readonly cases: Cases,
  ) {
    this.db = services.database.db;
    this.seal = stateSeal(services.env.SESSION_SECRET);
  }

  /** A case that somebody may read the incidents of; any other is `case-not-found`. */
  async open(user: SignedIn, caseNumber: string): Promise<RepairDesk> {
    const found = await findCase(this.db, caseNumber);
    if (!found) throw new Refusal('case-not-found');
    const object = { ...objectOf(found), holderOrganisationId: found.row.holderOrganisationId };
    if (!permission(user, 'incident.read', object).allowed) throw new Refusal('case-not-found');
    const [definition, state, avoidance] = await Promise.all([
      this.cases.reference.definition(found.row.definitionId),
      keptState(this.db, this.seal, caseNumber),
      closenessTo(this.db, user, caseNumber),
    ]);
    return { user, found, object, program: definition.program, state, avoidance };
  }
}

/** Why somebody may not do something about a case now: a key under `reasons`; null when they may. */
export function repairReason(desk: RepairDesk, action: RepairAction): string | null {
  const { user, object, found, avoidance } = desk;
  const asked = permission(user, action, object);
  if (!asked.allowed) return asked.reason;
  if (avoidance) return avoidance;
  if (found.row.endedAt) return 'ended';
  return found.row.suspended ? 'suspended' : null;
}

/** As `repairReason`, thrown as the answer; what the case itself stands against, it says itself. */
export function requireRepair(desk: RepairDesk, action: RepairAction): void {
  const { user, object, found, avoidance } = desk;
  const asked = permission(user, action, object);
  if (!asked.allowed) throw new Refusal('not-allowed', { reason: asked.reason });
  if (avoidance) throw new Refusal('must-avoid', { reason: avoidance, law: lawOf(avoidance) });
  if (found.row.endedAt) throw new Refusal('case-ended');
}

/** Whoever repairs acts for their own body. */
export const repairer = ({ user, found }: RepairDesk): Actor => ({
  id: user.id,
  name: user.name,
  organisationId: bodyOf(user, found.row.holderOrganisationId, found.path),
});
