// `npm test`: installs what is missing, runs every check and test, and ends with a line that counts them.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { checkNode, installDependencies, root } from '../../server/embedded/install.mjs';
import { playwrightFailures, vitestFailures } from './failures.mjs';

checkNode();
await installDependencies((line) => process.stdout.write(`· ${line}\n`));

const results = path.join(root, 'test-results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const bin = (name) => path.join(root, 'node_modules', '.bin', name);
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

/** A check passes or fails as a whole; a test run is counted from its report. */
const steps = [
  { name: 'types', command: bin('tsc'), args: ['--noEmit'] },
  { name: 'lint', command: bin('oxlint'), args: ['--deny-warnings'] },
  { name: 'format', command: bin('oxfmt'), args: ['--check'] },
  { name: 'dead code', command: bin('knip'), args: [] },
  {
    name: 'unit',
    command: bin('vitest'),
    args: vitest('unit'),
    report: 'unit.json',
    count: countVitest,
    failures: vitestFailures,
  },
  {
    name: 'integration',
    command: bin('vitest'),
    args: vitest('integration'),
    report: 'integration.json',
    count: countVitest,
    failures: vitestFailures,
  },
  {
    name: 'journeys',
    command: bin('playwright'),
    args: ['test', '--config', 'e2e/run/playwright.config.ts'],
    report: 'journeys.json',
    count: countPlaywright,
    failures: playwrightFailures,
  },
];

function vitest(kind) {
  return [
    'run',
    '--config',
    `e2e/run/vitest.${kind}.ts`,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=test-results/${kind}.json`,
  ];
}

function countVitest(report) {
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped, testResults } = report;
  // A file that could not be loaded holds no test to count, and is a failure all the same.
  const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  return { passed, failed: failed + broken, skipped };
}

function countPlaywright({ stats }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NO_COLOR: '1' },
      shell: process.platform === 'win32',
    });
    child.on('error', () => resolve(127));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

const only = process.argv.slice(2);
for (const step of steps) {
  if (only.length > 0 && !only.includes(step.name)) continue;
  process.stdout.write(`\n── ${step.name}\n`);
  const began = Date.now();
  const code = await run(step.command, step.args);
  const file = step.report ? path.join(results, step.report) : null;
  let counted = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  if (file && existsSync(file)) {
    const written = JSON.parse(readFileSync(file, 'utf8'));
    const report = step.count(written);
    failures.push(...step.failures(written));
    // A runner that fails without a failed test (a crash, no test found) is a failure.
    counted = code !== 0 && report.failed === 0 ? { ...report, failed: 1 } : report;
  }
  for (const key of Object.keys(total)) total[key] += counted[key];
  process.stdout.write(
    `── ${step.name}: ${counted.failed === 0 ? 'ok' : 'FAILED'} in ${((Date.now() - began) / 1000).toFixed(1)} s (${counted.passed} passed, ${counted.failed} failed)\n`,
  );
}
if (readdirSync(results).length === 0) rmSync(results, { recursive: true });
for (const failure of failures) process.stdout.write(`\n✗ ${failure}\n`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
