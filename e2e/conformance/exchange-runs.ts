import type { Run } from './bench.ts';
import type { Interchange } from './exchange.ts';
import type { Fact } from './facts.ts';
import type { Answer } from './trial.ts';

const NOT_EXECUTABLE = / isExecutable="false"/g;

/** The runs of a file: as it is, and, where it says that it is not to be executed, as it would be without that. */
export function runsOf({ bytes, xml }: Interchange): { asIs: Run[]; allowed: Run[] } {
  // Byte by byte, so that the file keeps its encoding.
  const freed = Buffer.from(bytes.toString('latin1').replace(NOT_EXECUTABLE, ''), 'latin1');
  const each = (bpmn: Uint8Array, text: string): Run[] => scenarios(text).map((scenario) => ({ bpmn, scenario }));
  return { asIs: each(bytes, xml), allowed: freed.length === bytes.length ? [] : each(freed, xml.replace(NOT_EXECUTABLE, '')) };
}

/** One for each executable process when there are several. */
function scenarios(xml: string): object[] {
  const tags = [...xml.matchAll(/<(?:[\w-]+:)?process\s([^>]*)>/g)].map((match) => match[1] ?? '');
  const ids = tags.filter((tag) => !tag.includes('isExecutable="false"')).flatMap((tag) => /\bid="([^"]+)"/.exec(tag)?.[1] ?? []);
  return ids.length > 1 ? ids.map((process) => ({ process })) : [{}];
}

/** What the runs of a file came to, each refusal by code with its first sentence, the same said once. */
export function outcome(answers: Answer[]): string {
  return [...new Set(answers.flatMap(told))].join('; ');
}

function told({ exit, result }: Answer): string[] {
  if (exit === 2) return [`\`${result.error?.code}\`: ${result.error?.message}`];
  const found = exit === 1 ? result.refused : result.incidents;
  const codes = new Map((found ?? []).toReversed().map(({ code, element, message }) => [code, `\`${code}\` ${element ?? ''}: ${message}`]));
  return [...(exit === 1 ? [] : [`runs: ${result.status}`]), ...[...codes.values()].toReversed()];
}

/** Whether a file is the same after it was read and written, else what is not, without saying of which element. */
export function compared(differences: Fact[]): string {
  if (differences.length === 0) return 'equal';
  const counts = new Map<string, number>();
  for (const { says } of differences) if (!says.startsWith('is ')) counts.set(says, (counts.get(says) ?? 0) + 1);
  return `equal but for ${[...counts].map(([says, count]) => `${says} (${count} times)`).join('; ')}`;
}
