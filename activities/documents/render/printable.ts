import type { FilledBlock } from '../../../schema/documents/fill-template.ts';

/** What the renderer draws; all of it is text, none of it markup. */
export interface Printable {
  title: string;
  agency: string;
  keywords: string[];
  description: string;
  blocks: FilledBlock[];
  footer: string;
  /** What the QR code says; none when null. */
  qr: string | null;
  sealed: boolean;
  /** The large QR code of a licence, beside the seal: where it leads; none when null. */
  code: string | null;
  /** When it was issued: the file's own date, ISO 8601. */
  at: string;
}

/** A document cannot be drawn: `document-character` when a character has no glyph in any font at hand. */
export class RenderFault extends Error {
  constructor(
    readonly code: 'document-character' | 'document-render',
    message: string,
  ) {
    super(message);
  }
}
