import { runMigrations } from 'graphile-worker';
import { migrate } from '../../schema/db/migrate.ts';
import { seed } from '../../schema/db/seed/index.ts';
import type { Program } from '../../schema/process/program.ts';
import { compile } from '../../workflows/compile/compile.ts';
import { engineVersion } from '../../workflows/messages.ts';

function compileOrThrow(bpmn: string): Program {
  const compiled = compile(bpmn);
  if ('program' in compiled) return compiled.program;
  throw new Error(compiled.refused.map((finding) => `${finding.element}: ${finding.message}`).join('\n'));
}

/** Brings a database up to date: our tables, the outbox's, and the sample catalogue. Safe to run at every start. */
export async function prepareDatabase(databaseUrl: string, options: { demoPeople: boolean }): Promise<void> {
  await migrate(databaseUrl);
  await runMigrations({ connectionString: databaseUrl });
  await seed(databaseUrl, { compile: compileOrThrow, engineVersion, demoPeople: options.demoPeople });
}
