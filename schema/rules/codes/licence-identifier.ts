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
