import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Answer } from './trial.ts';

const command = fileURLToPath(new URL('../../workflows/cli/run.mjs', import.meta.url));

/** One run asked for: the text of a BPMN file, and a scenario. */
export interface Run {
  bpmn: string | Uint8Array;
  scenario: object;
}

/** Puts files and scenarios through the scenario command, all in one batch; gives the answers in order. */
export async function runAll(runs: Run[]): Promise<Answer[]> {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  try {
    const lines = runs.map(({ bpmn, scenario }, at) => {
      const entry = { bpmn: join(folder, `${at}.bpmn`), scenario: join(folder, `${at}.json`) };
      writeFileSync(entry.bpmn, bpmn);
      writeFileSync(entry.scenario, JSON.stringify(scenario));
      return JSON.stringify(entry);
    });
    const list = join(folder, 'list.jsonl');
    writeFileSync(list, lines.join('\n'));
    const answers = (await batch(list)).split('\n').filter((line) => line !== '');
    if (answers.length !== runs.length) throw new Error(`${runs.length} runs, ${answers.length} answers`);
    return answers.map((line) => JSON.parse(line) as Answer);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function batch(list: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, 'scenario', '--batch', list], { stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk;
    });
    child.on('error', reject).on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(`The batch ended with ${code}.`))));
  });
}
