import { z } from 'zod';
import type { Mark } from '../contracts/values.ts';

/** Licensing Law art. 32 asks for everything at once; art. 72 (3) makes an agency answer for not having done so. */
export const onceOnly = '《行政许可法》第三十二条、第七十二条';

/** What a further notice asked for that the one before had not, and how the sender explained it. */
export const FurtherItems = z.object({
  round: z.number().int(),
  marks: z.array(z.object({ target: z.enum(['field', 'material']), path: z.string(), message: z.string() })),
  reason: z.string(),
  by: z.string().nullable(),
  at: z.string(),
});
export type FurtherItems = z.infer<typeof FurtherItems>;

/** The last correction notice of a case, as the case keeps it. */
export interface SentNotice {
  marks: Mark[];
  note: string | null;
  round: number;
  /** Of this and the notices before: what was new on each that was not the first. */
  further?: FurtherItems[];
}

/** Names what a mark is about. */
export const subjectOf = ({ target, path }: Pick<Mark, 'target' | 'path'>): string => `${target} ${path}`;

/** One item a target, in the order they were first marked; what several people wrote about it stands line by line, the same sentence once. */
export function mergeMarks(marks: readonly Mark[]): Mark[] {
  const merged = new Map<string, { mark: Mark; messages: Set<string> }>();
  for (const { target, path, message } of marks) {
    const one = merged.get(subjectOf({ target, path })) ?? { mark: { target, path, message }, messages: new Set<string>() };
    one.messages.add(message.trim());
    merged.set(subjectOf({ target, path }), one);
  }
  return [...merged.values()].map(({ mark, messages }) => ({ ...mark, message: [...messages].join('\n') }));
}

/** The marks that the notice before did not have; none are new on a first notice. */
export function furtherMarks(marks: readonly Mark[], before: SentNotice | null): Mark[] {
  if (before === null) return [];
  const told = new Set(before.marks.map(subjectOf));
  return marks.filter((mark) => !told.has(subjectOf(mark)));
}

/** The notice that a case keeps once it has gone out. */
export function noticeSent(
  before: SentNotice | null,
  sent: { marks: Mark[]; note: string | null },
  further: { marks: Mark[]; reason: string; by: string | null; at: string } | null,
): SentNotice {
  const round = (before?.round ?? 0) + 1;
  const all = [...(before?.further ?? []), ...(further ? [{ round, ...further }] : [])];
  return { ...sent, round, ...(all.length > 0 ? { further: all } : {}) };
}
