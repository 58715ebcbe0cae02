import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import iconv from 'iconv-lite';
import { type Answer, failure } from './answer.ts';
import { compile } from '../compile/compile.ts';
import { runScenario } from '../scenario/run-scenario.ts';
import { type Scenario, scenarioSchema } from '../scenario/scenario.ts';

/** How long one run may take, in milliseconds, before it is stopped from inside. */
const MOST_TIME = 10_000;

/** Runs one file with one scenario. Whatever is wrong with either is an answer, never an exception. */
export function runFiles(bpmnPath: string, scenarioPath: string): Answer {
  try {
    const bytes = read(bpmnPath);
    if ('failure' in bytes) return bytes.failure;
    const written = read(scenarioPath);
    if ('failure' in written) return written.failure;
    const scenario = readScenario(written.bytes);
    const named = 'scenario' in scenario ? scenario.scenario.process : undefined;
    // What is wrong with the file comes first.
    const compiled = compile(bytes.bytes, { process: named, decoder });
    if ('refused' in compiled) return { exit: 1, result: { refused: compiled.refused } };
    if ('failure' in scenario) return scenario.failure;
    const end = performance.now() + MOST_TIME;
    return runScenario(compiled.program, scenario.scenario, { expired: () => performance.now() > end });
  } catch (error) {
    return failure('internal', error instanceof Error ? error.message : String(error));
  }
}

function read(path: string): { bytes: Uint8Array } | { failure: Answer } {
  try {
    return { bytes: readFileSync(fromCaller(path)) };
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const code = missing ? 'file-not-found' : 'file-not-readable';
    return { failure: failure(code, missing ? `There is no file ${path}.` : `The file ${path} cannot be read.`) };
  }
}

/** npm runs commands in the project's folder: a path that leads nowhere there is tried from where npm was called. */
function fromCaller(path: string): string {
  const { INIT_CWD: caller } = process.env;
  if (isAbsolute(path) || caller === undefined || existsSync(path)) return path;
  const other = resolve(caller, path);
  return existsSync(other) ? other : path;
}

function readScenario(bytes: Uint8Array): { scenario: Scenario } | { failure: Answer } {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8').decode(bytes));
  } catch (error) {
    return { failure: failure('invalid-scenario', `The scenario is no JSON: ${error instanceof Error ? error.message : String(error)}`) };
  }
  const parsed = scenarioSchema.safeParse(json);
  if (parsed.success) return { scenario: parsed.data };
  const problem = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'scenario'}: ${issue.message}`).join('; ');
  return { failure: failure('invalid-scenario', problem) };
}

/** The rarer encodings that the platform's own decoder lacks. */
function decoder(bytes: Uint8Array, encoding: string): string | undefined {
  return iconv.encodingExists(encoding) ? iconv.decode(Buffer.from(bytes), encoding) : undefined;
}
