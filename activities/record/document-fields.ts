import type { Mark } from '../../schema/contracts/values.ts';
import { documentKinds } from '../../schema/documents/kinds.ts';
import { documentKindIds } from '../../schema/documents/kind-ids.ts';
import type { DocumentKindId } from '../../schema/documents/kind-ids.ts';
import { limitText } from '../../schema/documents/limit-text.ts';
import { dayOf, officialDate } from '../../schema/documents/official-date.ts';
import type { Form } from '../../schema/forms/form.ts';
import { markName } from '../../schema/forms/mark-name.ts';
import type { Effect } from '../../schema/process/approval-extension.ts';
import { basisNames, extensionRule, isBasis, ownLimit } from '../../schema/rules/procedures.ts';
import type { PromiseKind } from '../../schema/rules/promises.ts';
import type { DueTimes } from '../../workflows/clock/case-clocks.ts';
import type { Act, Step } from '../../workflows/messages.ts';
import type { CaseFacts, CaseRow } from './case-facts.ts';
import type { Folded } from './fold.ts';
import type { LicenceData } from '../../schema/licences/data.ts';
import { validTo } from './licence.ts';
import type { Certified } from './licence.ts';
import { dueOf } from './task-rows.ts';

/** What a step's documents are written from. */
export interface DocumentSources {
  row: CaseRow;
  facts: CaseFacts;
  folded: Folded;
  step: Step;
  times: DueTimes;
  licenceNumber: string | null;
  /** What the step has done to a licence, if anything. */
  certified: Certified | null;
  /** The licence that the case is about, as it was last issued. */
  subject: LicenceData | null;
  /** The item's form: names of the fields that marks are about. */
  form: Form | null;
  /** What the applicant has promised to hand in later, by when. */
  promises: { materialCode: string; kind: PromiseKind; dueOn: string }[];
  /** Files handed in, by material code. */
  materials: Map<string, number>;
  /** Decisions of the case so far, to be delivered. */
  decisions: { name: string; number: string }[];
  /** The signed record of the case's hearing, as a decision cites it (art. 48); null: none was held. */
  hearingRecord: string | null;
  /** How the decision has been served, where that is known. */
  served: { way: string; on: string; takenBy: string | undefined } | null;
}

type Fields = Record<string, unknown>;

/** The document that an effect produces; null for one that produces none. `notify` says itself which. */
export const documentOf = ({ kind, document }: Effect): DocumentKindId | null =>
  kind === 'notify' ? (document ?? null) : (documentKindIds.find((id) => documentKinds[id].producedBy === kind) ?? null);

/** The fields of the document that an effect produces; what is absent and may not be is told by who parses them. */
export function fieldsOfEffect(kind: DocumentKindId, effect: Effect, element: string | null, sources: DocumentSources): Fields {
  const { row, facts } = sources;
  return {
    addressee: row.applicantName,
    itemName: facts.guide.name.zh,
    receivedOn: dayOf(row.submittedAt),
    contact: facts.guide.consultation.zh,
    basis: legalBasis(facts),
    licenceName: (sources.subject?.licenceName ?? facts.guide.result.name).zh,
    licenceNumber: sources.licenceNumber ?? row.subjectLicence ?? undefined,
    acceptedOn: dayOrNothing(sources.folded.acceptedAt),
    reasons: reasonsOf(sources.step, effect),
    ...own(kind, effect, element, sources),
  };
}

function own(kind: DocumentKindId, effect: Effect, element: string | null, sources: DocumentSources): Fields {
  const { row, facts, folded, step, times } = sources;
  const day = dayOf(step.at);
  const hearingRecord = sources.hearingRecord ?? undefined;
  switch (kind) {
    case 'receipt':
      return { materials: materialsOf(facts, sources.materials), replyBy: dayOrNothing(times.byName.receive) };
    case 'correctionNotice': {
      const task = folded.opened.find((one) => one.assignment?.role === 'applicant');
      const { marks, note } = folded.correction ?? { marks: [], note: null };
      const correctBy = task && dueOf(task, facts, step.at, folded.clocks);
      return { marks: marks.map((mark) => markOf(mark, facts, sources.form)), note: note ?? undefined, correctBy: dayOrNothing(correctBy) };
    }
    case 'acceptanceNotice':
      return {
        limit: limitText(facts.guide.statutoryLimit),
        decideBy: dayOrNothing(times.byName.decision),
        deemedBy: effect.deemed ? effect.law : undefined,
        promises: promised(facts, sources.promises),
      };
    case 'refusalNotice':
      return { rightAgency: folded.conclusion?.agency ?? undefined };
    case 'extensionNotice':
      return { ...extensionOf(step, facts), decideBy: dayOrNothing(times.byName.decision) };
    case 'specialProcedureNotice':
      return {
        procedure: facts.program.nodes[element ?? '']?.name ?? (isBasis(effect.basis) ? basisNames[effect.basis].zh : '特别程序'),
        basis: effect.law ?? legalBasis(facts),
        timeNeeded: effect.days === undefined ? reasonsOf(step, effect) : limitText({ n: effect.days, unit: 'workday' }),
        stoppedOn: day,
      };
    case 'grantDecision': {
      const { certified } = sources;
      const end = folded.certifies === null ? undefined : dayOrNothing(validTo(facts, new Date(folded.at)));
      return { validTo: certified?.data?.validTo ?? end, deemedBy: effect.deemed ? effect.law : undefined, hearingRecord };
    }
    case 'denialDecision':
      return { hearingRecord };
    case 'licence': {
      const data = sources.certified?.data;
      return data ? licenceFields(data) : {};
    }
    case 'deliveryReceipt': {
      const { licenceNumber, decisions } = sources;
      const isEnded = ['revoke', 'withdraw', 'cancel'].includes(facts.guide.licence.effect);
      const licence = licenceNumber === null || isEnded ? [] : [{ name: facts.guide.result.name.zh, number: licenceNumber }];
      const way = sources.served?.way ?? wayOf(row.answers.deliveryWay);
      return {
        documents: [...decisions, ...licence],
        way,
        deliveredOn: sources.served?.on ?? day,
        takenBy: sources.served?.takenBy,
      };
    }
    default: {
      const hearingRequest = ownLimit('hearingRequest', facts.guide);
      // Hearings and what follows a licence: who acts says it, field by field.
      return {
        subject: facts.guide.name.zh,
        requestDays: hearingRequest.n,
        requestPeriod: limitText(hearingRequest),
        basis: effect.basis ?? legalBasis(facts),
        ...actOf(step)?.variables,
      };
    }
  }
}

/** The fields of a licence's own paper. */
export const licenceFields = (data: LicenceData): Fields => ({
  identifier: data.identifier,
  licenceName: data.licenceName.zh,
  licenceNameEn: data.licenceName.en || undefined,
  licenceNumber: data.number,
  version: data.version,
  holder: data.holder.name,
  holderCode: data.holder.kind === 'legalPerson' ? (data.holder.code ?? undefined) : undefined,
  validFrom: data.validFrom,
  validTo: data.validTo ?? undefined,
  noEnd: data.validTo === null ? '长期' : undefined,
  details: data.details.map(({ label, value }) => ({ name: label.en ? `${label.zh} ${label.en}` : label.zh, value })),
});

/** By how much a limit is extended, who has approved that, and by which rule. */
function extensionOf({ cause }: Step, { guide }: CaseFacts): Fields {
  const { days, approvedBy, article } = extensionRule(guide.joint ?? false);
  const n = cause.kind === 'act' && cause.act.kind === 'clock' && cause.act.change.name === 'extend' ? cause.act.change.n : days;
  return { extendedBy: limitText({ ...guide.statutoryLimit, n }), approvedBy, article: article.zh };
}

/** What somebody said in the case; a repair of it is no part of what a document says. */
const saidBy = ['complete', 'message', 'deliver'] as const;
const actOf = ({ cause }: Step): Extract<Act, { kind: (typeof saidBy)[number] }> | null =>
  cause.kind === 'act' && saidBy.some((kind) => kind === cause.act.kind) ? (cause.act as never) : null;

const dayOrNothing = (at: string | Date | null | undefined): string | undefined => (at ? dayOf(at) : undefined);

/** What the person who decided wrote; where nobody did, the law by which it happened. */
function reasonsOf({ cause }: Step, effect: Effect): string | undefined {
  if (cause.kind !== 'act') return effect.law;
  const { act } = cause;
  if (act.kind === 'complete') return act.particulars.opinion.trim() || effect.law;
  // The reason of a repair is for those who look after cases.
  const said = act.kind === 'message' || act.kind === 'operate' || act.kind === 'clock' ? act.reason : null;
  return said?.trim() || effect.law;
}

const legalBasis = ({ guide }: CaseFacts): string => guide.legalBasis.map(({ law, article }) => `《${law.zh}》${article}`).join('、');

/** Accepted with gaps: what was promised by when. */
function promised({ guide }: CaseFacts, promises: DocumentSources['promises']): Fields[] | undefined {
  if (promises.length === 0) return undefined;
  return promises.map(({ materialCode, kind, dueOn }) => ({
    name: guide.materials.find(({ code }) => code === materialCode)?.name.zh ?? materialCode,
    way: kind === 'follow' ? '容缺后补' : '告知承诺',
    by: officialDate(dueOn),
  }));
}

/** In the order of the guide; a material that it does not know any more keeps its code. */
function materialsOf({ guide }: CaseFacts, files: Map<string, number>): { name: string; files: number }[] {
  const known = guide.materials.filter(({ code }) => files.has(code)).map(({ code, name }) => ({ name: name.zh, files: files.get(code)! }));
  const codes = new Set(guide.materials.map(({ code }) => code));
  return [...known, ...[...files].filter(([code]) => !codes.has(code)).map(([name, count]) => ({ name, files: count }))];
}

/** A mark by the name that people know the material or field by. */
const markOf = (mark: Mark, { guide }: CaseFacts, form: Form | null): { name: string; requirement: string } => ({
  name: markName(mark, guide, form).zh,
  requirement: mark.message,
});

const ways: Record<string, string> = { portal: '电子送达', window: '窗口领取', post: '邮寄送达' };
const wayOf = (asked: unknown): string => (typeof asked === 'string' ? ways[asked] : undefined) ?? '直接送达';
