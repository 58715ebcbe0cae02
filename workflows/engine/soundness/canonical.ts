import { pastOf } from '../ledger.ts';
import type { Compensable, State, Token, Wait } from '../state.ts';

const sorted = (list: unknown[]): string[] => list.map((one) => JSON.stringify(one)).toSorted();

/**
 * What a state says, whatever its ids: the instances with their scopes, tokens, tasks, votes and waits (timers by the time
 * left at `at`), and the past of each token as the completions it descends from. Variables are left out: nothing takes them back.
 */
export function canonical(state: State, at: number): unknown {
  return new Reader(state, at).all();
}

class Reader {
  readonly #state: State;
  readonly #at: number;

  constructor(state: State, at: number) {
    this.#state = state;
    this.#at = at;
  }

  all(): unknown {
    const { status, failure, suspendedAt, instances } = this.#state;
    const roots = Object.values(instances).filter((instance) => instance.parent === null);
    return {
      status,
      failure,
      suspended: suspendedAt === null ? null : this.#at - suspendedAt,
      instances: roots.map((instance) => this.#instance(instance.id)),
      incidents: sorted(Object.values(this.#state.incidents).map(({ element, code }) => [element, code])),
    };
  }

  #instance(id: number): unknown {
    const { process, status, scope } = this.#state.instances[id]!;
    return { process, status, scope: this.#scope(scope) };
  }

  #scope(id: number): unknown {
    const { scopes, tokens, joins, waits } = this.#state;
    const scope = scopes[id];
    if (!scope) return null;
    return {
      of: scope.of,
      tokens: sorted(Object.keys(scope.tokens).map((token) => this.#token(tokens[Number(token)]!))),
      waits: sorted(scope.waits.flatMap((wait) => (waits[wait] ? [this.#wait(waits[wait])] : []))),
      joins: sorted(
        Object.values(joins)
          .filter((join) => join.scope === id)
          .map((join) => [
            join.node,
            sorted(Object.entries(join.arrived).map(([via, held]) => [via, held.length])),
            join.consumed?.toSorted(),
          ]),
      ),
      ended: this.#past(scope.ended),
      compensable: sorted(scope.compensable.map((entry) => this.#compensable(entry))),
      later: scope.later,
      ending: scope.ending !== undefined,
    };
  }

  #compensable({ activity, inner }: Compensable): unknown {
    return { activity, inner: sorted(inner.map((entry) => this.#compensable(entry))) };
  }

  #token(token: Token): unknown {
    const { tokens, tasks, waits, votes } = this.#state;
    const { node, status, multi, index, body, called, compensation } = token;
    return {
      node,
      status,
      index,
      tasks: sorted(
        (token.tasks ?? []).flatMap((id) => {
          const task = tasks[id];
          if (!task) return [];
          const { element, assignee, owners, candidateUsers } = task;
          return [{ element, assignee, owners, candidateUsers, past: this.#past(task.cause === undefined ? [] : [task.cause]) }];
        }),
      ),
      waits: sorted((token.waits ?? []).flatMap((id) => (waits[id] ? [this.#wait(waits[id])] : []))),
      vote: votes[token.id]?.signers.map(({ user, weight, decision, task, after }) => ({
        user,
        weight,
        decision,
        open: task !== null,
        after,
      })),
      body: body === undefined ? null : this.#scope(body),
      called: called === undefined || !this.#state.instances[called] ? null : this.#instance(called),
      multi: multi && {
        total: multi.total,
        active: multi.active,
        done: multi.done.map((done) => done.index).toSorted((a, b) => a - b),
        live: sorted(Object.keys(multi.live).map((id) => this.#token(tokens[Number(id)]!))),
      },
      compensation: compensation && {
        queue: sorted(compensation.queue.map(({ entry }) => this.#compensable(entry))),
        scopes: compensation.scopes.length,
        then: compensation.then,
      },
      aside: token.aside !== undefined,
      past: this.#past([token.cause, ...(multi?.done.map((done) => done.cause) ?? [])]),
    };
  }

  #wait({ kind, element, index, name, key, due, cycle, was, seen }: Wait): unknown {
    return { kind, element, index, name, key, left: due === undefined ? null : due - this.#at, cycle, was, seen };
  }

  /** The visits and completions behind some causes; what joins them is how the engine keeps its books. */
  #past(causes: number[]): string[] {
    const { ledger } = this.#state;
    return [...pastOf(ledger, causes)]
      .flatMap((id) => {
        const occurrence = ledger.occurrences[id];
        if (!occurrence || occurrence.kind === 'merge') return [];
        return [`${occurrence.kind} ${occurrence.node} ${occurrence.by ?? ''} ${occurrence.completed === true}`];
      })
      .toSorted();
  }
}
