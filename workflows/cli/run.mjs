// Starts a command of the pure engine: `scenario`, `clock`. Stdout carries the command's JSON and nothing else.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
if (!existsSync(new URL('../../node_modules/tsx', import.meta.url))) {
  execFileSync('npm', ['ci', '--silent'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
}
const { register } = await import('tsx/esm/api');
register();

const [name, ...args] = process.argv.slice(2);
const commands = {
  clock: async () => (await import('./clock.ts')).clockCommand,
};
const load = commands[name];
if (!load) {
  process.stdout.write(
    `${JSON.stringify({ error: { step: null, code: 'no-such-command', message: `commands: ${Object.keys(commands).join(', ')}` } })}\n`,
  );
  process.exitCode = 2;
} else {
  process.exitCode = await (await load())(args);
}
