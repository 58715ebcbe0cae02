import { FeelFunction } from 'feelin';
import type { KnowledgeFunction } from '../../../../schema/process/decision.ts';
import type { Program } from '../../../../schema/process/program.ts';
import type { Run } from '../../expression/feel-compile.ts';
import { FeelError } from '../../expression/feel-error.ts';
import { buildLogic, LogicBuild } from './build-logic.ts';
import { Types } from './conform.ts';

type Functions = () => Record<string, FeelFunction>;
type Variables = Record<string, unknown>;

/** The decisions of one program, each built when it is first needed. */
export class Decisions {
  readonly #program: Pick<Program, 'decisions' | 'knowledge'>;
  readonly #types: Types;
  readonly #runs = new Map<object, Run>();

  constructor(program: Pick<Program, 'decisions' | 'knowledge'>) {
    this.#program = program;
    this.#types = new Types(program.knowledge?.types ?? {});
  }

  /** The value of a decision. Those it requires are evaluated once, however many need them. Throws a `FeelError`. */
  decide(id: string, variables: Variables, own: Functions): unknown {
    const values = new Map<string, unknown>();
    const evaluate = (at: string): unknown => {
      if (!values.has(at)) values.set(at, this.#evaluate(at, variables, own, evaluate));
      return values.get(at);
    };
    return evaluate(id);
  }

  #evaluate(id: string, given: Variables, own: Functions, evaluate: (id: string) => unknown): unknown {
    const decision = Object.hasOwn(this.#program.decisions, id) ? this.#program.decisions[id] : undefined;
    if (!decision) throw new FeelError(`There is no decision “${id}”.`);
    const variables = { ...given };
    for (const [name, type] of Object.entries(decision.inputs)) {
      if (Object.hasOwn(variables, name)) variables[name] = this.#types.conform(variables[name], type, `“${name}”`);
    }
    for (const required of decision.requires) {
      const value = within(required.id, () => evaluate(required.id));
      for (const name of required.names) variables[name] = value;
    }
    const value = this.#runOf(decision)({ variables, functions: this.#functions(decision.calls, own) });
    return this.#types.conform(value, decision.type, `The result`);
  }

  #functions(calls: Record<string, string>, own: Functions): Functions {
    const entries = Object.entries(calls).flatMap(([name, id]) => {
      const found = this.#program.knowledge?.functions[id];
      return found ? [[name, this.#callable(found, name, own)] as const] : [];
    });
    return entries.length === 0 ? own : () => ({ ...own(), ...Object.fromEntries(entries) });
  }

  /** A knowledge model as a function of FEEL: its body sees its parameters only. */
  #callable(found: KnowledgeFunction, name: string, own: Functions): FeelFunction {
    const body = (...values: unknown[]): unknown => {
      const variables: Variables = {};
      for (const [at, parameter] of found.parameters.entries()) {
        if (values[at] === undefined) throw new FeelError(`“${name}” is called without “${parameter.name}”.`);
        variables[parameter.name] = this.#types.conform(values[at], parameter.type, `“${parameter.name}” of “${name}”`);
      }
      const value = this.#runOf(found)({ variables, functions: this.#functions(found.calls, own) });
      return this.#types.conform(value, found.type, `The result of “${name}”`);
    };
    return new FeelFunction(
      body,
      found.parameters.map((parameter) => parameter.name),
    );
  }

  #runOf(owner: Program['decisions'][string] | KnowledgeFunction): Run {
    let run = this.#runs.get(owner);
    if (!run) {
      run = buildLogic(new LogicBuild(owner, this.#types), owner.logic);
      this.#runs.set(owner, run);
    }
    return run;
  }
}

/** Says which decision an error is in, when it is not the one asked for. */
function within<T>(id: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof FeelError) throw new FeelError(`Decision “${id}”: ${error.message}`, { cause: error });
    throw error;
  }
}
