import { readFileSync } from 'node:fs';
import { deadline } from '../clock/deadline.ts';
import type { OpenRequest } from '../clock/deadline.ts';

type Outcome = { exit: number; result: unknown };

const refused = (code: string, message: string): Outcome => ({ exit: 1, result: { refused: [{ path: '', code, message }] } });

function ask(request: unknown): Outcome {
  const answer = deadline(request as OpenRequest);
  return { exit: 'refused' in answer ? 1 : 0, result: answer };
}

function askText(text: string): Outcome {
  let request: unknown;
  try {
    request = JSON.parse(text);
  } catch (error) {
    return refused('invalid', `not JSON: ${(error as Error).message}`);
  }
  return ask(request);
}

function askFile(file: string | undefined): Outcome {
  if (!file) return refused('invalid', 'usage: clock FILE.json, or clock --batch LIST.jsonl');
  try {
    return askText(readFileSync(file, 'utf8'));
  } catch (error) {
    return refused('invalid', `the file cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`);
  }
}

/** The clock's open test bench: `FILE.json`, or `--batch LIST.jsonl` with one request a line. Returns the exit status. */
export function clockCommand(args: string[]): number {
  if (args[0] !== '--batch') {
    const { exit, result } = askFile(args[0]);
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return exit;
  }
  let lines: string[];
  try {
    lines = readFileSync(args[1] ?? '', 'utf8').split('\n');
  } catch {
    process.stdout.write(`${JSON.stringify(refused('invalid', 'the list cannot be read').result)}\n`);
    return 1;
  }
  for (const line of lines) if (line.trim() !== '') process.stdout.write(`${JSON.stringify(askText(line))}\n`);
  return 0;
}
