import { runMigrations } from 'graphile-worker';
import { migrate } from '../../schema/db/migrate.ts';
import { seed } from '../../schema/db/seed/index.ts';
import { compile } from '../../workflows/compile/compile.ts';
import { engineVersion } from '../../workflows/messages.ts';

/** Fills a test database as a start of the product does, demo people included. */
export async function prepare(databaseUrl: string): Promise<void> {
  await migrate(databaseUrl);
  await runMigrations({ connectionString: databaseUrl });
  const compileOrThrow = (bpmn: string) => {
    const compiled = compile(bpmn);
    if ('refused' in compiled) throw new Error(JSON.stringify(compiled.refused));
    return compiled.program;
  };
  await seed(databaseUrl, { compile: compileOrThrow, engineVersion, demoPeople: true });
}
