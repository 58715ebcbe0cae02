import fc from 'fast-check';
import type { Program } from '../../../schema/process/program.ts';
import { compile } from '../../compile/compile.ts';
import { blocks, type Block, type EventPart, type Kinds } from './blocks.ts';
import { Sheet } from './sheet.ts';

/** A random process: its text, and its program once that is asked for. A failing property prints the text. */
export class RandomProcess {
  readonly xml: string;
  #program: Program | undefined;

  constructor(xml: string) {
    this.xml = xml;
  }

  get program(): Program {
    this.#program ??= compiled(this.xml);
    return this.#program;
  }

  [fc.toStringMethod](): string {
    return this.xml;
  }
}

function compiled(xml: string): Program {
  const result = compile(xml, { process: 'p' });
  if ('refused' in result) throw new Error(JSON.stringify(result.refused));
  return result.program;
}

/** Where a block begins and where it ends. */
interface Part {
  entry: string;
  exit: string;
}

/** What all bodies of a file share. */
interface File {
  ids: number;
  definitions: string[];
}

const NAMESPACES =
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:approval="urn:approval:bpmn:1" targetNamespace="urn:test"';

const newId = (file: File, prefix: string): string => `${prefix}${++file.ids}`;
const chain = (sheet: Sheet, parts: Part[]): Part => {
  for (const [i, part] of parts.entries()) if (i > 0) sheet.flow(parts[i - 1]!.exit, part.entry);
  return { entry: parts[0]!.entry, exit: parts.at(-1)!.exit };
};

/** A process around a block. */
function processOf(file: File, id: string, block: Block): string {
  const sheet = new Sheet();
  wrap(file, sheet, block);
  return `<process id="${id}" isExecutable="true">${sheet.xml()}</process>`;
}

/** A start and an end round a block, as the whole of a body. */
function wrap(file: File, sheet: Sheet, block: Block): Part {
  const start = sheet.node(newId(file, 's'), 'startEvent');
  const part = write(file, sheet, block);
  const end = sheet.node(newId(file, 'e'), 'endEvent');
  sheet.flow(start, part.entry);
  sheet.flow(part.exit, end);
  return part;
}

/** A user task whose completion writes the variable of its own name; a gateway behind it reads that. */
function question(file: File, sheet: Sheet): string {
  return sheet.node(newId(file, 'q'), 'userTask');
}

function definition(file: File, event: EventPart['event'], name: string): string {
  if (event === 'timer') return '<timerEventDefinition><timeDuration>PT2H</timeDuration></timerEventDefinition>';
  if (event === 'message') {
    file.definitions.push(`<message id="m_${name}" name="m_${name}"/>`);
    return `<messageEventDefinition messageRef="m_${name}"/>`;
  }
  return event === 'error' ? '<errorEventDefinition errorRef="E"/>' : '<escalationEventDefinition escalationRef="C"/>';
}

/** Attaches a border event. The way of one that interrupts joins the main flow again; another's ends beside it. */
function attach(file: File, sheet: Sheet, host: string, border: EventPart | null): Part {
  if (!border) return { entry: host, exit: host };
  const id = sheet.node(
    newId(file, 'b'),
    'boundaryEvent',
    { attachedToRef: host, cancelActivity: String(border.interrupting) },
    definition(file, border.event, host),
  );
  const way = write(file, sheet, border.way);
  sheet.flow(id, way.entry);
  if (!border.interrupting) {
    sheet.flow(way.exit, sheet.node(newId(file, 'e'), 'endEvent'));
    return { entry: host, exit: host };
  }
  const merge = sheet.node(newId(file, 'x'), 'exclusiveGateway');
  sheet.flow(host, merge);
  sheet.flow(way.exit, merge);
  return { entry: host, exit: merge };
}

function write(file: File, sheet: Sheet, block: Block): Part {
  switch (block.kind) {
    case 'user': {
      const id = sheet.node(newId(file, 't'), 'userTask', block.who === null ? {} : { 'camunda:assignee': block.who });
      if (block.handler !== 'none') undoable(file, sheet, id, block.handler);
      return attach(file, sheet, id, block.border);
    }
    case 'vote':
      return attach(file, sheet, sheet.node(newId(file, 'v'), 'userTask', {}, voteOf(block)), block.border);
    case 'auto': {
      const id = newId(file, block.type === 'slowService' ? 'slow' : 'a');
      return both(sheet.node(id, block.type === 'slowService' ? 'serviceTask' : block.type));
    }
    case 'doubt': {
      const pass: Block = { kind: 'auto', type: 'manualTask' };
      return branches(file, sheet, 'exclusiveGateway', [pass, pass], () => 'repaired = true');
    }
    case 'catch':
      return catching(file, sheet, block.event);
    case 'throw':
      return both(throwing(file, sheet, block.event));
    case 'seq':
      return chain(
        sheet,
        block.parts.map((part) => write(file, sheet, part)),
      );
    case 'parallel':
      return branches(file, sheet, 'parallelGateway', block.parts, () => undefined);
    case 'exclusive': {
      const taken = block.taken % block.parts.length;
      return branches(file, sheet, 'exclusiveGateway', block.parts, (i) => (i === taken ? 'true' : 'false'));
    }
    case 'inclusive':
      return inclusive(file, sheet, block);
    case 'complex': {
      const needed = Math.min(block.needed, block.parts.length);
      const activation = `<activationCondition>activationCount &gt;= ${needed}</activationCondition>`;
      const fork = sheet.node(newId(file, 'fork'), 'parallelGateway');
      const join = sheet.node(newId(file, 'join'), 'complexGateway', {}, activation);
      return between(file, sheet, fork, join, block.parts, () => undefined);
    }
    case 'loop':
      return loop(file, sheet, block.body);
    default:
      return nested(file, sheet, block);
  }
}

const both = (id: string): Part => ({ entry: id, exit: id });

function branches(file: File, sheet: Sheet, tag: string, parts: Block[], when: (i: number) => string | undefined): Part {
  const fork = sheet.node(newId(file, 'fork'), tag);
  const join = sheet.node(newId(file, 'join'), tag);
  return between(file, sheet, fork, join, parts, when);
}

function between(file: File, sheet: Sheet, fork: string, join: string, parts: Block[], when: (i: number) => string | undefined): Part {
  for (const [i, block] of parts.entries()) {
    const part = write(file, sheet, block);
    sheet.flow(fork, part.entry, when(i));
    sheet.flow(part.exit, join);
  }
  return { entry: fork, exit: join };
}

/** An inclusive split and join; with an escape, a decision in the first branch may lead past the join to an end of its own. */
function inclusive(file: File, sheet: Sheet, { parts, taken, escape }: Extract<Block, { kind: 'inclusive' }>): Part {
  const fork = sheet.node(newId(file, 'fork'), 'inclusiveGateway');
  const join = sheet.node(newId(file, 'join'), 'inclusiveGateway');
  for (const [i, block] of parts.entries()) {
    const part = write(file, sheet, block);
    const last = i === parts.length - 1;
    // Where one may get away, another is taken for certain: else what comes after would wait for ever.
    sheet.flow(fork, part.entry, !last ? String(taken[i]) : escape ? 'true' : { default: true });
    if (i > 0 || !escape) {
      sheet.flow(part.exit, join);
      continue;
    }
    const asked = question(file, sheet);
    const split = sheet.node(newId(file, 'x'), 'exclusiveGateway');
    sheet.flow(part.exit, asked);
    sheet.flow(asked, split);
    sheet.flow(split, sheet.node(newId(file, 'e'), 'endEvent'), `${asked} = true`);
    sheet.flow(split, join, { default: true });
  }
  return { entry: fork, exit: join };
}

/** Back to the beginning as long as the task at its end says so. */
function loop(file: File, sheet: Sheet, body: Block): Part {
  const merge = sheet.node(newId(file, 'x'), 'exclusiveGateway');
  const part = write(file, sheet, body);
  const asked = question(file, sheet);
  const split = sheet.node(newId(file, 'x'), 'exclusiveGateway');
  const out = sheet.node(newId(file, 'a'), 'manualTask');
  sheet.flow(merge, part.entry);
  sheet.flow(part.exit, asked);
  sheet.flow(asked, split);
  sheet.flow(split, merge, `${asked} = true`);
  sheet.flow(split, out, { default: true });
  return { entry: merge, exit: out };
}

function undoable(file: File, sheet: Sheet, host: string, handler: 'auto' | 'user'): void {
  const event = sheet.node(newId(file, 'b'), 'boundaryEvent', { attachedToRef: host }, '<compensateEventDefinition/>');
  const undo = sheet.node(newId(file, 'u'), handler === 'auto' ? 'manualTask' : 'userTask', { isForCompensation: 'true' });
  sheet.plain(`<association id="${newId(file, 'as')}" sourceRef="${event}" targetRef="${undo}" associationDirection="One"/>`);
}

function voteOf({ rule, signers, figure, veto }: Extract<Block, { kind: 'vote' }>): string {
  const figures = { count: `count="${figure}"`, percent: `percent="${figure * 33}"`, weight: `threshold="${figure}"` };
  const list = ['li', 'wang', 'zhao', 'qian']
    .slice(0, signers)
    .map((user, i) => `<approval:signer user="${user}" weight="${(i % 2) + 1}"/>`);
  const written = rule in figures ? figures[rule as 'count'] : '';
  return `<extensionElements><approval:vote rule="${rule}" ${written} veto="${veto}">${list.join('')}</approval:vote></extensionElements>`;
}

function catching(file: File, sheet: Sheet, event: 'timer' | 'message' | 'race'): Part {
  const one = (kind: 'timer' | 'message'): string => {
    const id = newId(file, 'c');
    return sheet.node(id, 'intermediateCatchEvent', {}, definition(file, kind, id));
  };
  if (event !== 'race') return both(one(event));
  const gateway = sheet.node(newId(file, 'g'), 'eventBasedGateway');
  const merge = sheet.node(newId(file, 'x'), 'exclusiveGateway');
  for (const kind of ['timer', 'message'] as const) {
    const id = one(kind);
    sheet.flow(gateway, id);
    sheet.flow(id, merge);
  }
  return { entry: gateway, exit: merge };
}

function throwing(file: File, sheet: Sheet, event: 'signal' | 'message' | 'compensation'): string {
  const inner = {
    signal: '<signalEventDefinition signalRef="S"/>',
    message: '<messageEventDefinition messageRef="M"/>',
    compensation: '<compensateEventDefinition/>',
  }[event];
  return sheet.node(newId(file, 'h'), 'intermediateThrowEvent', {}, inner);
}

/** Blocks with a body of their own. */
function nested(
  file: File,
  sheet: Sheet,
  block: Extract<Block, { kind: 'sub' | 'transaction' | 'many' | 'repeat' | 'call' | 'adHoc' }>,
): Part {
  switch (block.kind) {
    case 'sub': {
      const id = newId(file, 'sub');
      const inner = new Sheet();
      troubled(file, inner, block.body, block.trouble);
      if (block.event) eventSubProcess(file, inner, block.event);
      sheet.node(id, 'subProcess', {}, inner.xml());
      return attach(file, sheet, id, block.border);
    }
    case 'transaction': {
      const id = newId(file, 'sub');
      const inner = new Sheet();
      troubled(file, inner, block.body, block.cancels ? 'cancel' : 'none');
      sheet.node(id, 'transaction', {}, inner.xml());
      const border = sheet.node(newId(file, 'b'), 'boundaryEvent', { attachedToRef: id }, '<cancelEventDefinition/>');
      const merge = sheet.node(newId(file, 'x'), 'exclusiveGateway');
      sheet.flow(border, merge);
      sheet.flow(id, merge);
      return { entry: id, exit: merge };
    }
    case 'many': {
      const early =
        block.early === null ? '' : `<completionCondition>numberOfCompletedInstances &gt;= ${block.early}</completionCondition>`;
      const loops = `<multiInstanceLoopCharacteristics isSequential="${block.sequential}"><loopCardinality>${block.count}</loopCardinality>${early}</multiInstanceLoopCharacteristics>`;
      return both(looped(file, sheet, block.body, loops));
    }
    case 'repeat':
      return both(looped(file, sheet, block.body, `<standardLoopCharacteristics loopMaximum="${block.count}"/>`));
    case 'call': {
      const id = newId(file, 'p');
      file.definitions.push(processOf(file, id, block.body));
      return both(sheet.node(newId(file, 'call'), 'callActivity', { calledElement: id }));
    }
    case 'adHoc':
      return both(adHoc(file, sheet, block));
  }
}

function looped(file: File, sheet: Sheet, body: Block | null, loops: string): string {
  if (!body) return sheet.node(newId(file, 't'), 'userTask', {}, loops);
  const inner = new Sheet();
  wrap(file, inner, body);
  return sheet.node(newId(file, 'sub'), 'subProcess', {}, loops + inner.xml());
}

/** A body that may end in trouble, by a decision at its end; beside it goes on what is parallel to the decision. */
function troubled(file: File, inner: Sheet, body: Block, trouble: 'none' | 'error' | 'escalation' | 'terminate' | 'cancel'): void {
  if (trouble === 'none') {
    wrap(file, inner, body);
    return;
  }
  const thrown = {
    error: '<errorEventDefinition errorRef="E"/>',
    escalation: '<escalationEventDefinition escalationRef="C"/>',
    terminate: '<terminateEventDefinition/>',
    cancel: '<cancelEventDefinition/>',
  }[trouble];
  const start = inner.node(newId(file, 's'), 'startEvent');
  const fork = inner.node(newId(file, 'fork'), 'parallelGateway');
  const part = write(file, inner, body);
  const asked = question(file, inner);
  const split = inner.node(newId(file, 'x'), 'exclusiveGateway');
  const end = inner.node(newId(file, 'e'), 'endEvent');
  inner.flow(start, fork);
  inner.flow(fork, part.entry);
  inner.flow(fork, asked);
  inner.flow(asked, split);
  inner.flow(split, inner.node(newId(file, 'e'), 'endEvent', {}, thrown), `${asked} = true`);
  inner.flow(split, end, { default: true });
  inner.flow(part.exit, end);
}

function eventSubProcess(file: File, sheet: Sheet, { event, interrupting, way }: EventPart): void {
  const id = newId(file, 'sub');
  const inner = new Sheet();
  const start = inner.node(newId(file, 's'), 'startEvent', { isInterrupting: String(interrupting) }, definition(file, event, id));
  const part = write(file, inner, way);
  inner.flow(start, part.entry);
  inner.flow(part.exit, inner.node(newId(file, 'e'), 'endEvent'));
  sheet.node(id, 'subProcess', { triggeredByEvent: 'true' }, inner.xml());
}

function adHoc(file: File, sheet: Sheet, block: Extract<Block, { kind: 'adHoc' }>): string {
  const inner = new Sheet();
  const items = Array.from({ length: block.items }, () => inner.node(newId(file, 't'), 'userTask'));
  const needed = items.slice(0, Math.min(block.needed ?? 0, items.length)).map((id) => `${id} != null`);
  const completion = block.needed === null ? '' : `<completionCondition>${needed.join(' and ')}</completionCondition>`;
  const attributes = {
    ordering: block.sequential ? 'Sequential' : 'Parallel',
    ...(block.needed === null ? {} : { cancelRemainingInstances: String(block.cancels) }),
  };
  return sheet.node(newId(file, 'sub'), 'adHocSubProcess', attributes, inner.xml() + completion);
}

/** The text of a file around its processes, of which `p` is the one that is started. */
export function fileOf(processes: string, definitions = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?><definitions id="d" ${NAMESPACES}>${definitions}${processes}</definitions>`;
}

function bpmnOf(block: Block): string {
  const file: File = { ids: 0, definitions: [] };
  const main = processOf(file, 'p', block);
  const shared = `<message id="M" name="M"/><signal id="S" name="S"/><error id="E" errorCode="E"/><escalation id="C" escalationCode="C"/>`;
  return fileOf(main + file.definitions.join(''), shared);
}

/** Random processes; what they may hold is told by `kinds`. */
export function randomProcess(kinds: Partial<Kinds> = {}): fc.Arbitrary<RandomProcess> {
  const all: Kinds = { events: false, complex: false, compensation: false, votes: false, ...kinds };
  // Between tasks, so that there is somewhere to return to and from.
  const user: Block = { kind: 'user', who: null, border: null, handler: 'none' };
  const parts = fc.tuple(blocks(all, 3), blocks(all, 2));
  return parts.map(([one, other]) => new RandomProcess(bpmnOf({ kind: 'seq', parts: [user, one, user, other, user] })));
}
