import type { LedgerEntry } from '../../schema/db/ledger.ts';
import { onceOnly } from '../../schema/rules/correction.ts';
import type { Act, Actor, Particulars, RecordedMigration, Step } from '../../workflows/messages.ts';
import type { Program } from '../../schema/process/program.ts';

export type Entry = LedgerEntry;

export const entry = (type: string, data: Record<string, unknown> = {}): Entry => ({
  type,
  actorId: null,
  actorName: null,
  organisationId: null,
  element: null,
  elementName: null,
  data,
});

/** An entry about an element of the diagram. */
export const entryAt = (type: string, element: string, program: Program, data: Record<string, unknown> = {}): Entry => ({
  ...entry(type, data),
  element,
  elementName: program.nodes[element]?.name ?? element,
});

/** The entries that say what caused a step: who acted, or which timers, activity or machine. */
export function causeEntries(step: Step, program: Program, element: string | null): Entry[] {
  const { cause } = step;
  if (cause.kind === 'timer') return timerEntries(step, program);
  if (cause.kind === 'effect') return [];
  if (cause.kind === 'calendar') {
    const { revision, document: calendar } = cause.notice;
    return [entry('clock.recomputed', { calendar, revision, moved: cause.moved })];
  }
  if (cause.kind === 'migrated') return [migrationEntry(cause.migration, step.programHash)];
  return [causeEntry(cause, step, program, element)];
}

/** One entry a timer that fired, with the article by which it decides, where it does. */
function timerEntries(step: Step, program: Program): Entry[] {
  return step.commands.flatMap((command) => {
    if (command.kind !== 'entered') return [];
    const node = program.nodes[command.element];
    const timer = node && 'events' in node ? node.events.find((event) => event.kind === 'timer') : undefined;
    if (!timer || timer.kind !== 'timer') return [];
    return [entryAt('timer.fired', command.element, program, timer.law ? { law: timer.law } : {})];
  });
}

/** Names both versions by their hash: from here on the ledger is about elements of the other one. */
function migrationEntry(migration: RecordedMigration, hash: string): Entry {
  const { actor, from, definition, mapping, reason, batch, isUndo } = migration;
  const data = { from, to: hash, definition: definition.id, version: definition.version, reason, batch, mapping };
  const by = { actorId: actor.id, actorName: actor.name, organisationId: actor.organisationId };
  return { ...entry(isUndo ? 'case.migration-undone' : 'case.migrated', data), ...by };
}

type Repair = Extract<Act, { kind: 'retry' | 'skip' | 'correct' }>;

const actorOf = ({ actor }: { actor: Actor }) => ({ actorId: actor.id, actorName: actor.name, organisationId: actor.organisationId });

/** What a person does about an incident; the changed variables come from the engine's own word. */
function repairEntry(act: Repair, program: Program, element: string | null): Entry {
  const type = { retry: 'incident.retried', skip: 'incident.skipped', correct: 'variables.corrected' }[act.kind];
  const data: Record<string, unknown> = { incident: act.incident ?? null, reason: act.reason ?? null };
  if (act.kind === 'skip' && act.flow !== undefined) data.flow = act.flow;
  return element === null ? entry(type, data) : entryAt(type, element, program, data);
}

/** The correction that came with another try. */
export function correctionBeside(cause: Entry | undefined, element: string | null, program: Program): Entry {
  const { actorId = null, actorName = null, organisationId = null, data } = cause ?? {};
  const made = { ...entry('variables.corrected', { reason: data?.reason ?? null }), actorId, actorName, organisationId };
  return element === null ? made : { ...made, element, elementName: program.nodes[element]?.name ?? element };
}

/** A further notice with something new on it: told apart, since an agency answers for it (Licensing Law art. 72). */
export const furtherEntry = (
  { actor }: { actor: Actor },
  further: NonNullable<Particulars['further']>,
  element: string,
  program: Program,
): Entry => ({
  ...entryAt('anomaly.secondCorrection', element, program, { ...further, count: further.marks.length, law: onceOnly }),
  ...actorOf({ actor }),
});

/** A move by hand, told at where the token went. */
function moveEntry(act: Extract<Act, { kind: 'move' }>, step: Step, program: Program): Entry {
  const moved = step.commands.find((command) => command.kind === 'moved');
  const from = moved?.kind === 'moved' ? moved.from : null;
  const data = { from, fromName: from === null ? null : (program.nodes[from]?.name ?? from), reason: act.reason };
  return entryAt('token.moved', act.to, program, data);
}

type Cause = Exclude<Step['cause'], { kind: 'timer' | 'effect' | 'migrated' | 'calendar' }>;

function causeEntry(cause: Cause, step: Step, program: Program, named: string | null): Entry {
  if (cause.kind === 'started') return entry('case.started');
  if (cause.kind === 'machine') return entry('message.received', { name: cause.name });
  if (cause.kind === 'activity') return entry(cause.failed ? 'activity.failed' : 'activity.finished', { activity: cause.activity });
  const { act } = cause;
  if (act.kind === 'deliver') return entry(`${act.what}.received`, { name: act.name, from: act.from });
  const by = actorOf(act);
  const { onBehalfOf } = act.actor;
  const behalf = onBehalfOf ? { onBehalfOf } : {};
  if (act.kind === 'message') return { ...entry(`message.${act.name}`, { reason: act.reason }), ...by };
  if (act.kind === 'move') return { ...moveEntry(act, step, program), ...by };
  if (act.kind === 'retry' || act.kind === 'skip' || act.kind === 'correct') {
    return { ...repairEntry(act, program, named), ...by };
  }
  if (act.kind === 'clock') {
    const { name, ...change } = act.change;
    return { ...entry(`clock.${name}`, { ...change, reason: act.reason, ...behalf }), ...by };
  }
  const element = act.task === null && act.kind === 'operate' ? (act.element ?? null) : named;
  if (act.kind === 'operate') {
    const { name, ...rest } = act.operation;
    const made = element ? entryAt(`operation.${name}`, element, program) : entry(`operation.${name}`);
    return { ...made, ...by, data: { ...rest, reason: act.reason, ...behalf } };
  }
  const { answers: corrected, ...particulars } = act.particulars;
  const data = { task: act.task, ...particulars, variables: act.variables, ...(corrected ? { corrected: true } : {}), ...behalf };
  return element ? { ...entryAt('task.completed', element, program, data), ...by } : { ...entry('task.completed', data), ...by };
}
