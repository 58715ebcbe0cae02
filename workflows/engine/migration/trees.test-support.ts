import { bpmn } from '../run.test-support.ts';

/** Numbers that look random and depend on the seed alone (mulberry32). */
export class Dice {
  constructor(private seed: number) {}

  next(): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  pick<T>(all: readonly T[]): T {
    return all[this.below(all.length)]!;
  }

  chance(p: number): boolean {
    return this.next() < p;
  }
}

/** A piece of a process with one way in and one way out. */
export interface Block {
  kind: 'task' | 'vote' | 'many' | 'timer' | 'seq' | 'and' | 'or' | 'xor' | 'again' | 'sub';
  id: string;
  parts: Block[];
  /** Boundary timers: their duration, and whether they interrupt. */
  timers: { id: string; duration: string; interrupts: boolean }[];
}

const durations = ['PT1H', 'P1D', 'P3D', 'P10D'];

/** A process at random, and others made of it by a few edits. Ids are never used twice. */
export class Drawing {
  private last = 0;

  constructor(private readonly dice: Dice) {}

  block(depth: number): Block {
    const { dice } = this;
    const kind =
      depth === 0 ? this.leafKind() : dice.pick(['seq', 'seq', 'and', 'and', 'or', 'xor', 'again', 'sub', this.leafKind()] as const);
    const count =
      kind === 'seq' || kind === 'and' || kind === 'or' || kind === 'xor' ? 2 + dice.below(2) : kind === 'again' || kind === 'sub' ? 1 : 0;
    return this.made(
      kind,
      Array.from({ length: count }, () => this.block(depth - 1)),
    );
  }

  edited(block: Block): Block {
    const copy = structuredClone(block);
    for (let n = 1 + this.dice.below(3); n > 0; n--) this.edit(copy);
    return copy;
  }

  private leafKind() {
    return this.dice.pick(['task', 'task', 'task', 'timer', 'vote', 'many'] as const);
  }

  private made(kind: Block['kind'], parts: Block[] = []): Block {
    const id = `${kind}${++this.last}`;
    const mayHaveTimer = kind === 'task' || kind === 'sub' || kind === 'many' || kind === 'vote';
    return { kind, id, parts, timers: mayHaveTimer && this.dice.chance(0.25) ? [this.timer()] : [] };
  }

  private timer() {
    return { id: `b${++this.last}`, duration: this.dice.pick(durations), interrupts: this.dice.chance(0.5) };
  }

  private edit(root: Block): void {
    const { dice } = this;
    const all = blocksOf(root);
    const one = dice.pick(all);
    const replace = (by: Block) => Object.assign(one, { timers: [] }, structuredClone(by));
    switch (dice.below(9)) {
      case 0:
        return void replace({
          ...this.made('seq'),
          timers: [],
          parts: dice.chance(0.5) ? [copy(one), this.block(0)] : [this.block(0), copy(one)],
        });
      case 1: {
        const parent = dice.pick(all.filter(({ parts }) => parts.length > 1).concat(root));
        if (parent.parts.length > 1) parent.parts.splice(dice.below(parent.parts.length), 1);
        return;
      }
      case 2:
        return void replace({ ...this.made('sub'), parts: [copy(one)] });
      case 3:
        return void (one.kind === 'sub' && replace(one.parts[0]!));
      case 4:
        return void (one.kind === 'seq' && Object.assign(one, { kind: 'and', id: this.made('and').id }));
      case 5:
        return void (one.kind === 'and' && Object.assign(one, { kind: 'seq', id: this.made('seq').id }));
      case 6:
        return void (one.parts.length > 1 && one.parts.push(this.block(1)));
      case 7: {
        if (one.kind !== 'task' && one.kind !== 'sub') return;
        if (one.timers.length > 0 && dice.chance(0.5))
          one.timers = dice.chance(0.5) ? [] : one.timers.map((timer) => ({ ...timer, duration: dice.pick(durations) }));
        else one.timers = [...one.timers, this.timer()];
        return;
      }
      default:
        return void one.parts.reverse();
    }
  }
}

const copy = (block: Block): Block => ({ ...block, parts: [...block.parts], timers: [...block.timers] });

export function blocksOf(block: Block): Block[] {
  return [block, ...block.parts.flatMap(blocksOf)];
}

/** The variables that decide where a process goes, each with how many ways there are. */
export function choicesOf(block: Block): Record<string, number> {
  const choices: Record<string, number> = {};
  for (const { kind, id, parts } of blocksOf(block)) {
    if (kind === 'again') choices[id] = 2;
    if (kind === 'xor' || kind === 'or') choices[id] = parts.length + 1;
  }
  return choices;
}

/** The BPMN file of a block. */
export function fileOf(block: Block): string {
  const [inner, entry, exit] = drawn(block);
  return bpmn(`<startEvent id="S"/><endEvent id="E"/>${inner}\nS -> ${entry}\n${exit} -> E\n`);
}

/** XML, and the ids of the first and last node. What interrupts a block leads to its end too, so that no join waits for it in vain. */
function drawn(block: Block): [string, string, string] {
  const [xml, entry, exit] = plain(block);
  const interrupting = block.timers.filter(({ interrupts }) => interrupts);
  if (interrupting.length === 0) return [xml, entry, exit];
  const ways = [exit, ...interrupting.map(({ id }) => `${id}T`)].map((from) => `\n${from} -> ${block.id}Z\n`);
  return [`${xml}<exclusiveGateway id="${block.id}Z"/>${ways.join('')}`, entry, `${block.id}Z`];
}

function plain(block: Block): [string, string, string] {
  const { kind, id, parts } = block;
  const xml = boundary(block);
  const inner = parts.map(drawn);
  switch (kind) {
    case 'task':
      return [`<userTask id="${id}"/>${xml}`, id, id];
    case 'vote': {
      const signers = ['li', 'wang', 'zhao'].map((user) => `<approval:signer user="${user}"/>`).join('');
      return [
        `<userTask id="${id}"><extensionElements><approval:vote rule="count" count="2">${signers}</approval:vote></extensionElements></userTask>${xml}`,
        id,
        id,
      ];
    }
    case 'many':
      return [
        `<userTask id="${id}"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></userTask>${xml}`,
        id,
        id,
      ];
    case 'timer':
      return [
        `<intermediateCatchEvent id="${id}"><timerEventDefinition><timeDuration>PT2H</timeDuration></timerEventDefinition></intermediateCatchEvent>`,
        id,
        id,
      ];
    case 'sub': {
      const [body, entry, exit] = inner[0]!;
      return [
        `<subProcess id="${id}"><startEvent id="${id}S"/><endEvent id="${id}E"/>${body}\n${id}S -> ${entry}\n${exit} -> ${id}E\n</subProcess>${xml}`,
        id,
        id,
      ];
    }
    case 'seq': {
      const links = inner.slice(1).map(([, entry], i) => `\n${inner[i]![2]} -> ${entry}\n`);
      return [inner.map(([body]) => body).join('') + links.join(''), inner[0]![1], inner.at(-1)![2]];
    }
    case 'again': {
      const [body, entry, exit] = inner[0]!;
      // Somebody decides each time whether it is done again: it never goes round by itself.
      const gates = `<exclusiveGateway id="${id}M"/><userTask id="${id}T"/><exclusiveGateway id="${id}X"/>`;
      return [
        `${gates}${body}\n${id}M -> ${entry}\n${exit} -> ${id}T\n${id}T -> ${id}X\n${id}X -> ${id}M [${id} = 1]\n`,
        `${id}M`,
        `${id}X`,
      ];
    }
    default: {
      const type = { and: 'parallelGateway', or: 'inclusiveGateway', xor: 'exclusiveGateway' }[kind];
      const branches = inner.map(([body, entry, exit], i) => {
        const condition = kind === 'and' ? '' : ` [${id} = ${i}${kind === 'or' ? ` or ${id} = ${inner.length}` : ''}]`;
        return `${body}\n${id}F -> ${entry}${condition}\n${exit} -> ${id}J\n`;
      });
      const spare = kind === 'and' ? '' : `\n${id}F -> ${id}J\n`;
      return [`<${type} id="${id}F"/><${type} id="${id}J"/>${branches.join('')}${spare}`, `${id}F`, `${id}J`];
    }
  }
}

function boundary({ id, timers }: Block): string {
  return timers
    .map(
      (timer) => `<boundaryEvent id="${timer.id}" attachedToRef="${id}" cancelActivity="${timer.interrupts}">
        <timerEventDefinition><timeDuration>${timer.duration}</timeDuration></timerEventDefinition></boundaryEvent>
        <userTask id="${timer.id}T"/>\n${timer.id} -> ${timer.id}T\n
        ${timer.interrupts ? '' : `<endEvent id="${timer.id}E"/>\n${timer.id}T -> ${timer.id}E\n`}`,
    )
    .join('');
}
