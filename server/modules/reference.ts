import { eq } from 'drizzle-orm';
import { readCalendar } from '../../schema/db/calendar.ts';
import type { Database } from '../../schema/db/connect.ts';
import { definitions, departments, organisations } from '../../schema/db/tables/index.ts';
import type { Text } from '../../schema/contracts/values.ts';
import type { Program } from '../../schema/process/program.ts';
import type { Calendar } from '../../schema/rules/calendar/calendar.ts';
import { inLanguage } from '../language.ts';
import type { Language } from '../language.ts';

export interface Definition {
  id: string;
  itemId: string;
  version: number;
  bpmn: string;
  program: Program;
}
type Organisation = typeof organisations.$inferSelect;

/** What changes by the month: read again when it has grown old. */
export interface SlowData {
  organisations: Map<string, Organisation>;
  /** By `organisation:code`. */
  departments: Map<string, Text>;
  calendar: Calendar;
}

/** How long slow data may be read from memory, in ms. */
const freshMs = 30_000;
/** Definitions kept: they never change, and a few versions of each item are in use. */
const keptDefinitions = 300;

/** What nearly every answer needs and nothing changes by the minute: organisations, departments, calendar, definitions. */
export class Reference {
  private readonly definitions = new Map<string, Definition>();
  private slow: { at: number; value: Promise<SlowData> } | null = null;

  constructor(private readonly db: Database) {}

  /** The slow data, read anew when it has grown old; a failure is not kept. */
  now(): Promise<SlowData> {
    if (this.slow && Date.now() - this.slow.at < freshMs) return this.slow.value;
    const value = this.read().catch((error: unknown) => {
      this.slow = null;
      throw error;
    });
    this.slow = { at: Date.now(), value };
    return value;
  }

  private async read(): Promise<SlowData> {
    const [bodies, parts, calendar] = await Promise.all([
      this.db.select().from(organisations),
      this.db.select().from(departments),
      readCalendar(this.db),
    ]);
    return {
      organisations: new Map(bodies.map((one) => [one.id, one])),
      departments: new Map(parts.map((one) => [`${one.organisationId}:${one.code}`, one.name])),
      calendar,
    };
  }

  /** A published definition. Throws when there is none of that id. */
  async definition(id: string): Promise<Definition> {
    const known = this.definitions.get(id);
    if (known) return known;
    const { id: key, itemId, version, bpmn, program } = definitions;
    const [found] = await this.db.select({ id: key, itemId, version, bpmn, program }).from(definitions).where(eq(definitions.id, id));
    if (!found) throw new Error(`no definition ${id}`);
    const oldest = this.definitions.keys().next();
    if (this.definitions.size >= keptDefinitions && !oldest.done) this.definitions.delete(oldest.value);
    this.definitions.set(id, found);
    return found;
  }
}

/** The name of an organisation in the reader's language; its id when it is unknown. */
export const organisationName = (slow: SlowData, id: string, language: Language): string => {
  const found = slow.organisations.get(id);
  return found ? inLanguage(found.name, language) : id;
};

/** The name of a department; null for the organisation itself. */
export function departmentName(slow: SlowData, organisationId: string, code: string, language: Language): string | null {
  if (code === '') return null;
  const found = slow.departments.get(`${organisationId}:${code}`);
  return found ? inLanguage(found, language) : code;
}
