import type { Incident, IncidentView, MovableToken, Offer, RepairView } from '../../../schema/contracts/operations.ts';
import type { Node, Program } from '../../../schema/process/program.ts';
import { variablesSeen } from '../../../workflows/engine/inspect.ts';
import { moveTargets, refuseToken } from '../../../workflows/engine/move.ts';
import { refuseSkip } from '../../../workflows/engine/repair.ts';
import type { State } from '../../../workflows/engine/types.ts';
import { repairReason } from './repair-desk.ts';
import type { RepairDesk } from './repair-desk.ts';
import type { FoundIncident } from './repo.ts';
import { namesRead, variablesFor } from './variables.ts';

const offer = (reason: string | null): Offer => ({ enabled: reason === null, reason });

export const isPaper = ({ incident }: Pick<FoundIncident, 'incident'>): boolean => /^(document|service):/.test(incident.id);

const nameOf = (program: Program, id: string): string => program.nodes[id]?.name ?? program.processes[id]?.name ?? id;

/** An incident as lists show it. */
export function incidentRow({ incident, guide }: FoundIncident, program: Program): Incident {
  const { id, caseNumber, element, code, message, at, resolvedAt } = incident;
  return {
    id,
    caseNumber,
    itemName: guide.name,
    element,
    elementName: element === null ? null : nameOf(program, element),
    code,
    message,
    at: at.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
  };
}

/** The scope whose variables an incident's element sees; undefined when it is over or its case is. */
export function scopeOfIncident(state: State | null, number: number): number | undefined {
  const incident = state?.incidents[number];
  if (!state || !incident) return undefined;
  const token = incident.token === null ? undefined : state.tokens[incident.token];
  return token?.scope ?? state.instances[incident.instance]?.scope;
}

/** What an element evaluates, each with where it stands. */
function expressionsOf(program: Program, node: Node | undefined): IncidentView['expressions'] {
  if (!node) return [];
  const conditions = node.outgoing.flatMap((id) => {
    const { name, target, condition } = program.flows[id]!;
    return condition ? [{ at: name ?? nameOf(program, target), text: condition.text }] : [];
  });
  const own: IncidentView['expressions'] = [];
  visit(node, nameOf(program, node.id), own);
  return [...own, ...conditions];
}

function visit(part: unknown, at: string, into: IncidentView['expressions']): void {
  if (typeof part !== 'object' || part === null) return;
  const { names, text, to } = part as Record<string, unknown>;
  if (Array.isArray(names) && typeof text === 'string') into.push({ at, text });
  else for (const value of Object.values(part)) visit(value, typeof to === 'string' ? to : at, into);
}

/** One incident with its input and what can be done about it. Who sees no case sees no variables of one. */
export function incidentView(found: FoundIncident, desk: RepairDesk): IncidentView {
  const { program, state } = desk;
  const { incident } = found;
  const node = incident.element === null ? undefined : program.nodes[incident.element];
  const isOpen = incident.resolvedAt === null;
  const scope = isOpen ? scopeOfIncident(state, incident.number) : undefined;
  const live = scope === undefined || !state ? undefined : state.incidents[incident.number];
  const isHeld = (action: 'incident.retry' | 'incident.fix' | 'incident.skip'): string | null =>
    isOpen ? repairReason(desk, action) : 'incidentResolved';
  const skipRefusal = live && state ? refuseSkip({ program, state }, live, undefined) : null;
  const cannotSkip = skipRefusal?.code === 'cannot-skip' ? 'cannot-skip' : null;
  const ofProcess = isPaper(found) ? 'onlyRetry' : null;
  const mayInspect = permits(desk);
  return {
    ...incidentRow(found, program),
    kind: isPaper(found) ? 'document' : 'process',
    expressions: isPaper(found) ? [] : expressionsOf(program, node),
    variables:
      !mayInspect || scope === undefined || !state
        ? null
        : variablesFor(program, variablesSeen(state, scope), node ? namesRead(program, node) : new Set()),
    ways: skipRefusal?.code === 'needs-flow' && node ? waysOf(program, node) : [],
    retry: offer(isHeld('incident.retry')),
    fix: offer(ofProcess ?? isHeld('incident.fix')),
    skip: offer(ofProcess ?? isHeld('incident.skip') ?? cannotSkip),
  };
}

const permits = (desk: RepairDesk): boolean => {
  const reason = repairReason(desk, 'incident.inspect');
  return reason === null || reason === 'ended' || reason === 'suspended';
};

function waysOf(program: Program, node: Node): IncidentView['ways'] {
  return node.outgoing.map((flow) => {
    const { name, target, condition } = program.flows[flow]!;
    const to = nameOf(program, target);
    return { flow, name: name === undefined ? to : `${name} → ${to}`, condition: condition?.text ?? null };
  });
}

/** The variables and tokens of a running case, and what may be done with them. */
export function repairView(desk: RepairDesk, state: State): RepairView {
  const { program, found } = desk;
  const first = state.first === null ? undefined : state.instances[state.first]?.scope;
  return {
    variables: variablesFor(program, first === undefined ? {} : variablesSeen(state, first), new Set()),
    tokens: tokensOf(program, state),
    fix: offer(repairReason(desk, 'incident.fix')),
    move: offer(repairReason(desk, 'incident.move')),
    step: found.row.step,
  };
}

/** Tokens a person would point at: not the performances inside a loop, nor what stands only for its inside. */
function tokensOf(program: Program, state: State): MovableToken[] {
  return Object.values(state.tokens)
    .filter(({ of }) => of === undefined)
    .map((token) => ({
      token: token.id,
      element: token.node,
      elementName: nameOf(program, token.node),
      targets: moveTargets({ program, state }, token).map((element) => ({ element, name: nameOf(program, element) })),
      reason: refuseToken(program, token)?.code ?? null,
    }));
}
