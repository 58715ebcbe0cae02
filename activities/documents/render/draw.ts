import { prepareSignature } from '../pdf/prepare-signature.ts';
import type { SignatureInfo } from '../pdf/prepare-signature.ts';
import { RenderFault } from './printable.ts';
import type { Printable } from './printable.ts';
import { Renderer } from './renderer.ts';

/** What a thread is asked to draw: a document to be signed by somebody, or a preview. */
export type Drawing =
  | { kind: 'document'; printable: Printable; signature: Omit<SignatureInfo, 'place'> }
  | { kind: 'preview'; printable: Printable };

/** What it gives back. Errors keep their code only as a value. */
export type Drawn =
  | { kind: 'document'; pdf: Uint8Array; pages: number }
  | { kind: 'preview'; pdf: Uint8Array; svg: string }
  | { kind: 'fault'; code: RenderFault['code']; message: string };

let renderer: Renderer | null = null;

/** Draws one document; called in a thread of the pool. */
export default async function draw(drawing: Drawing): Promise<Drawn> {
  renderer ??= new Renderer();
  const { printable } = drawing;
  try {
    const { pdf, pages, seal } = await renderer.render(printable);
    if (drawing.kind === 'preview') return { kind: 'preview', pdf, svg: await renderer.svg(printable) };
    return { kind: 'document', pdf: await prepareSignature(pdf, { ...drawing.signature, place: seal }), pages };
  } catch (error) {
    if (error instanceof RenderFault) return { kind: 'fault', code: error.code, message: error.message };
    throw error;
  }
}
