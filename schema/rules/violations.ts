/** What breaks a period of the law, for whoever supervises: it is shown and kept, and undoes nothing. */
export const violationKinds = [
  'lateCorrection',
  'lateForwarding',
  'lateDecision',
  'lateJointDecision',
  'lateDelivery',
  'lateRenewal',
  'lateHearing',
  'lateInspection',
] as const;
export type ViolationKind = (typeof violationKinds)[number];

/** The articles of the Licensing Law that give each period. */
export const violationLaw: Readonly<Record<ViolationKind, string>> = {
  lateCorrection: '第三十二条',
  lateForwarding: '第四十三条',
  lateDecision: '第四十二条第一款',
  lateJointDecision: '第四十二条第二款',
  lateDelivery: '第四十四条',
  lateRenewal: '第五十条第一款',
  lateHearing: '第四十七条',
  lateInspection: '第五十五条',
};

/** Days before its licence ends at which a renewal is asked for, unless the item has its own (art. 50). */
export const renewBeforeDays = 30;

/** A clock of the case by its last moment, ISO 8601; `due` null while it stands still. */
export interface DatedClock {
  due: string | null;
  /** When what it is the limit of was done; null while it is not. */
  endedAt: string | null;
}

/** What has happened, and when. Instants are ISO 8601, days `YYYY-MM-DD` in Asia/Shanghai; what is absent has not begun. */
export interface DatedFacts {
  now: string;
  /** 统一、联合、集中办理 (art. 26). */
  joint: boolean;
  /** `correction`: the limit to ask for corrections, where they have been asked for. */
  clocks: Partial<Record<'correction' | 'firstReview' | 'decision' | 'deliver', DatedClock>>;
  renewal?: { appliedOn: string; licenceEndsOn: string; daysBefore: number };
  /** From the request to the hearing; a notice shorter than seven days is refused, so it is none of these. */
  hearings?: readonly DatedClock[];
  /** Until inspectors are assigned; fewer than two are refused. */
  inspections?: readonly DatedClock[];
}

export interface Violation {
  kind: ViolationKind;
  /** Since when: the last moment of the period that has passed, or when it was done wrongly. */
  at: string;
}

const dayMs = 24 * 60 * 60_000;
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

const passed = (due: string | null, endedAt: string | null, now: string): due is string =>
  due !== null && Date.parse(endedAt ?? now) > Date.parse(due);

/**
 * Which periods of the law a case has broken by `now`, in the order of the table. What was done late stays one; what stands still is none.
 */
export function violationsOf({ now, joint, clocks, renewal, hearings = [], inspections = [] }: DatedFacts): Violation[] {
  const found: Violation[] = [];
  const ofClock = {
    correction: 'lateCorrection',
    firstReview: 'lateForwarding',
    decision: 'lateDecision',
    deliver: 'lateDelivery',
  } as const;
  for (const name of ['correction', 'firstReview', 'decision', 'deliver'] as const) {
    const clock = clocks[name];
    const kind = name === 'decision' && joint ? 'lateJointDecision' : ofClock[name];
    if (clock && passed(clock.due, clock.endedAt, now)) found.push({ kind, at: clock.due });
  }
  if (renewal && daysBetween(renewal.appliedOn, renewal.licenceEndsOn) < renewal.daysBefore)
    found.push({ kind: 'lateRenewal', at: `${renewal.appliedOn}T00:00:00+08:00` });
  for (const { due, endedAt } of hearings) if (passed(due, endedAt, now)) found.push({ kind: 'lateHearing', at: due });
  for (const { due, endedAt } of inspections) if (passed(due, endedAt, now)) found.push({ kind: 'lateInspection', at: due });
  return found;
}
