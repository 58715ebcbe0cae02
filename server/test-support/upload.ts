import type { LightMyRequestResponse } from 'fastify';
import type { FileInfo } from '../../schema/contracts/drafts.ts';
import type { Visitor } from './visitor.ts';

const encode = (text: string): string => Buffer.from(text).toString('base64');

export interface Sent {
  target: string;
  materialCode: string;
  filename: string;
  bytes: Buffer;
  /** The length that is announced; that of the bytes unless said. */
  length?: number;
}

/** Begins an upload as tus-js-client does. */
export const begin = (visitor: Visitor, { target, materialCode, filename, bytes, length }: Sent): Promise<LightMyRequestResponse> =>
  visitor.send('POST', '/api/uploads', {
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(length ?? bytes.length),
      'upload-metadata': `target ${encode(target)},materialCode ${encode(materialCode)},filename ${encode(filename)}`,
    },
  });

/** Sends bytes from an offset of an upload. */
export const sendBytes = (visitor: Visitor, location: string, bytes: Buffer, offset = 0): Promise<LightMyRequestResponse> =>
  visitor.raw('PATCH', location, bytes, {
    'tus-resumable': '1.0.0',
    'upload-offset': String(offset),
    'content-type': 'application/offset+octet-stream',
  });

/** The whole of an upload; the answer is that of its last request, or of the first one that is refused. */
export async function upload(visitor: Visitor, sent: Sent): Promise<LightMyRequestResponse> {
  const begun = await begin(visitor, sent);
  if (begun.statusCode !== 201) return begun;
  return sendBytes(visitor, String(begun.headers.location), sent.bytes);
}

export const fileOf = (answer: LightMyRequestResponse): FileInfo => answer.json<FileInfo>();
