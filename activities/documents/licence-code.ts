import { and, eq, isNull } from 'drizzle-orm';
import { licenceKeys, licenceVersions } from '../../schema/db/tables/index.ts';
import { checkPath, signingInput, withSignature } from '../../schema/licences/code.ts';
import type { LicenceClaims } from '../../schema/licences/code.ts';
import type { LicenceData } from '../../schema/licences/data.ts';
import { roomInQr } from '../../schema/licences/qr.ts';
import { shortIdentifier } from '../../schema/rules/codes/licence-identifier.ts';
import { maskName } from '../../schema/rules/codes/masks.ts';
import type { Press } from './issue-document.ts';

/**
 * The address in a licence's QR code, with its signed text; signed once, so that a reprint carries the same. The public half of the key is
 * published before anything is signed with it. Throws SigningFault.
 */
export async function licenceCode(
  { db, licenceSigner, publicUrl, now }: Pick<Press, 'db' | 'licenceSigner' | 'publicUrl' | 'now'>,
  fields: Record<string, unknown>,
): Promise<string> {
  const address = publicUrl.replace(/\/$/, '') + checkPath;
  const ofVersion = eq(licenceVersions.identifier, String(fields.identifier));
  const read = async () => {
    const [found] = await db.select({ data: licenceVersions.data, code: licenceVersions.code }).from(licenceVersions).where(ofVersion);
    if (!found) throw new Error(`no licence ${String(fields.identifier)}`);
    return found;
  };
  const { data, code } = await read();
  if (code !== null) return address + code;
  const jwk = await licenceSigner.key();
  await db.insert(licenceKeys).values({ kid: jwk.kid, jwk, since: now() }).onConflictDoNothing();
  const input = fittingInput(jwk.kid, data, roomInQr.L - address.length - signatureLength);
  const signed = withSignature(input, await licenceSigner.sign(Buffer.from(input)));
  await db
    .update(licenceVersions)
    .set({ code: signed })
    .where(and(ofVersion, isNull(licenceVersions.code)));
  // Another worker may have been faster: its code stands.
  return address + ((await read()).code ?? signed);
}

/** A dot and 64 bytes in base64url. */
const signatureLength = 87;

/** Names are cut, the longest first, until the code has room for them: what was cut is shown whole online. */
export function fittingInput(kid: string, data: LicenceData, room: number): string {
  const claims = claimsOf(data);
  for (;;) {
    const input = signingInput(kid, claims);
    const longest = (['h', 'a', 'k'] as const).toSorted((a, b) => claims[b].length - claims[a].length)[0]!;
    if (input.length <= room || claims[longest].length <= 4) return input;
    claims[longest] = `${[...claims[longest].replace(/…$/, '')].slice(0, -1).join('')}…`;
  }
}

const dayNumber = (day: string): number => Number(day.replaceAll('-', ''));

function claimsOf({ identifier, licenceName, holder, authority, validFrom, validTo }: LicenceData): LicenceClaims {
  return {
    i: shortIdentifier(identifier),
    k: licenceName.zh,
    h: holder.kind === 'person' ? maskName(holder.name) : holder.name,
    a: authority.name.zh,
    f: dayNumber(validFrom),
    ...(validTo === null ? {} : { t: dayNumber(validTo) }),
  };
}
