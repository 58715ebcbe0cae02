import type { Text } from '../contracts/values.ts';

/** An expert review is held by at least five experts (Film Industry Promotion Law art. 18), unless an item asks for more. */
export const leastExperts = 5;

/** What an expert is one of; an item says of which field its panels are. */
export const expertFields = ['film', 'drama', 'publishing'] as const;
export type ExpertField = (typeof expertFields)[number];

export const fieldNames: Readonly<Record<ExpertField, Text>> = {
  film: { zh: '电影', en: 'Film' },
  drama: { zh: '电视剧与网络视听', en: 'Drama and online audiovisual' },
  publishing: { zh: '新闻出版', en: 'Press and publishing' },
};

/** What ties an expert to an organisation, beside a post there: who is tied to the applicant is not drawn (`declaredTie`). */
export const tieKinds = ['employer', 'partTime', 'investment', 'kin', 'other'] as const;
export type TieKind = (typeof tieKinds)[number];

/** A tie as an expert has declared it: the organisation by its unified social credit code. */
export interface ExpertTie {
  kind: TieKind;
  name: string;
  code: string;
}

/** An opinion as it is signed: one line each, so that anybody can take its SHA-256 again. */
export const opinionText = (one: { task: string; expert: string; name: string; decision: string; opinion: string }): string =>
  [one.task, one.expert, one.name, one.decision, one.opinion].join('\n');
