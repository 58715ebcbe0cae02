import { sql } from 'drizzle-orm';
import type { SQL, SQLWrapper } from 'drizzle-orm';
import type { Light } from '../../../schema/contracts/values.ts';

export interface LightColumns {
  dueAt: SQLWrapper;
  promisedDueAt: SQLWrapper;
  warnAt: SQLWrapper;
}

/** `lightOf` (schema/rules) as a condition: rows that show this light at the moment `at`. */
export function showsLight(light: Light, { dueAt, promisedDueAt, warnAt }: LightColumns, at: SQLWrapper): SQL {
  const red = sql`coalesce(${at} > ${dueAt}, false)`;
  const orange = sql`coalesce(${at} > ${promisedDueAt}, false)`;
  const yellow = sql`coalesce(${at} >= ${warnAt}, false)`;
  switch (light) {
    case 'red':
      return red;
    case 'orange':
      return sql`(${orange} and not ${red})`;
    case 'yellow':
      return sql`(${yellow} and not ${orange} and not ${red})`;
    case 'green':
      return sql`not (${yellow} or ${orange} or ${red})`;
  }
}

/** A text as part of a LIKE pattern: its own wildcards mean themselves. */
export const likeText = (text: string): string => text.replaceAll(/[\\%_]/g, (one) => `\\${one}`);
