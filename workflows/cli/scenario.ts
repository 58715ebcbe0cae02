import { readFileSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { failure } from './answer.ts';
import { Runner } from './runner.ts';

/**
 * `scenario FILE.bpmn SCENARIO.json` prints one object and gives its exit code; `scenario --batch LIST.jsonl` prints one
 * line an entry, in order, and gives 0. Nothing but JSON goes to stdout.
 */
export async function scenarioCommand(args: string[], worker?: Worker): Promise<number> {
  const runner = new Runner(worker);
  try {
    const [first, second] = args;
    if (first === '--batch' && second !== undefined) return await batch(runner, second);
    if (first === undefined || second === undefined || first.startsWith('--')) {
      return await print(failure('usage', 'scenario FILE.bpmn SCENARIO.json, or scenario --batch LIST.jsonl'));
    }
    const { exit, text } = await runner.run({ bpmn: first, scenario: second });
    await write(`${text}\n`);
    return exit;
  } finally {
    await runner.close();
  }
}

async function batch(runner: Runner, path: string): Promise<number> {
  let list: string;
  try {
    list = readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch {
    return await print(failure('file-not-found', `The list ${path} cannot be read.`));
  }
  for (const line of list.replace(/^\uFEFF/, '').split('\n')) {
    if (line.trim() === '') continue;
    const { exit, text } = await runner.run({ line });
    await write(`{"exit":${exit},"result":${text}}\n`);
  }
  return 0;
}

async function print(answer: { exit: number; result: unknown }): Promise<number> {
  await write(`${JSON.stringify(answer.result)}\n`);
  return answer.exit;
}

/** Resolves when the text has been handed on, so that nothing is lost when the process ends. */
function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
