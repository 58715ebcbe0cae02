import { Engine } from 'bpmn-engine';
import type { BpmnEngineOptions, Execution } from 'bpmn-engine';
import { createEvaluator } from '../../../workflows/compile/expression/evaluator.ts';
import { parseFeel } from '../../../workflows/compile/expression/feel-parse.ts';
import type { Expression } from '../../../schema/process/expression.ts';
import type { Model } from './models.ts';
import { variables } from './models.ts';

type Source = NonNullable<BpmnEngineOptions['sourceContext']>;
type Completion = () => void;

/** Parses a model once, as a server would that starts many cases of it. */
export async function sourceOf({ xml }: Model): Promise<Source> {
  const [definition] = await new Engine({ source: xml }).getDefinitions();
  return definition!.environment.options.source as Source;
}

const evaluator = createEvaluator();
const parsed = new Map<string, Expression>();

/** FEEL by the same evaluator as ours, parsed once, so that the languages are not what is compared. */
function resolveExpression(
  text: string,
  message: { environment: { services: Record<string, unknown>; variables: Record<string, unknown> } },
) {
  if (text === '${environment.services.work}') return message.environment.services.work;
  let expression = parsed.get(text);
  if (!expression) {
    const read = parseFeel(text);
    if ('message' in read) throw new Error(read.message);
    expression = { language: 'feel', text, names: read.names };
    parsed.set(text, expression);
  }
  const result = evaluator.evaluate(expression, message.environment.variables, context);
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

const context = { now: '2026-03-02T09:30:00.000+08:00' };

/** A case of bpmn-engine, kept in memory and never saved: what it does at its fastest. */
export class TheirCase {
  /** What came up to be completed, in order; `next` is the first that is not. */
  private readonly open: Completion[] = [];
  private next = 0;
  ended = false;
  private execution: Execution | null = null;

  constructor(private readonly source: Source) {}

  async start(): Promise<void> {
    const engine = new Engine({
      sourceContext: this.source,
      variables: { ...variables },
      services: { work: (_scope: unknown, done: (error: null, result: unknown) => void) => this.open.push(() => done(null, answer)) },
      expressions: { resolveExpression, isExpression: () => true, hasExpression: () => true },
    } as BpmnEngineOptions);
    const emit = (name: string, api: { signal: (output: unknown) => void }): void => {
      if (name === 'activity.wait') this.open.push(() => api.signal(answer));
    };
    engine.on('end', () => (this.ended = true));
    engine.on('error', (error: Error) => {
      throw error;
    });
    this.execution = await engine.execute({ listener: { emit } });
  }

  /** Completes the oldest thing there is; false when there is none. */
  completeNext(): boolean {
    const completion = this.open[this.next++];
    completion?.();
    return completion !== undefined;
  }

  get stateBytes(): number {
    return JSON.stringify(this.execution!.getState()).length;
  }
}

const answer = { decision: 'yes' };
