import type { TimelineEntry } from '../../../schema/contracts/cases.ts';
import type { Relation } from '../../../schema/rules/permissions.ts';
import type { Text } from '../../../schema/contracts/values.ts';
import { inLanguage } from '../../language.ts';
import type { Language } from '../../language.ts';
import type { Sealed } from '../experts/sealed.ts';
import { organisationName } from '../reference.ts';
import type { SlowData } from '../reference.ts';
import type { LedgerRow } from './repo.ts';

export interface TimelineReader {
  relation: Relation;
  applicantId: string;
  language: Language;
  slow: SlowData;
  /** Names of people whom entries name by id. */
  names: ReadonlyMap<string, string>;
  sealed: Sealed;
}

/** How an authority works inside is not the applicant's or the public's to read. */
const internal =
  /^(operation\.(?!suspend|resume|terminate)|task\.(?!opened|completed)|expert\.|inspection\.(?!ordered|closed|cancelled)|recusal\.declared|party\.|hearing\.(lapsed|signatureNoted|officerRemoved)|activity\.|anomaly\.|correction\.|service\.|signal\.|message\.(thrown|received)|incident\.|variables\.|token\.|delivery\.planned|case\.(returned|light|migrat)|projection\.)/;
/** What an applicant asked of the authority, and what it said, is between the two. */
const notPublic = /^(recusal|promise|inspection)\.|^hearing\.(?!called|scheduled|rescheduled|closed)/;
/** What of an entry's data the applicant may read; of it the public only what names nobody. */
const forPublic = [
  'law',
  'deemed',
  'asOf',
  'basis',
  'days',
  'mode',
  'n',
  'calendar',
  'moved',
  'licenceNumber',
  'status',
  'light',
  'itemId',
  'kind',
  'channel',
  'version',
  'reprint',
  // A hearing is public (Licensing Law art. 48).
  'heldAt',
  'place',
];
const forApplicant = [...forPublic, 'marks', 'reason', 'number', 'subject', 'dueOn', 'officer'];
/** Entries whose `to`, `users` and `experts` are people, by id. */
const naming = /^(operation|task|recusal|hearing|expert|inspection)\./;
const people = ['to', 'from', 'users', 'experts'];

/** Who left a panel, and why, is not the others’ to read. */
const ofPanel = new Set(['expert.replaced', 'operation.assign']);
/** What it takes to draw a panel again is told with the panel. */
const ofDraw = new Set(['candidates', 'excluded', 'skipped', 'seed', 'candidatesHash']);

const isOutside = (relation: Relation): boolean => relation === 'own' || relation === 'public';

/** People whom entries name by id: their names are looked up at once. */
export const peopleNamed = (entries: LedgerRow[]): string[] => [
  ...new Set(entries.filter(({ type }) => naming.test(type)).flatMap(({ data }) => idsIn(data))),
];

const idsIn = (data: Record<string, unknown>): string[] =>
  people.flatMap((key) => data[key]).filter((one): one is string => typeof one === 'string');

/** The ledger as one reads it: applicants and the public see departments and law, never persons, opinions or inner moves. */
export function timelineFor(entries: LedgerRow[], reader: TimelineReader): TimelineEntry[] {
  const outside = isOutside(reader.relation);
  const hides = (type: string): boolean => internal.test(type) || (reader.relation === 'public' && notPublic.test(type));
  // What was served on somebody else is between them and the authority.
  const isOthers = ({ data }: LedgerRow): boolean => data.recipientKind === 'thirdParty';
  const { isPanelist } = reader.sealed;
  const seen = isPanelist ? entries.filter(({ type }) => !ofPanel.has(type)) : entries;
  return seen.filter((entry) => !outside || !(hides(entry.type) || isOthers(entry))).map((entry) => lineOf(entry, reader, outside));
}

function lineOf(entry: LedgerRow, reader: TimelineReader, outside: boolean): TimelineEntry {
  const isReaders = reader.relation === 'own' && entry.actorId === reader.applicantId;
  return {
    seq: entry.seq,
    at: entry.at.toISOString(),
    type: entry.type,
    actor: !outside || isReaders ? actorIn(entry, reader.language) : null,
    organisation: entry.organisationId ? organisationName(reader.slow, entry.organisationId, reader.language) : null,
    element: entry.element,
    elementName: entry.elementName,
    opinion: isSealed(entry, reader) ? null : opinionIn(entry, reader.relation, outside),
    params: isSealed(entry, reader) ? {} : paramsOf(entry, reader, outside),
  };
}

/** An expert reads no colleague’s vote before all have voted. */
const isSealed = ({ type, element, actorId }: LedgerRow, { sealed }: TimelineReader): boolean =>
  type === 'task.completed' && element !== null && sealed.elements.has(element) && actorId !== sealed.readerId;

/** Who acted; a stand-in with whom they stood in for (代理). */
function actorIn({ actorName, data }: LedgerRow, language: Language): string | null {
  const away = data.onBehalfOf as { name: string } | undefined;
  if (!away || actorName === null) return actorName;
  return language === 'zh' ? `${actorName} 代 ${away.name}` : `${actorName} for ${away.name}`;
}

/** The note of a correction notice is written to the applicant; other opinions are the authority's own. */
function opinionIn({ type, data }: LedgerRow, relation: Relation, outside: boolean): string | null {
  const isNotice = type === 'effect.requestCorrection' && relation === 'own';
  if (outside && !isNotice) return null;
  const told = data.opinion ?? data.note;
  return typeof told === 'string' && told !== '' ? told : null;
}

function paramsOf({ type, data }: LedgerRow, reader: TimelineReader, outside: boolean): Record<string, unknown> {
  const { opinion: _, note: __, variables: ___, onBehalfOf: ____, ...all } = data;
  const rest = type.startsWith('expert.') ? Object.fromEntries(Object.entries(all).filter(([key]) => !ofDraw.has(key))) : all;
  const keys = reader.relation === 'own' ? forApplicant : forPublic;
  const shown = outside ? Object.fromEntries(Object.entries(rest).filter(([key]) => keys.includes(key))) : { ...rest };
  if (type === 'effect.forward' && typeof data.to === 'string') shown.to = organisationName(reader.slow, data.to, reader.language);
  if ('subject' in shown && typeof data.subject === 'object') shown.subject = inLanguage(data.subject as Text, reader.language);
  if (type === 'variables.corrected') return { ...shown, changes: changesIn(data) };
  if (!naming.test(type)) return shown;
  for (const key of people) if (key in shown) shown[key] = named(shown[key], reader.names);
  return shown;
}

/** Each corrected variable with what it was and what it is; personal ones are sealed, and only named. */
function changesIn({ changes }: LedgerRow['data']): string[] {
  if (!Array.isArray(changes)) return [];
  const told = (value: unknown): string => (value === undefined ? '—' : JSON.stringify(value));
  return (changes as { name: string; before?: unknown; after?: unknown; sealed?: string }[]).map(({ name, before, after, sealed }) =>
    sealed === undefined ? `${name}: ${told(before)} → ${told(after)}` : `${name}: *** → ***`,
  );
}

const named = (value: unknown, names: ReadonlyMap<string, string>): unknown =>
  Array.isArray(value) ? value.map((one) => names.get(String(one)) ?? one) : (names.get(String(value)) ?? value);
