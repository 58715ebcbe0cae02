import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const script = fileURLToPath(new URL('./check_pdf.py', import.meta.url));

export interface CheckedPdf {
  /** As PDFium selects it; `\r\n` between lines. */
  text: string;
  structure: {
    marked: boolean;
    language: string;
    title: string;
    displaysTitle: boolean;
    uaPart: string;
    elements: string[];
    parentsKnown: boolean;
    pages: number;
  };
  signatures: {
    intact: boolean;
    valid: boolean;
    trusted: boolean;
    coverage: string;
    subFilter: string;
    signer: string;
    attributes: string[];
  }[];
}

/** What pyHanko, PDFium and qpdf say of PDF files; `roots` holds the certificates that are trusted. */
export async function checkPdfs(roots: string, files: string[]): Promise<CheckedPdf[]> {
  const tools = process.env.TEST_PDF_TOOLS;
  if (!tools) throw new Error('TEST_PDF_TOOLS is not set: run the integration tests with npm run integration');
  const env = { ...process.env, PYTHONPATH: tools, PYTHONIOENCODING: 'utf-8' };
  const { stdout } = await run('python3', [script, roots, ...files], { env, maxBuffer: 256 * 1024 * 1024 });
  const answer = JSON.parse(stdout) as Record<string, CheckedPdf>;
  return files.map((file) => answer[file]!);
}

const reader = fileURLToPath(new URL('./read_licence.py', import.meta.url));

/** The QR codes that ZXing finds in PDF files, and what those of licences say once Python has verified them with the published keys. */
export async function readLicences(keysFile: string, files: string[]): Promise<{ codes: string[]; claims: unknown[] }[]> {
  const env = { ...process.env, PYTHONPATH: process.env.TEST_PDF_TOOLS, PYTHONIOENCODING: 'utf-8' };
  const { stdout } = await run('python3', [reader, keysFile, ...files], { env });
  const answer = JSON.parse(stdout) as Record<string, { codes: string[]; claims: unknown[] }>;
  return files.map((file) => answer[file]!);
}

/** Text without the blanks and line ends of its layout: what is looked for may run over two lines. */
export const joined = (text: string): string => text.replaceAll(/\s/g, '');
