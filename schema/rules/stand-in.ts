import type { StaffRole } from '../contracts/values.ts';

/** 代理: a person is away on these days, both included, and somebody may act in their name; nobody does when `standInId` is null. */
export interface Absence {
  userId: string;
  standInId: string | null;
  /** `2026-11-24` in Shanghai, the first and the last day. */
  from: string;
  through: string;
  /** For these roles only; empty: for all. */
  roles: readonly StaffRole[];
}

/** Why an absence cannot be as it is proposed: a key under `reasons`. */
export type AbsenceDenial =
  | 'endsBeforeItBegins'
  | 'alreadyOver'
  | 'standsForSelf'
  | 'overlaps'
  | 'standInCycle'
  | 'standInAway'
  | 'standsInThen';

const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

/** The day in Shanghai, as absences are counted. */
export const dayOf = (at: Date): string => shanghai.format(at);

export const isUnderWay = ({ from, through }: Pick<Absence, 'from' | 'through'>, day: string): boolean => from <= day && day <= through;

/** Whether an absence is about a role. */
export const coversRole = ({ roles }: Pick<Absence, 'roles'>, role: string): boolean =>
  roles.length === 0 || (roles as readonly string[]).includes(role);

const meet = (a: Absence, b: Absence): boolean => a.from <= b.through && b.from <= a.through;
const shareRole = (a: Absence, b: Absence): boolean =>
  a.roles.length === 0 || b.roles.length === 0 || a.roles.some((role) => b.roles.includes(role));

/**
 * Why an absence cannot stand beside those there are; null when it can. One person stands in for a role at a time, and
 * whoever stands in is there: so no chain and no circle of stand-ins ever comes about. `today` is the day it is asked for.
 */
export function absenceDenial(present: readonly Absence[], proposed: Absence, today: string): AbsenceDenial | null {
  const { userId, standInId } = proposed;
  if (proposed.through < proposed.from) return 'endsBeforeItBegins';
  if (proposed.through < today) return 'alreadyOver';
  if (standInId === userId) return 'standsForSelf';
  const meeting = present.filter((one) => meet(one, proposed));
  if (meeting.some((one) => one.userId === userId && shareRole(one, proposed))) return 'overlaps';
  const awayThen = standInId === null ? [] : meeting.filter((one) => one.userId === standInId);
  if (awayThen.some((one) => one.standInId === userId)) return 'standInCycle';
  if (awayThen.length > 0) return 'standInAway';
  return meeting.some((one) => one.standInId === userId) ? 'standsInThen' : null;
}

/** Whether a person is away in a role on a day: they are asked for nothing new then. */
export const isAway = (absences: readonly Absence[], userId: string, role: string, day: string): boolean =>
  absences.some((one) => one.userId === userId && coversRole(one, role) && isUnderWay(one, day));
