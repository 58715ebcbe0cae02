import fc from 'fast-check';

/** What is attached to the border of an activity, or an event sub-process. `way` is what follows. */
export interface EventPart {
  event: 'timer' | 'message' | 'error' | 'escalation';
  interrupting: boolean;
  way: Block;
}

export type Rule = 'all' | 'any' | 'sequence' | 'count' | 'percent' | 'weight';

/** How a sub-process may end besides its plain end: what a decision inside throws. */
export type Trouble = 'none' | 'error' | 'escalation' | 'terminate' | 'cancel';

/**
 * A random well-formed process: one way in, one way out, nested. Every gateway that splits is closed by its like, so that a
 * run in which everything is completed comes to its end.
 */
export type Block =
  | { kind: 'user'; who: string | null; border: EventPart | null; handler: 'none' | 'auto' | 'user' }
  | { kind: 'vote'; rule: Rule; signers: number; figure: number; veto: boolean; border: EventPart | null }
  | { kind: 'auto'; type: 'manualTask' | 'serviceTask' | 'slowService' }
  /** A gateway that nobody can say the way at until an incident is repaired. */
  | { kind: 'doubt' }
  | { kind: 'catch'; event: 'timer' | 'message' | 'race' }
  | { kind: 'throw'; event: 'signal' | 'message' | 'compensation' }
  | { kind: 'seq'; parts: Block[] }
  | { kind: 'parallel'; parts: Block[] }
  | { kind: 'inclusive'; parts: Block[]; taken: boolean[]; escape: boolean }
  | { kind: 'complex'; parts: Block[]; needed: number }
  | { kind: 'exclusive'; parts: Block[]; taken: number }
  | { kind: 'loop'; body: Block }
  | { kind: 'sub'; body: Block; trouble: Trouble; border: EventPart | null; event: EventPart | null }
  | { kind: 'transaction'; body: Block; cancels: boolean }
  | { kind: 'many'; sequential: boolean; count: number; early: number | null; body: Block | null }
  | { kind: 'repeat'; count: number; body: Block | null }
  | { kind: 'call'; body: Block }
  | { kind: 'adHoc'; items: number; sequential: boolean; needed: number | null; cancels: boolean };

/** What a random process may hold. */
export interface Kinds {
  /** Timers, messages, errors, waiting services: what comes from outside or crosses borders. */
  events: boolean;
  /** Complex gateways, whose activation depends on the order of arrival. */
  complex: boolean;
  /** Thrown compensation. */
  compensation: boolean;
  votes: boolean;
}

const users = ['li', 'wang', 'zhao', 'qian'];

type Fields<K extends Block['kind']> = {
  [F in Exclude<keyof Extract<Block, { kind: K }>, 'kind'>]: fc.Arbitrary<Extract<Block, { kind: K }>[F]>;
};

/** Random blocks of one kind, from random fields. */
function block<K extends Block['kind']>(kind: K, fields: Fields<K>): fc.Arbitrary<Block> {
  return fc.record({ kind: fc.constant(kind), ...fields }) as unknown as fc.Arbitrary<Block>;
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>, freq = 2): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null, freq });
const upTo = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });
const never = fc.constant(null);

/** An error always interrupts. */
function eventPart(way: fc.Arbitrary<Block>): fc.Arbitrary<EventPart> {
  const event = fc.constantFrom<EventPart['event']>('timer', 'message', 'error', 'escalation');
  return fc
    .record({ event, interrupting: fc.boolean(), way })
    .map((part) => ({ ...part, interrupting: part.interrupting || part.event === 'error' }));
}

function borderOf(way: fc.Arbitrary<Block>, kinds: Kinds): fc.Arbitrary<EventPart | null> {
  return kinds.events ? maybe(eventPart(way)) : never;
}

/** Blocks that hold no others. */
function leaves(kinds: Kinds): { user: fc.Arbitrary<Block>; leaf: fc.Arbitrary<Block> } {
  const who = maybe(fc.constantFrom(...users), 3);
  const handlers: ('none' | 'auto' | 'user')[] = kinds.compensation ? ['none', 'none', 'auto', 'user'] : ['none'];
  const user = block('user', { who, border: never, handler: fc.constantFrom(...handlers) });
  const leaf: fc.Arbitrary<Block>[] = [
    user,
    user,
    block('user', { who, border: borderOf(user, kinds), handler: fc.constant('none') }),
    block('auto', { type: fc.constantFrom('manualTask', 'serviceTask') }),
  ];
  if (kinds.votes) {
    leaf.push(
      block('vote', {
        rule: fc.constantFrom('all', 'any', 'sequence', 'count', 'percent', 'weight'),
        signers: kinds.events ? fc.nat(4) : upTo(4),
        figure: upTo(3),
        veto: fc.boolean(),
        border: borderOf(user, kinds),
      }),
    );
  }
  if (kinds.compensation) leaf.push(block('throw', { event: fc.constant('compensation') }));
  if (kinds.events) {
    leaf.push(block('catch', { event: fc.constantFrom('timer', 'message', 'race') }));
    leaf.push(
      block('throw', { event: fc.constantFrom('signal', 'message') }),
      block('auto', { type: fc.constant('slowService') }),
      block('doubt', {}),
    );
  }
  return { user, leaf: fc.oneof(...leaf) };
}

/** Random blocks, nested at most `depth` deep. */
export function blocks(kinds: Kinds, depth: number): fc.Arbitrary<Block> {
  const { user, leaf } = leaves(kinds);
  if (depth === 0) return leaf;
  const inner = blocks(kinds, depth - 1);
  const parts = fc.array(inner, { minLength: 2, maxLength: 3 });
  const seq = block('seq', { parts });
  const body = fc.oneof(seq, inner);
  const troubles: Trouble[] = kinds.events ? ['none', 'none', 'error', 'escalation', 'terminate'] : ['none'];
  const some: [number, fc.Arbitrary<Block>][] = [
    [2, leaf],
    [4, seq],
    [2, fc.tuple(user, seq, user).map((all): Block => ({ kind: 'seq', parts: all }))],
    [3, block('parallel', { parts })],
    [3, block('inclusive', { parts, taken: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), escape: fc.boolean() })],
    [1, block('exclusive', { parts, taken: fc.nat(2) })],
    [1, block('loop', { body: inner })],
    [
      3,
      block('sub', {
        body,
        trouble: fc.constantFrom(...troubles),
        border: borderOf(leaf, kinds),
        event: borderOf(leaf, kinds),
      }),
    ],
    [2, block('many', { sequential: fc.boolean(), count: fc.nat(3), early: maybe(upTo(2)), body: maybe(body) })],
    [1, block('repeat', { count: upTo(2), body: maybe(inner) })],
    [1, block('call', { body })],
    [1, block('adHoc', { items: upTo(3), sequential: fc.boolean(), needed: kinds.events ? maybe(upTo(3)) : never, cancels: fc.boolean() })],
  ];
  if (kinds.complex) some.push([1, block('complex', { parts, needed: upTo(3) })]);
  if (kinds.compensation) some.push([1, block('transaction', { body, cancels: fc.boolean() })]);
  return fc.oneof({ withCrossShrink: true }, ...some.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}
