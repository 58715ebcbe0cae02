/** The text of a file, or why its bytes are no text. */
export type Decoded = { text: string } | { error: { code: 'not-well-formed' | 'unsupported-encoding'; message: string } };

/** Decodes bytes of an encoding that the platform's TextDecoder does not know; undefined when it is unknown here too. */
export type Decoder = (bytes: Uint8Array, encoding: string) => string | undefined;

/**
 * Decodes the bytes of an XML file by its byte order mark, else by the declaration, else as UTF-8 (XML 1.0, appendix F).
 * Bytes that are not of the declared encoding make the file not well-formed.
 */
export function decodeXml(bytes: Uint8Array, fallback?: Decoder): Decoded {
  const encoding = byteOrderMark(bytes) ?? zeroPattern(bytes) ?? declared(bytes) ?? 'utf-8';
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encoding, { fatal: true });
  } catch {
    const text = fallback?.(bytes, encoding);
    if (text !== undefined) return { text };
    return { error: { code: 'unsupported-encoding', message: `The encoding “${encoding}” is not known.` } };
  }
  try {
    return { text: decoder.decode(bytes) };
  } catch {
    return { error: { code: 'not-well-formed', message: `The bytes of the file are not ${encoding}.` } };
  }
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be';
  return undefined;
}

/** A file in UTF-16 or UTF-32 without a mark shows by where the zeros of its first `<` are. */
function zeroPattern(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0x3c && b === 0) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le';
  if (a === 0 && b === 0x3c) return 'utf-16be';
  if (a === 0 && b === 0 && c === 0 && d === 0x3c) return 'utf-32be';
  return undefined;
}

function declared(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 256));
  const encoding = /^<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][\w.:-]*)["']/.exec(head)?.[1];
  // A declaration that can be read byte by byte is not in UTF-16, whatever it says: let the decoder find that out.
  return encoding?.toLowerCase() === 'utf-16' ? 'utf-16le' : encoding;
}
