// Runs a command and ends it when the supervisor has gone, however it went: then this process's standard input closes.
// Usage: node guard.mjs SIGNAL UID|- GID|- COMMAND [ARG …]
import { spawn } from 'node:child_process';

const [signal, uid, gid, command, ...args] = process.argv.slice(2);
const owner = uid === '-' ? {} : { uid: Number(uid), gid: Number(gid) };
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...owner });
// The same patience as the supervisor's: whoever does not end by then has hung.
const patience = 15_000;
const stop = () => {
  child.kill(signal);
  setTimeout(() => child.kill('SIGKILL'), patience).unref();
};

process.stdin.resume();
process.stdin.on('end', stop);
process.stdin.on('error', stop);
process.on('SIGTERM', stop);
process.on('SIGINT', () => {});
child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.on('exit', (code) => process.exit(code ?? 1));
// The pid that does the work, for whoever must measure or kill it.
process.stdout.write(`guarded pid ${child.pid}\n`);
