// Starts a command of this folder: `scenario`, `clock`. Plain JavaScript, so that it runs before anything is installed;
// the commands are TypeScript. Stdout carries the command's JSON and nothing else.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Whoever read the output has gone: there is nobody left to tell.
process.stdout.on('error', () => process.exit());

const root = fileURLToPath(new URL('../..', import.meta.url));
const [name, ...args] = process.argv.slice(2);

function fail(code, message) {
  process.stdout.write(`${JSON.stringify({ error: { step: null, code, message } })}\n`);
  process.exit(2);
}

if (!existsSync(new URL('../../node_modules/tsx', import.meta.url))) {
  const installed = spawnSync('npm', ['ci', '--silent'], { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (installed.status !== 0) fail('not-installed', 'The dependencies are missing and could not be installed: run npm ci.');
}

const commands = {
  scenario: async () => {
    // The thread that runs scenarios loads while this one does.
    const worker = (await import('./start-worker.mjs')).newWorker();
    const { scenarioCommand } = await load('./scenario.ts');
    return (list) => scenarioCommand(list, worker);
  },
  clock: async () => (await load('./clock.ts')).clockCommand,
};

async function load(file) {
  const { register } = await import('tsx/esm/api');
  register();
  return import(file);
}

const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined;
if (!command) fail('no-such-command', `commands: ${Object.keys(commands).join(', ')}`);
try {
  process.exitCode = await (await command())(args);
} catch (error) {
  fail('internal', error instanceof Error ? error.message : String(error));
}
