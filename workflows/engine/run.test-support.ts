import { readFileSync } from 'node:fs';
import { compile } from '../compile/compile.ts';
import { createEvaluator } from '../compile/expression/evaluator.ts';
import type { Program } from '../../schema/process/program.ts';
import { advance } from './advance.ts';
import type { ServiceAnswer } from './environment.ts';
import { openTasks, variablesOf, waitingOf } from './inspect.ts';
import { newState } from './instance.ts';
import { addDuration, isoAt, parseDuration } from './time.ts';
import type { Command, Environment, Event, State } from './types.ts';

const evaluator = createEvaluator();
const OFFSET = 480;

/** Compiles a file beside the test. */
export function program(file: URL | string): Program {
  const compiled = compile(typeof file === 'string' ? file : readFileSync(file, 'utf8'));
  if ('refused' in compiled) throw new Error(JSON.stringify(compiled.refused));
  return compiled.program;
}

/** Runs a program step by step, as the scenario command does, and keeps what it tells. */
export class Run {
  state: State;
  commands: Command[] = [];
  path: string[] = [];
  ended: string[] = [];
  services: string[] = [];
  at = Date.parse('2026-01-05T09:00:00+08:00');
  readonly #program: Program;
  readonly #answers: Record<string, ServiceAnswer | null>;

  constructor(source: Program, answers: Record<string, ServiceAnswer | null> = {}) {
    this.#program = source;
    this.#answers = answers;
    this.state = newState(source);
  }

  /** One event; gives the refusal's code or `ok`. Every state is put through JSON on the way. */
  step(event: Event): string {
    const environment: Environment = {
      at: isoAt(this.at, OFFSET),
      evaluator,
      answer: (call) => {
        this.services.push(call.element);
        const answer = this.#answers[call.element];
        return answer === null ? undefined : (answer ?? { result: null });
      },
    };
    const step = advance(this.#program, JSON.parse(JSON.stringify(this.state)) as State, event, environment);
    if (!step.ok) return step.error.code;
    this.state = step.state;
    this.commands.push(...step.commands);
    for (const command of step.commands) {
      if (command.kind === 'entered') this.path.push(command.element);
      if (command.kind === 'ended') this.ended.push(command.element);
    }
    return 'ok';
  }

  start(variables: Record<string, unknown> = {}, process = Object.keys(this.#program.processes)[0]!): this {
    this.step({ kind: 'started', process, variables });
    return this;
  }

  complete(element: string, by?: string, variables: Record<string, unknown> = {}): string {
    return this.step({ kind: 'taskCompleted', task: { element }, by, variables });
  }

  wait(duration: string): string {
    this.at = addDuration(this.at, parseDuration(duration)!, OFFSET);
    return this.step({ kind: 'timeReached' });
  }

  operate(operation: Extract<Event, { kind: 'operation' }>['operation'], element?: string, by?: string): string {
    return this.step({ kind: 'operation', operation, by, ...(element === undefined ? {} : { task: { element } }) });
  }

  get open(): string[] {
    return openTasks(this.state).map((task) => (task.assignee === null ? task.element : `${task.element}:${task.assignee}`));
  }

  get waiting(): string[] {
    return waitingOf(this.state).map(({ element, kind }) => `${element}:${kind}`);
  }

  get variables(): Record<string, unknown> {
    return variablesOf(this.state);
  }

  get incidents(): string[] {
    return Object.values(this.state.incidents).map(({ element, code }) => `${element}:${code}`);
  }
}

const NAMESPACES =
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:approval="urn:approval:bpmn:1" targetNamespace="urn:test"';

/** A file around the body of one process; a line like `a -> b [condition]` is a sequence flow. */
export function bpmn(body: string, extra = ''): string {
  let flows = 0;
  const xml = body.replaceAll(/^[ \t]*(\w+) -> (\w+)(?: \[(.+)\])?[ \t]*$/gm, (_line, from: string, to: string, condition?: string) => {
    flows++;
    const escaped = condition?.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const inner = escaped === undefined ? '' : `<conditionExpression xsi:type="tFormalExpression">${escaped}</conditionExpression>`;
    return `<sequenceFlow id="f${flows}_${from}_${to}" sourceRef="${from}" targetRef="${to}">${inner}</sequenceFlow>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><definitions id="d" ${NAMESPACES}><process id="p" isExecutable="true">${xml}</process>${extra}</definitions>`;
}
