import { keyFor, openBytes, sealBytes } from './sealed.ts';

/** Temporal's payload and codec, as far as we use them; the SDK's own type is structural. */
export interface Payload {
  metadata?: Record<string, Uint8Array> | null;
  data?: Uint8Array | null;
}

const encoding = 'binary/approval-1';

/** Gives a program's JSON by its hash; throws when there is none. */
export type ProgramSource = (hash: string) => Promise<string>;

/**
 * What every payload goes through on its way to Temporal and back: the compiled program is kept out of each history by
 * its hash, the rest is compressed and, since it holds personal data, encrypted (AES-256-GCM, key derived from `secret`).
 */
export function createPayloadCodec(secret: string, programs: ProgramSource) {
  const key = keyFor(secret, 'temporal payloads');
  return {
    encode: async (payloads: Payload[]): Promise<Payload[]> => payloads.map((payload) => seal(payload, key)),
    decode: async (payloads: Payload[]): Promise<Payload[]> => Promise.all(payloads.map((payload) => open(payload, key, programs))),
  };
}

function seal(payload: Payload, key: Buffer): Payload {
  const text = Buffer.from(payload.data ?? []).toString('utf8');
  const { rest, hash } = withoutProgram(text);
  const sealed = sealBytes(key, Buffer.from(rest, 'utf8'));
  const inner = payload.metadata?.encoding ?? Buffer.from('json/plain');
  const claim: Record<string, Uint8Array> = hash === null ? {} : { program: Buffer.from(hash) };
  return { metadata: { encoding: Buffer.from(encoding), inner, ...claim }, data: sealed };
}

async function open(payload: Payload, key: Buffer, programs: ProgramSource): Promise<Payload> {
  if (Buffer.from(payload.metadata?.encoding ?? []).toString() !== encoding || !payload.data) return payload;
  const text = openBytes(key, Buffer.from(payload.data)).toString('utf8');
  const claim = payload.metadata!.program;
  // The rest is an object that is never empty, so the program can be put in front as text.
  const whole = claim ? `{"program":${await programs(Buffer.from(claim).toString())},${text.slice(1)}` : text;
  return { metadata: { encoding: payload.metadata!.inner ?? Buffer.from('json/plain') }, data: Buffer.from(whole, 'utf8') };
}

/** Takes a case's program out of its input, and gives its hash; other payloads are not looked into. */
function withoutProgram(text: string): { rest: string; hash: string | null } {
  if (!text.includes('"program":{')) return { rest: text, hash: null };
  const { program, ...rest } = JSON.parse(text) as { program?: { hash?: unknown } };
  const hash = program?.hash;
  return typeof hash === 'string' && Object.keys(rest).length > 0 ? { rest: JSON.stringify(rest), hash } : { rest: text, hash: null };
}
