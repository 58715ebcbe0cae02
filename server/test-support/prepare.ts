import { prepareDatabase } from '../setup/prepare-database.ts';

/** Fills a test database as a start of the product does, demo people included. */
export const prepare = (databaseUrl: string): Promise<void> => prepareDatabase(databaseUrl, { demoPeople: true });
