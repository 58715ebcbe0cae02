import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import getPort, { portNumbers } from 'get-port';
import { lock } from 'proper-lockfile';
import { z } from 'zod';
import { StartProblem } from './problem.ts';
import { releasePorts, reservePort } from './reserved-port.ts';
import { say } from './say.ts';

/** Grows when a data folder of an older product could not simply be used any more. */
const dataVersion = 1;

const Settings = z.object({
  version: z.number(),
  sessionSecret: z.string(),
  clientSecret: z.string(),
  /** Ports chosen at the first start, kept so that addresses stay. */
  ports: z.object({ web: z.number(), worker: z.number(), postgres: z.number(), temporal: z.number(), identity: z.number() }),
});
export type Settings = z.infer<typeof Settings>;

export interface DataFolder {
  path: string;
  settings: Settings;
  release: () => Promise<void>;
}

/** Opens the data folder for one product alone: makes it, locks it, reads or makes its secrets and ports. */
export async function openDataFolder(folder: string, wantedPort: number | null): Promise<DataFolder> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new StartProblem(
      `The data folder ${folder} cannot be made: ${(error as Error).message}.`,
      'Choose another one with DATA_DIR. 请用 DATA_DIR 指定另一个数据目录。',
    );
  });
  const release = await takeLock(folder);
  try {
    const settings = await readSettings(path.join(folder, 'settings.json'));
    settings.ports = await freePorts(settings.ports, wantedPort);
    await writeSettings(path.join(folder, 'settings.json'), settings);
    const giveBack = async (): Promise<void> => {
      releasePorts(Object.values(settings.ports));
      await release();
    };
    return { path: folder, settings, release: giveBack };
  } catch (error) {
    await release();
    throw error;
  }
}

const lockAge = 15_000;

/** Takes the folder's lock. One left by a start that was killed is taken over as soon as it has grown old. */
async function takeLock(folder: string): Promise<() => Promise<void>> {
  const options = { stale: lockAge, update: 5_000, lockfilePath: path.join(folder, '.lock') };
  const first = await lock(folder, options).catch(() => null);
  if (first) return first;
  const inUse = new StartProblem(
    `The data folder ${folder} is in use by another start of this product.`,
    'Stop that one, or start a second copy with a DATA_DIR of its own. 请先停止它，或为第二份指定不同的 DATA_DIR。',
  );
  if (await isHolderAlive(folder)) throw inUse;
  say('上次意外中断，正在接管数据目录 · the last run was cut off; taking over its data folder');
  const retries = { retries: 2 + lockAge / 1000, minTimeout: 1000, maxTimeout: 1000 };
  return lock(folder, { ...options, retries }).catch(() => {
    throw inUse;
  });
}

/** Whether the supervisor that wrote DATA_DIR/run.json still runs; one that has not got that far counts as running. */
async function isHolderAlive(folder: string): Promise<boolean> {
  const text = await readFile(path.join(folder, 'run.json'), 'utf8').catch(() => null);
  if (text === null) return true;
  try {
    process.kill((JSON.parse(text) as { supervisor: number }).supervisor, 0);
    return true;
  } catch {
    return false;
  }
}

async function readSettings(file: string): Promise<Settings> {
  if (!existsSync(file)) {
    const secret = () => randomBytes(32).toString('base64url');
    const ports = { web: 3000, worker: 3001, postgres: 5433, temporal: 7243, identity: 3002 };
    return { version: dataVersion, sessionSecret: secret(), clientSecret: secret(), ports };
  }
  const settings = Settings.parse(JSON.parse(await readFile(file, 'utf8')));
  if (settings.version === dataVersion) return settings;
  throw new StartProblem(
    `The data folder ${path.dirname(file)} was made by version ${settings.version} of the product; this one uses version ${dataVersion}.`,
    'Start the product that made it, or use another DATA_DIR. 请用原来的版本启动，或指定另一个 DATA_DIR。',
  );
}

/** Written beside and renamed: a crash leaves the old file or the new one. */
async function writeSettings(file: string, settings: Settings): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** The ports of last time where they are free, else others near them. A port asked for by PORT is used or refused. */
async function freePorts(last: Settings['ports'], wanted: number | null): Promise<Settings['ports']> {
  const taken = new Set<number>();
  const choose = async (preferred: number): Promise<number> => {
    for (const near of portNumbers(preferred, Math.min(65_000, preferred + 200))) {
      if (!taken.has(near) && (await isFree(near))) {
        taken.add(near);
        return near;
      }
    }
    throw new StartProblem(`No port from ${preferred} on is free.`, 'Stop what uses them. 附近没有空闲端口，请先停止占用者。');
  };
  if (wanted !== null) {
    if (wanted !== 0 && !(await isFree(wanted))) {
      throw new StartProblem(
        `Port ${wanted} is taken.`,
        'Stop what uses it, or set PORT to another one (0 chooses a free one). 端口已被占用，请换一个 PORT（0 为自动选择）。',
      );
    }
    const web = wanted === 0 ? await choose(last.web) : wanted;
    taken.add(web);
    return { ...(await others(last, choose)), web };
  }
  const web = await choose(last.web);
  return { ...(await others(last, choose)), web };
}

/** Whether nobody listens on a port and no other start on this machine is about to; it is then kept for this one. */
const isFree = async (port: number): Promise<boolean> => (await getPort({ port: [port], host: '127.0.0.1' })) === port && reservePort(port);

async function others(last: Settings['ports'], choose: (port: number) => Promise<number>): Promise<Omit<Settings['ports'], 'web'>> {
  const worker = await choose(last.worker);
  const postgres = await choose(last.postgres);
  const temporal = await choose(last.temporal);
  return { worker, postgres, temporal, identity: await choose(last.identity) };
}
