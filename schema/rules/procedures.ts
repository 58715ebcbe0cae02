import type { Limit, Text } from '../contracts/values.ts';

/**
 * 特别程序: what takes time that is not the authority's own (Licensing Law art. 45). Site verification (art. 34) and asking
 * another department are none of these and stop nothing.
 */
export const procedureBases = ['hearing', 'tender', 'auction', 'inspection', 'testing', 'quarantine', 'appraisal', 'expertReview'] as const;
export type ProcedureBasis = (typeof procedureBases)[number];

export const isBasis = (basis: unknown): basis is ProcedureBasis => (procedureBases as readonly unknown[]).includes(basis);

export const basisNames: Readonly<Record<ProcedureBasis, Text>> = {
  hearing: { zh: '听证', en: 'a hearing' },
  tender: { zh: '招标', en: 'a tender' },
  auction: { zh: '拍卖', en: 'an auction' },
  inspection: { zh: '检验', en: 'an inspection' },
  testing: { zh: '检测', en: 'testing' },
  quarantine: { zh: '检疫', en: 'quarantine' },
  appraisal: { zh: '鉴定', en: 'an appraisal' },
  expertReview: { zh: '专家评审', en: 'an expert review' },
};

/** A special procedure as it was begun. */
export interface Procedure {
  basis: ProcedureBasis;
  /** The article that requires it: art. 45 lets a limit stand still only where a law, regulation or rule does. */
  law: string;
  /** `suspend`: the limit stands still. `included`: counted inside the limit, at most the procedure's own days. */
  mode: 'suspend' | 'included';
}

/** What is done to a case's clocks besides what its process does: an act of the authority, or of its head. */
export type ClockChange =
  /** `days`: the working days it takes, as the applicant is told in writing (art. 45). */
  | ({ name: 'startProcedure'; days: number } & Procedure)
  /** `why`: what ended it where nobody did by hand; `experts`: their vote is over. */
  | { name: 'endProcedure'; why?: 'experts' }
  /** `n` days of the limit's unit (art. 42). */
  | { name: 'extend'; n: number };

/** Who may extend a limit once, by how many days, and by which rule (Licensing Law art. 42). */
export interface ExtensionRule {
  days: number;
  approver: 'agencyHead' | 'governmentHead';
  article: Text;
  /** As the notice names who approved. */
  approvedBy: string;
}

/** 统一办理、联合办理、集中办理 (`joint`) has 45 days and 15 more by the head of the government; other decisions 10 more by the agency's. */
export const extensionRule = (joint: boolean): ExtensionRule =>
  joint
    ? {
        days: 15,
        approver: 'governmentHead',
        article: { zh: '第四十二条第二款', en: 'art. 42 para. 2' },
        approvedBy: '本级人民政府负责人',
      }
    : { days: 10, approver: 'agencyHead', article: { zh: '第四十二条第一款', en: 'art. 42 para. 1' }, approvedBy: '本机关负责人' };

/** Clocks whose limit the law gives and an item may have its own of. */
export const ownClocks = ['receive', 'firstReview', 'deliver', 'hearingRequest', 'hearing', 'inspection'] as const;
export type OwnClock = (typeof ownClocks)[number];
export const isOwnClock = (name: unknown): name is OwnClock => (ownClocks as readonly unknown[]).includes(name);

/** The law's own limits, in working days (art. 82): arts. 32, 43, 44, 47, 47 and 55 of the Licensing Law. */
export const lawLimits: Readonly<Record<OwnClock, Limit>> = {
  receive: { n: 5, unit: 'workday' },
  firstReview: { n: 20, unit: 'workday' },
  deliver: { n: 10, unit: 'workday' },
  hearingRequest: { n: 5, unit: 'workday' },
  hearing: { n: 20, unit: 'workday' },
  inspection: { n: 5, unit: 'workday' },
};

/** The item's own limit of a clock, else the law's. */
export const ownLimit = (name: OwnClock, { clocks }: { clocks?: Partial<Record<OwnClock, Limit>> | undefined }): Limit =>
  clocks?.[name] ?? lawLimits[name];
