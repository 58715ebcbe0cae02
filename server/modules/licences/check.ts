import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { CheckedLicence, CheckOutcome, LicenceCheck, licenceCheckRoutes } from '../../../schema/contracts/licence-checks.ts';
import type { Database } from '../../../schema/db/connect.ts';
import { licenceChecks, licenceKeys, licences, licenceVersions } from '../../../schema/db/tables/index.ts';
import { verifyCode } from '../../../schema/licences/code.ts';
import type { LicenceKey } from '../../../schema/licences/code.ts';
import { licenceState } from '../../../schema/licences/state.ts';
import { wholeIdentifier } from '../../../schema/rules/codes/licence-identifier.ts';
import { maskName } from '../../../schema/rules/codes/masks.ts';

type Asked = z.output<typeof licenceCheckRoutes.check.body & object>;
type Found = NonNullable<Awaited<ReturnType<typeof findVersion>>>;

/** All keys that ever signed a code, the newest first. */
export async function publishedKeys(db: Database): Promise<LicenceKey[]> {
  const rows = await db.select({ jwk: licenceKeys.jwk }).from(licenceKeys).orderBy(licenceKeys.since);
  return rows.map(({ jwk }) => jwk).toReversed();
}

/** Verifies a licence for anybody, and notes that it was done: when, how, of which and with what result, nothing of who asked. */
export async function checkLicence(db: Database, asked: Asked, now: Date): Promise<LicenceCheck> {
  const found = 'code' in asked ? await byCode(db, asked.code) : await byName(db, asked);
  const means = 'code' in asked ? 'code' : 'typed';
  const outcome: CheckOutcome = found ? outcomeOf(found, now) : means === 'code' ? 'notGenuine' : 'notFound';
  const { number = null, version = null } = found?.version ?? {};
  await db.insert(licenceChecks).values({ at: now, means, number, version, outcome });
  return { outcome, licence: found ? viewOf(found) : null, checkedAt: now.toISOString() };
}

async function findVersion(db: Database, identifier: string) {
  const [found] = await db
    .select({ version: licenceVersions, licence: licences })
    .from(licenceVersions)
    .innerJoin(licences, eq(licences.number, licenceVersions.number))
    .where(eq(licenceVersions.identifier, identifier));
  return found ?? null;
}

async function byCode(db: Database, code: string): Promise<Found | null> {
  const claims = await verifyCode(code, await publishedKeys(db));
  return claims && findVersion(db, wholeIdentifier(claims.i));
}

const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();

async function byName(db: Database, { identifier, holderName }: { identifier: string; holderName: string }): Promise<Found | null> {
  const found = await findVersion(db, wholeIdentifier(identifier));
  return found && plain(found.version.data.holder.name) === plain(holderName) ? found : null;
}

/** What ended a licence matters more than that it was changed before. */
function outcomeOf({ version, licence }: Found, now: Date): CheckOutcome {
  if (licence.state !== 'inForce') return licence.state;
  return version.version < licence.version ? 'changed' : licenceState(licence, now);
}

function viewOf({ version, licence }: Found): CheckedLicence {
  const { identifier, data } = version;
  return {
    identifier,
    number: version.number,
    licenceName: data.licenceName,
    holderName: data.holder.kind === 'person' ? maskName(data.holder.name) : data.holder.name,
    authority: data.authority.name,
    validFrom: data.validFrom,
    validTo: data.validTo,
    version: version.version,
    latestVersion: licence.version,
    endedAt: licence.endedAt?.toISOString() ?? null,
  };
}
