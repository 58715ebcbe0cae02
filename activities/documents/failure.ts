import { SigningFault } from '../ports/signer.ts';
import { withoutValues } from '../record/failure.ts';
import { RenderFault } from './render/printable.ts';

/** Why a document could not be issued now: a code people have a sentence for, and details for an operator. */
export interface DocumentFailure {
  code: 'document-character' | 'document-render' | 'document-signature' | 'document-disk-full' | 'document-storage' | 'document-other';
  message: string;
}

const full = new Set(['ENOSPC', 'EDQUOT']);

/** Any error on the way to an issued document, without the values of a query. */
export function failureOf(error: unknown): DocumentFailure {
  if (error instanceof RenderFault) return { code: error.code, message: error.message };
  if (error instanceof SigningFault) return { code: 'document-signature', message: error.message };
  const { code, syscall } = error as NodeJS.ErrnoException;
  const told = withoutValues(error);
  const message = told instanceof Error ? told.message : String(told);
  if (code !== undefined && full.has(code)) return { code: 'document-disk-full', message };
  return { code: syscall === undefined ? 'document-other' : 'document-storage', message };
}

/** How many failed attempts make it an incident: about three minutes after the first. */
export const attemptsUntilIncident = 4;

const firstPause = 5_000;
const longestPause = 30 * 60_000;

/** The pause after the n-th failed attempt, ms: 5 s, 15 s, 45 s … at most half an hour; it is tried for ever. */
export const pauseAfter = (attempts: number): number => Math.min(longestPause, firstPause * 3 ** (attempts - 1));
