import { z } from 'zod';

/**
 * What a licence's QR code says, as the claims of a compact JWS (RFC 7515, ES256). Names are one letter, since a code has to stay
 * small enough to be read from paper: i identifier without its root, k kind, h holder (a person's name masked), a issuing authority,
 * f valid from and t valid to as YYYYMMDD; without t it has no end.
 */
export const LicenceClaims = z.object({
  i: z.string().max(100),
  k: z.string().max(200),
  h: z.string().max(200),
  a: z.string().max(200),
  f: z.number().int(),
  t: z.number().int().optional(),
});
export type LicenceClaims = z.infer<typeof LicenceClaims>;

/** A public key as it is published at `/.well-known/licence-keys.json` (JWKS, RFC 7517). */
export const LicenceKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  kid: z.string(),
  alg: z.literal('ES256'),
  use: z.literal('sig'),
});
export type LicenceKey = z.infer<typeof LicenceKey>;
export const LicenceKeys = z.object({ keys: z.array(LicenceKey) });

export const keysPath = '/.well-known/licence-keys.json';
/** The page that a QR code leads to, with the code behind it. */
export const checkPath = '/v/';

const Header = z.object({ alg: z.literal('ES256'), kid: z.string() });

const toBase64url = (bytes: Uint8Array): string =>
  btoa(String.fromCodePoint(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

function fromBase64url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return null;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (one) => one.codePointAt(0)!);
  } catch {
    return null;
  }
}

function jsonIn<T extends z.ZodType>(shape: T, part: string): z.output<T> | null {
  const bytes = fromBase64url(part);
  if (!bytes) return null;
  try {
    const parsed = shape.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** The part of a code that is signed: header and claims. */
export function signingInput(kid: string, claims: LicenceClaims): string {
  const part = (value: object): string => toBase64url(new TextEncoder().encode(JSON.stringify(value)));
  return `${part({ alg: 'ES256', kid })}.${part(claims)}`;
}

export const withSignature = (input: string, signature: Uint8Array): string => `${input}.${toBase64url(signature)}`;

/** What a code says, whether it is signed or not; null when it is no code of ours at all. */
export function readCode(code: string): { kid: string; claims: LicenceClaims } | null {
  const [head = '', body = '', signature = '', more] = code.split('.');
  const header = jsonIn(Header, head);
  const claims = jsonIn(LicenceClaims, body);
  if (!header || !claims || signature === '' || more !== undefined) return null;
  return { kid: header.kid, claims };
}

/**
 * The claims of a code whose signature one of these keys made; null for any other. The same function in the browser, offline, and in
 * the server. Throws where there is no WebCrypto: a page that came over plain HTTP.
 */
export async function verifyCode(code: string, keys: readonly LicenceKey[]): Promise<LicenceClaims | null> {
  const read = readCode(code);
  const key = keys.find(({ kid }) => kid === read?.kid);
  if (!read || !key) return null;
  const at = code.lastIndexOf('.');
  const signature = fromBase64url(code.slice(at + 1));
  if (signature?.length !== 64) return null;
  const { kty, crv, x, y } = key;
  const imported = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  const input = new TextEncoder().encode(code.slice(0, at));
  const isGenuine = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, imported, signature, input);
  return isGenuine ? read.claims : null;
}
