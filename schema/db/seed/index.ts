import { connect } from '../connect.ts';
import { seedCalendar } from './calendar.ts';
import { seedDocuments } from './documents.ts';
import { seedItems } from './items.ts';
import type { Compile } from './items.ts';
import { seedOrganisations, seedPeople } from './organisations.ts';

export interface SeedOptions {
  /** The compiler and engine in use; given by the caller, since schema imports no sibling. */
  compile: Compile;
  engineVersion: number;
  /** Demo accounts: only with the embedded identity provider. */
  demoPeople: boolean;
}

/** Puts the sample catalogue, organisations and calendar into the database. Done again it changes only what has changed. */
export async function seed(databaseUrl: string, options: SeedOptions): Promise<void> {
  const { db, close } = connect(databaseUrl, { max: 1, applicationName: 'approval-seed' });
  try {
    await db.transaction(async (tx) => {
      await seedOrganisations(tx);
      if (options.demoPeople) await seedPeople(tx);
      await seedCalendar(tx);
      await seedItems(tx, options.compile, options.engineVersion);
      await seedDocuments(tx);
    });
  } finally {
    await close();
  }
}
