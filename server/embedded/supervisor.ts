import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { mkdir } from 'node:fs/promises';
import { readEnv } from '../../schema/contracts/env.ts';
import { banner } from './banner.ts';
import { openDataFolder } from './data-folder.ts';
import type { DataFolder } from './data-folder.ts';
import { ensureDatabase } from './database.ts';
import { answers, Part } from './part.ts';
import { isListening, postgresArgs, preparePostgres } from './postgres.ts';
import { StartProblem } from './problem.ts';
import { say, step } from './say.ts';
import { findTemporal } from './temporal-binary.ts';
import { buildWeb, isWebCurrent } from './web-build.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const node = process.execPath;
const tsx = ['--import', 'tsx'];

/** Starts everything in order, stays until it is told to end, and ends it all in reverse order. `began`: epoch ms, for the banner. */
export async function startProduct(began: number): Promise<void> {
  const supervisor = new Supervisor();
  const end = (signal: string) => void supervisor.stop(signal);
  process.on('SIGINT', () => end('Ctrl-C'));
  process.on('SIGTERM', () => end('SIGTERM'));
  try {
    await supervisor.start(began);
  } catch (error) {
    if (supervisor.isStopping) return;
    process.exitCode = 1;
    if (error instanceof StartProblem) process.stderr.write(`\n✗ ${error.message}\n  ${error.advice}\n`);
    else process.stderr.write(`\n✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    await supervisor.stop('a failed start');
  }
}

class Supervisor {
  isStopping = false;
  private parts: Part[] = [];
  private folder: DataFolder | null = null;
  private readonly outside = process.env;

  async start(began: number): Promise<void> {
    const dataDir = path.resolve(this.outside.DATA_DIR ?? path.join(root, '.data'));
    const wanted = this.outside.PORT === undefined || this.outside.PORT === '' ? null : Number(this.outside.PORT);
    if (wanted !== null && !(Number.isInteger(wanted) && wanted >= 0 && wanted < 65_536))
      throw new StartProblem(`PORT is ${this.outside.PORT}, which is no port.`, 'Use a number from 0 to 65535.');
    const folder = await openDataFolder(dataDir, wanted);
    this.folder = folder;
    const logDir = path.join(dataDir, 'logs');
    await mkdir(logDir, { recursive: true });
    const { ports, sessionSecret, clientSecret } = folder.settings;
    const publicUrl = this.outside.PUBLIC_URL ?? `http://localhost:${ports.web}`;
    const issuer = this.outside.OIDC_ISSUER ?? `http://localhost:${ports.identity}`;

    const databaseUrl = await this.database(dataDir, ports.postgres, logDir);
    const temporalAddress = await this.temporal(dataDir, ports.temporal, logDir);
    const env = {
      NODE_ENV: 'production',
      ...definedOf(this.outside),
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: temporalAddress,
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: this.outside.OIDC_CLIENT_ID ?? 'approval',
      OIDC_CLIENT_SECRET: this.outside.OIDC_CLIENT_SECRET ?? clientSecret,
      DATA_DIR: dataDir,
      PORT: String(ports.web),
      WORKER_PORT: String(ports.worker),
      PUBLIC_URL: publicUrl,
      SESSION_SECRET: this.outside.SESSION_SECRET ?? sessionSecret,
      SIGNER_DEMO: String(!this.outside.SIGNER_P12 && !this.outside.SIGNER_URL),
    };
    readEnv(env);
    const isDemo = this.outside.OIDC_ISSUER === undefined;
    await step('准备数据库 · preparing the database', async () => {
      const { prepareDatabase } = await import('../setup/prepare-database.ts');
      await prepareDatabase(databaseUrl, { demoPeople: isDemo });
    });
    if (!(await isWebCurrent())) await step('构建网页 · building the web', buildWeb);
    await step('启动服务 · starting the API, the worker and sign-in', async () => {
      const launches = [
        this.launch({
          name: 'api',
          command: node,
          args: [...tsx, 'server/main.ts'],
          env,
          logDir,
          ready: () => answers(`http://127.0.0.1:${ports.web}/readyz`),
        }),
        this.launch({
          name: 'worker',
          command: node,
          args: ['--require', './activities/no-stack-traces.cjs', ...tsx, 'activities/worker.ts'],
          env,
          logDir,
          ready: () => answers(`http://127.0.0.1:${ports.worker}/readyz`),
        }),
      ];
      if (isDemo) {
        const identity = {
          PORT: String(ports.identity),
          ISSUER: issuer,
          PUBLIC_URL: publicUrl,
          CLIENT_SECRET: env.OIDC_CLIENT_SECRET,
          DATA_DIR: dataDir,
        };
        launches.push(
          this.launch({
            name: 'identity',
            command: node,
            args: [...tsx, 'server/embedded/identity/main.ts'],
            env: identity,
            logDir,
            ready: () => answers(`${issuer}/.well-known/openid-configuration`),
          }),
        );
      }
      await Promise.all(launches);
    });
    process.stdout.write(banner(publicUrl, isDemo, (Date.now() - began) / 1000));
  }

  /** Ends all parts, those that depend on others first; what it did not start it does not end. */
  async stop(why: string): Promise<void> {
    if (this.isStopping) return;
    this.isStopping = true;
    say(`停止 · stopping (${why})`);
    const inOrder = [['identity', 'api', 'worker'], ['temporal'], ['postgres']];
    for (const names of inOrder) await Promise.all(this.parts.filter((part) => names.includes(part.name)).map((part) => part.stop()));
    await this.folder?.release().catch(() => {});
    say('已停止，数据保留 · stopped; the data stays');
    process.exit(process.exitCode ?? 0);
  }

  private async database(dataDir: string, port: number, logDir: string): Promise<string> {
    if (this.outside.DATABASE_URL) return this.outside.DATABASE_URL;
    const url = `postgres://approval@127.0.0.1:${port}`;
    await step('启动 PostgreSQL · starting PostgreSQL', async () => {
      const paths = await preparePostgres(dataDir);
      const command = path.join(paths.bin, 'postgres');
      // SIGINT is PostgreSQL's fast shutdown: open sessions end, nothing is lost.
      await this.launch({
        name: 'postgres',
        command,
        args: postgresArgs(paths.data, port),
        owner: paths.owner,
        signal: 'SIGINT',
        logDir,
        ready: () => isReady(url),
      });
    });
    return `${url}/approval`;
  }

  private async temporal(dataDir: string, port: number, logDir: string): Promise<string> {
    if (this.outside.TEMPORAL_ADDRESS) return this.outside.TEMPORAL_ADDRESS;
    const command = await step('取得 Temporal · getting Temporal', () => findTemporal(path.join(dataDir, 'bin')));
    const pragmas = ['journal_mode=WAL', 'synchronous=FULL'].flatMap((pragma) => ['--sqlite-pragma', pragma]);
    const args = [
      'server',
      'start-dev',
      '--headless',
      '--ip',
      '127.0.0.1',
      '--port',
      String(port),
      '--log-level',
      'error',
      '--db-filename',
      path.join(dataDir, 'temporal.db'),
      ...pragmas,
    ];
    await step('启动 Temporal · starting Temporal', () =>
      this.launch({ name: 'temporal', command, args, env: { GOGC: '400' }, logDir, ready: () => isListening(port) }),
    );
    return `127.0.0.1:${port}`;
  }

  private async launch(options: ConstructorParameters<typeof Part>[0]): Promise<void> {
    const part = new Part(options, () => void this.writeStatus());
    this.parts.push(part);
    await part.start();
  }

  /** Who runs where, for drills and operators: DATA_DIR/run.json. */
  private async writeStatus(): Promise<void> {
    if (!this.folder) return;
    const parts = Object.fromEntries(this.parts.map((part) => [part.name, part.pid]));
    const status = { supervisor: process.pid, ports: this.folder.settings.ports, parts };
    // A full disk must not end what runs.
    await writeFile(path.join(this.folder.path, 'run.json'), `${JSON.stringify(status, null, 2)}\n`).catch(() => {});
  }
}

const isReady = (url: string): Promise<boolean> => ensureDatabase(`${url}/postgres`, 'approval').then(() => true);

const definedOf = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined));
