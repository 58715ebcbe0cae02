import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import approval from '../../schema/process/approval-moddle.json' with { type: 'json' };
import { type Fact, factsOf } from './facts.ts';

interface Moddle {
  fromXML(text: string): Promise<{ rootElement: object }>;
  toXML(element: object, options: object): Promise<{ xml: string }>;
}
// The library has no declarations of its own.
const library: string = 'bpmn-moddle';
const { BpmnModdle } = (await import(library)) as { BpmnModdle: new (packages: object) => Moddle };

/** A file of the BPMN Model Interchange Working Group. */
export interface Interchange {
  name: string;
  bytes: Buffer;
  xml: string;
}

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** The folder with the working group's files: the one named, one that lies beside the repository, or the repository's own copy. */
export function interchangeFolder(named: string | undefined): string {
  const beside = join(repository, '../shared/miwg');
  return named ?? (existsSync(beside) ? beside : join(repository, 'workflows/compile/fixtures/miwg'));
}

export function readInterchange(folder: string): Interchange[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.bpmn'));
  return names.toSorted().map((name) => {
    const bytes = readFileSync(join(folder, name));
    const encoding = /encoding="([^"]+)"/.exec(bytes.subarray(0, 200).toString('latin1'))?.[1];
    return { name, bytes, xml: new TextDecoder(encoding ?? 'utf-8').decode(bytes) };
  });
}

/** What a file says that it no longer says, or says otherwise, after the designer has read and written it. */
export async function differencesOf(xml: string): Promise<Fact[]> {
  const moddle = new BpmnModdle({ approval });
  const { rootElement } = await moddle.fromXML(xml);
  const written = await moddle.toXML(rootElement, { format: true });
  const [before, after] = [factsOf(xml), factsOf(written.xml)];
  return [...without(before, after), ...without(after, before)];
}

/** The facts of one list that the other does not have, or not as often. */
function without(facts: Fact[], others: Fact[]): Fact[] {
  const there = new Map<string, number>();
  const name = ({ of, says }: Fact): string => `${of} ${says}`;
  for (const one of others) there.set(name(one), (there.get(name(one)) ?? 0) + 1);
  return facts.filter((one) => {
    const left = there.get(name(one)) ?? 0;
    there.set(name(one), left - 1);
    return left <= 0;
  });
}

/** The ids of a file's executable processes; none when there is one at most, which need not be named. */
export function processesOf(xml: string): string[] {
  const tags = [...xml.matchAll(/<(?:[\w-]+:)?process\s([^>]*)>/g)].map((match) => match[1] ?? '');
  const ids = tags.filter((tag) => !tag.includes('isExecutable="false"')).flatMap((tag) => /\bid="([^"]+)"/.exec(tag)?.[1] ?? []);
  return ids.length > 1 ? ids : [];
}
