import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ContentStore } from '../../../schema/files/content-store.ts';
import { rangeOf } from './range.ts';

/** Types that a browser shows without running anything. */
const shown = /^(application\/pdf|image\/(jpeg|png|gif|webp))$/;

export interface Content {
  name: string;
  type: string;
  size: number;
  sha256: string;
}

/** Headers of bytes that people have a right to: shown or saved under their own name, and never run. */
export function describe(reply: FastifyReply, { name, type, sha256 }: Omit<Content, 'size'>): void {
  const how = shown.test(type) ? 'inline' : 'attachment';
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  void reply.headers({
    'content-type': type,
    'content-disposition': `${how}; filename*=UTF-8''${encoded}`,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    etag: `"${sha256}"`,
  });
}

/** Sends stored bytes, or the part of them that is asked for (RFC 9110 §14); 304 to who has them already. */
export function sendContent(request: FastifyRequest, reply: FastifyReply, contents: ContentStore, content: Content): FastifyReply {
  const { sha256, size } = content;
  describe(reply, content);
  if (request.headers['if-none-match'] === `"${sha256}"`) return reply.code(304).send();
  const range = rangeOf(request.headers.range, size);
  if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${size}`).send();
  if (range) void reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${size}`);
  void reply.header('content-length', range ? range.end - range.start + 1 : size);
  return reply.send(contents.read(sha256, range ?? undefined));
}
