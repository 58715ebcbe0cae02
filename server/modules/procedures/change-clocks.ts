import { isBasis } from '../../../schema/rules/procedures.ts';
import type { ClockChange } from '../../../schema/rules/procedures.ts';
import type { Act, ActResult, Actor } from '../../../workflows/messages.ts';
import { Refusal } from '../../errors.ts';
import type { CaseGateway } from '../../temporal/case-gateway.ts';

/** Who changes the clocks of which case, and why; the reason is told to the applicant. */
export interface ClockAct {
  caseNumber: string;
  actor: Actor;
  reason: string;
  idempotencyKey: string;
}

const change = (gateway: CaseGateway, { caseNumber, actor, reason, idempotencyKey }: ClockAct, asked: ClockChange): Promise<ActResult> => {
  const act: Act = { kind: 'clock', actor, change: asked, reason };
  return gateway.act(caseNumber, act, idempotencyKey);
};

/**
 * 特别程序: begins one. `law` is the article that requires it, `days` the working days it takes; with `suspend` the limits stand
 * still and the notice is served, with `included` they run on. Refuses with `no-legal-basis`, `procedure-running`,
 * `no-limit-running`, `limit-passed`, and what the gateway refuses with.
 */
export async function startProcedure(
  gateway: CaseGateway,
  act: ClockAct,
  procedure: { basis: string; law: string; days: number; mode: 'suspend' | 'included' },
): Promise<ActResult> {
  const { basis } = procedure;
  if (!isBasis(basis) || procedure.law.trim() === '') throw new Refusal('no-legal-basis');
  return change(gateway, act, { name: 'startProcedure', ...procedure, basis });
}

/** The special procedure is over: the limits go on the day after. Refuses with `procedure-not-running`, `no-limit-running`. */
export const endProcedure = (gateway: CaseGateway, act: ClockAct): Promise<ActResult> => change(gateway, act, { name: 'endProcedure' });

/** 延期: by `days` of the limit's unit. Refuses with `already-extended`, `extension-too-long`, `limit-passed`, `no-limit-running`. */
export const extendLimit = (gateway: CaseGateway, act: ClockAct, days: number): Promise<ActResult> =>
  change(gateway, act, { name: 'extend', n: days });
