import type { Flow, Node, Scope } from '../../../schema/process/program.ts';
import type { Finding } from '../finding.ts';
import type { Reading } from '../read/reading.ts';

/** Effects by which the applicant gets something. */
const grants: ReadonlySet<string> = new Set(['accept', 'grant']);
/** Effects by which a case ends, or a licence begins or goes on. */
const endings: ReadonlySet<string> = new Set(['lapse', 'refuse', 'deny', 'file', 'withdraw', 'certify']);

/** What of a diagram the walk from its deadlines needs; a program is one, and so is a file that is being read. */
interface Diagram {
  nodes: Record<string, Node>;
  flows: Record<string, Flow>;
  scopes: Record<string, Scope>;
}

/**
 * Nothing is granted because time has passed unless a law says so: an effect that only a deadline leads to, with nobody
 * deciding in between, needs `approval:law`.
 */
export function checkGrantsByTimer(reading: Reading): void {
  for (const { id } of withoutLaw(reading, grants))
    reading.findings.add(id, 'invalid-approval', 'What a deadline grants needs approval:law: the article by which it does.');
}

/**
 * When published for an item: no case lapses, is refused, filed or denied, and no licence is issued or renewed because time has passed unless an
 * article is cited. A licence that follows from a grant by law has its article there.
 */
export const deadlineFindings = (diagram: Diagram): Finding[] =>
  withoutLaw(diagram, endings).map(({ id, kind }) => ({
    element: id,
    code: 'invalid-deadline-law',
    message: `A deadline alone leads to “${kind}” here: cite the article by which it does (approval:law), or let somebody decide.`,
  }));

/** Elements whose effect of one of these kinds only a deadline leads to, without an article. */
function withoutLaw({ nodes, flows, scopes }: Diagram, kinds: ReadonlySet<string>): { id: string; kind: string }[] {
  const diagram = { nodes, flows, scopes };
  const todo = Object.values(nodes)
    .filter((node) => isDeadline(diagram, node))
    .map((node) => ({ node, granted: false }));
  const seen = new Set<string>();
  const found = new Map<string, string>();
  for (let place = todo.pop(); place; place = todo.pop()) {
    const { node, granted } = place;
    const key = `${node.id} ${granted}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const effect = node.type === 'serviceTask' ? node.effect : undefined;
    if (effect && kinds.has(effect.kind) && effect.law === undefined && !(granted && effect.kind === 'certify'))
      found.set(node.id, effect.kind);
    if (someoneActs(node)) continue;
    const after = granted || (effect?.kind === 'grant' && effect.law !== undefined);
    todo.push(...node.outgoing.flatMap((id) => nodes[flows[id]?.target ?? ''] ?? []).map((next) => ({ node: next, granted: after })));
  }
  return [...found].map(([id, kind]) => ({ id, kind }));
}

/** A timer that ends what somebody had to do in time: attached, starting an event sub-process, or behind an event-based gateway. */
function isDeadline({ nodes, flows, scopes }: Diagram, node: Node): boolean {
  if (!('events' in node) || !node.events.some((event) => event.kind === 'timer')) return false;
  if (node.type === 'boundaryEvent') return true;
  if (node.type === 'startEvent') return scopes[node.scope]?.kind === 'eventSubProcess';
  return node.incoming.some((id) => nodes[flows[id]?.source ?? '']?.type === 'eventBasedGateway');
}

function someoneActs(node: Node): boolean {
  if (node.type === 'userTask' || node.type === 'receiveTask' || node.type === 'subProcess' || node.type === 'callActivity') return true;
  return node.type === 'intermediateCatchEvent' && node.events.some((event) => event.kind === 'message');
}
