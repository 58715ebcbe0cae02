import type { LicenceOffer, LicenceSummary, LicenceVersionView, LicenceView } from '../../../schema/contracts/licences.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { checkPath } from '../../../schema/licences/code.ts';
import { daysLeft, licenceState } from '../../../schema/licences/state.ts';
import type { Language } from '../../language.ts';
import { nothingSealed } from '../experts/sealed.ts';
import { timelineFor } from '../cases/timeline.ts';
import type { SlowData } from '../reference.ts';
import { mayStillBe } from './free.ts';
import { historyOf, itemsAbout, openCaseOf, remindersOf, versionsOf } from './repo.ts';
import type { FoundLicence, ItemAbout, LicenceVersion, ListedLicence } from './repo.ts';

export function summaryOf({ licence, data, itemName }: ListedLicence, now: Date): LicenceSummary {
  return {
    number: licence.number,
    itemId: licence.itemId,
    identifier: data.identifier,
    version: licence.version,
    licenceName: data.licenceName,
    itemName: itemName.name,
    holderName: licence.holderName,
    authority: data.authority.name,
    state: licenceState(licence, now),
    validFrom: data.validFrom,
    validTo: data.validTo,
    daysLeft: daysLeft(licence.validTo, now),
    issuedAt: licence.issuedAt.toISOString(),
  };
}

export interface LicenceReader {
  relation: 'own' | 'staff';
  language: Language;
  slow: SlowData;
  publicUrl: string;
  now: Date;
}

/** A licence as its holder or staff reads it; null for one that has no version (it was issued before there were e-licences). */
export async function licenceView(db: Database, found: FoundLicence, reader: LicenceReader): Promise<LicenceView | null> {
  const { licence, guide } = found;
  const { number } = licence;
  const [versions, history, reminders, openCase, about] = await Promise.all([
    versionsOf(db, number),
    historyOf(db, number),
    remindersOf(db, number, licence.version),
    openCaseOf(db, number),
    itemsAbout(db, licence.itemId),
  ]);
  const current = versions[0];
  if (!current) return null;
  const { now, publicUrl, relation } = reader;
  const own = relation === 'own';
  return {
    ...summaryOf({ licence, data: current.version.data, itemName: guide }, now),
    relation,
    versions: versions.map(versionView),
    verifyUrl: current.version.code === null ? null : publicUrl.replace(/\/$/, '') + checkPath + current.version.code,
    reprints: current.version.reprints,
    offers: about
      .filter(({ guide: { licence: use } }) => use.startedBy === (own ? 'applicant' : 'agency'))
      .map((item) => offerOf(item, found, openCase, now)),
    openCase,
    reminders: reminders.map(({ days, at }) => ({ days, at: at.toISOString() })),
    history: timelineFor(history, {
      sealed: nothingSealed,
      relation: own ? 'own' : 'handling',
      applicantId: licence.holderId,
      language: reader.language,
      slow: reader.slow,
      names: new Map(),
    }),
  };
}

function versionView({ version, document }: LicenceVersion): LicenceVersionView {
  const { identifier, cause, issuedAt, caseNumber, data } = version;
  const isIssued = document?.sha256 != null;
  return {
    identifier,
    version: version.version,
    cause,
    issuedAt: issuedAt.toISOString(),
    caseNumber,
    data,
    document: isIssued ? { id: document.id, name: document.name!, sha256: document.sha256!, size: document.size! } : null,
  };
}

/** Days before its end by which an extension is to be asked for (Licensing Law art. 50). */
const inTime = 30;

function offerOf({ id, guide }: ItemAbout, { licence }: FoundLicence, openCase: string | null, now: Date): LicenceOffer {
  const { effect } = guide.licence;
  const state = licenceState(licence, now);
  const left = daysLeft(licence.validTo, now);
  const unfit = mayStillBe(effect, state) ? null : state === 'expired' ? 'expired' : 'notInForce';
  return {
    itemId: id,
    itemName: guide.name,
    effect,
    reason: unfit ?? (openCase ? 'caseOpen' : null),
    late: effect === 'renew' && left !== null && left < inTime,
  };
}
