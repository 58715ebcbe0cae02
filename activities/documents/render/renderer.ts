import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import QRCode from 'qrcode';
import type { SealPlace } from '../pdf/prepare-signature.ts';
import { RenderFault } from './printable.ts';
import type { Printable } from './printable.ts';
import { levelFor } from '../../../schema/licences/qr.ts';

const require = createRequire(import.meta.url);
const source = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** Regular for the text, bold for titles; the whole unified repertoire of GB 18030 up to extension A. */
const fonts = ['400Regular/NotoSerifSC_400Regular.ttf', '700Bold/NotoSerifSC_700Bold.ttf'];

/** Points of 42 mm, the width of a seal. */
const sealSize = (42 / 25.4) * 72;

/** How many documents a picture or a font's outlines are kept for without being used. */
const cacheAge = 30;

export interface Rendered {
  /** PDF 1.7, tagged (PDF/UA-1); not signed yet. */
  pdf: Uint8Array;
  pages: number;
  seal: SealPlace | null;
}

/** Draws documents with Typst. One for each thread: it keeps fonts and the agencies' seals in memory, and blocks while it draws. */
export class Renderer {
  private readonly compiler: NodeCompiler;
  private readonly documentSource = source('./document.typ');
  private readonly sealSource = source('./seal.typ');
  private readonly seals = new Map<string, string>();

  constructor() {
    const fontBlobs = fonts.map((name) => readFileSync(require.resolve(`@expo-google-fonts/noto-serif-sc/${name}`)));
    this.compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs }] });
  }

  /** Throws RenderFault. */
  async render(printable: Printable): Promise<Rendered> {
    const document = this.compile(this.documentSource, { document: JSON.stringify(await this.inputOf(printable)) });
    const creationTimestamp = Math.floor(new Date(printable.at).getTime() / 1000);
    try {
      const pdf = this.compiler.pdf(document, { pdfStandard: 'ua-1', creationTimestamp });
      return { pdf, pages: document.numOfPages, seal: this.sealIn(document) };
    } catch (error) {
      throw faultOf(error instanceof Error ? error.message : String(error));
    } finally {
      this.compiler.evictCache(cacheAge);
    }
  }

  /** The same pages as one SVG, under one another: for a preview. */
  async svg(printable: Printable): Promise<string> {
    const document = this.compile(this.documentSource, { document: JSON.stringify(await this.inputOf(printable)) });
    return this.compiler.plainSvg(document);
  }

  private async inputOf({ sealed, qr, code, ...printable }: Printable): Promise<object> {
    return {
      ...printable,
      seal: sealed ? this.sealOf(printable.agency) : null,
      sealAlt: `印章：${printable.agency}`,
      qr: qr === null ? null : await QRCode.toString(qr, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' }),
      qrAlt: `二维码：${qr}`,
      code: code === null ? null : await QRCode.toString(code, { type: 'svg', margin: 0, errorCorrectionLevel: levelFor(code) }),
      codeAlt: '扫码核验 Scan to verify',
    };
  }

  private compile(mainFileContent: string, inputs: Record<string, string>): NodeTypstDocument {
    const compiled = this.compiler.compile({ mainFileContent, inputs });
    const { result } = compiled;
    if (result) return result;
    const error = compiled.takeDiagnostics();
    throw faultOf(
      error
        ? this.compiler
            .fetchDiagnostics(error)
            .map(({ message }: { message: string }) => message)
            .join('; ')
        : 'unknown',
    );
  }

  /** Sample agencies carry （示例） in their names: their seals say so below the star. */
  private sealOf(agency: string): string {
    const known = this.seals.get(agency);
    if (known) return known;
    const name = agency.replace(/（示例）$/, '');
    const svg = this.compiler.plainSvg(this.compile(this.sealSource, { name, note: name === agency ? '' : '示例' }));
    this.seals.set(agency, svg);
    return svg;
  }

  private sealIn(document: NodeTypstDocument): SealPlace | null {
    const [found] = this.compiler.query(document, { selector: '<seal>' }) as { value: { page: number; x: string; y: string } }[];
    if (!found) return null;
    const { page, x, y } = found.value;
    return { page, x: Number.parseFloat(x), y: Number.parseFloat(y), width: sealSize, height: sealSize };
  }
}

function faultOf(message: string): RenderFault {
  const missing = /the text `\\?"(.*?)\\?"` could not be displayed/.exec(message)?.[1];
  if (missing === undefined) return new RenderFault('document-render', message);
  return new RenderFault('document-character', `no font at hand has ${missing}`);
}
