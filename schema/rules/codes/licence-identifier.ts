const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const root = '1.2.156.3005.2';

/** Check character of ISO 7064 MOD 37,36 over digits and capital letters; null for other characters. */
export function mod37Check(text: string): string | null {
  let product = 36;
  for (const character of text) {
    const value = alphabet.indexOf(character);
    if (value < 0) return null;
    const sum = (product + value) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return alphabet[(37 - product) % 36]!;
}

/** The parts of an e-licence's identifier (GB/T 36904-2018), without root and check character. */
export interface IdentifierParts {
  /** Credit code of who defines the type, and three places of its own. */
  type: string;
  /** Credit code of the issuing authority. */
  issuer: string;
  /** At most 32 places. */
  serial: string;
  /** From 1, at most 999. */
  version: number;
}

/** Composes the identifier of one version of a licence. Throws a RangeError when a part is out of shape. */
export function licenceIdentifier({ type, issuer, serial, version }: IdentifierParts): string {
  if (!/^[0-9A-Z]{21}$/.test(type) || !/^[0-9A-Z]{18}$/.test(issuer) || !/^[0-9A-Z]{1,32}$/.test(serial))
    throw new RangeError('not the parts of a licence identifier');
  if (!Number.isInteger(version) || version < 1 || version > 999) throw new RangeError(`no identifier for version ${version}`);
  const parts = [type, issuer, serial, String(version).padStart(3, '0')];
  return [root, ...parts, mod37Check(parts.join(''))].join('.');
}

/** Whether an e-licence identifier is well formed and its check character fits (GB/T 36904-2018). */
export function isLicenceIdentifier(identifier: string): boolean {
  if (!identifier.startsWith(`${root}.`)) return false;
  const parts = identifier.slice(root.length + 1).split('.');
  // The type is written as two parts, credit code and its three places; the check runs over all parts without the dots.
  const [check, version, ...rest] = parts.toReversed();
  if (!check || version?.length !== 3 || rest.length < 3) return false;
  const body = rest.toReversed();
  if (body.at(-1)!.length > 32) return false;
  return mod37Check(body.join('') + version) === check;
}

/** As it travels where room is short: without the root that all identifiers share. */
export const shortIdentifier = (identifier: string): string => identifier.replace(`${root}.`, '');
/** Undoes `shortIdentifier`; a whole one stays as it is. Blanks and small letters, as people type them, are put right. */
export function wholeIdentifier(written: string): string {
  const tidy = written.replaceAll(/\s/g, '').toUpperCase();
  return tidy.startsWith(`${root}.`) ? tidy : `${root}.${tidy}`;
}
