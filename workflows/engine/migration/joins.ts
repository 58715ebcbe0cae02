import { joinKey, leaveJoin } from '../join-run.ts';
import { isJoin } from '../reachable/net.ts';
import type { JoinRun } from '../state.ts';
import type { Turn } from '../turn.ts';
import { mapPhase } from './phases.ts';
import { note, type Work } from './work.ts';

/** Builds the records of joins that hold tokens anew, by the flows of the new version. */
export function renewJoins(work: Work): void {
  const { plan, before, state } = work;
  state.joins = {};
  const isSame = (scope: number) => plan.isSameFlow(before.scopes[scope]?.of ?? '');
  for (const old of Object.values(before.joins)) {
    const node = plan.node(old.node);
    const scope = work.dissolved.get(old.scope) ?? old.scope;
    const now = node === null ? undefined : plan.to.nodes[node];
    if (!now || !isJoin(now)) continue;
    const phase = mapPhase(plan, now, old);
    const held = Object.values(old.arrived).flat();
    const joined = held.map((id) => state.tokens[id]).filter((token) => token?.status === 'joined');
    if (joined.length === 0 && !phase?.consumed) continue;
    const home = joined[0]?.scope ?? scope;
    const arrived: JoinRun['arrived'] = {};
    for (const token of joined) (arrived[token!.via ?? ''] ??= []).push(token!.id);
    const missing = now.incoming.length - Object.keys(arrived).length;
    const blocker = isSame(old.scope) ? old.blocker : null;
    state.joins[joinKey(home, now.id)] = { scope: home, node: now.id, arrived, missing, blocker, ...phase };
  }
  const kept = new Set(Object.keys(state.joins));
  state.blocks = {};
  for (const [token, keys] of Object.entries(before.blocks)) {
    const renewed = keys.flatMap((key) => {
      const { scope, node } = before.joins[key] ?? { scope: 0, node: '' };
      const now = joinKey(scope, plan.node(node) ?? '');
      return isSame(scope) && kept.has(now) ? [now] : [];
    });
    if (renewed.length > 0) state.blocks[Number(token)] = renewed;
  }
}

/** Looks at joins whose scope's flow has changed: one may now have all it waits for. */
export function lookAtJoins(work: Work, turn: Turn): void {
  const { plan, before } = work;
  const { state } = turn;
  for (const [key, join] of Object.entries(state.joins)) {
    if (plan.isSameFlow(before.scopes[join.scope]?.of ?? '')) continue;
    const node = plan.to.nodes[join.node]!;
    const was = Object.values(before.joins).find((old) => plan.node(old.node) === node.id);
    const old = was && plan.from.nodes[was.node]!;
    if (old?.type !== node.type || old.incoming.length !== node.incoming.length) note(work, node.id, 'join-changed');
    if (node.type !== 'parallelGateway') turn.recheck.push(key);
    else if (join.missing <= 0) {
      // The last one comes again: then it lets go as it always does.
      const token = state.tokens[Object.values(join.arrived)[0]![0]!]!;
      leaveJoin(turn, token);
      token.status = 'moving';
      turn.queue.push(token);
    }
  }
  for (const token of Object.values(state.tokens)) {
    const wasJoined = before.tokens[token.id]?.status === 'joined';
    if (wasJoined && token.status === 'moving' && !turn.queue.includes(token)) turn.queue.push(token);
  }
}
