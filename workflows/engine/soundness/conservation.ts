import type { Program } from '../../../schema/process/program.ts';
import type { Command, State } from '../types.ts';

/**
 * What does not add up in the trace of a run without scopes and interruptions: for every node, the tokens that came by its
 * flows against those that went into it, are held at it and went on (BPMN 13.3.1, 13.4.1–13.4.3). Read from what the engine
 * told, not from how it counts.
 */
export function unbalanced(program: Program, commands: Command[], state: State): string[] {
  const took = count(commands.flatMap((command) => (command.kind === 'took' ? [command.flow] : [])));
  const entered = count(commands.flatMap((command) => (command.kind === 'entered' ? [command.element] : [])));
  const tokens = Object.values(state.tokens);
  const found: string[] = [];
  for (const node of Object.values(program.nodes)) {
    const check = (holds: boolean, what: string): void => void (holds || found.push(`${node.id}: ${what}`));
    const times = entered(node.id);
    const held = (flow: string): number =>
      tokens.filter((token) => token.node === node.id && token.status === 'joined' && token.via === flow).length;
    const used = node.incoming.map((flow) => took(flow) - held(flow));
    const out = node.outgoing.map(took);
    const open = tokens.filter((token) => token.node === node.id && token.status !== 'joined').length;
    const joins = node.incoming.length > 1;
    if (node.type === 'startEvent') check(times === 1, `begun ${times} times`);
    else if (node.type === 'parallelGateway' && joins)
      check(
        used.every((n) => n === times),
        `passed ${times} times with ${used.join(', ')}`,
      );
    else if (node.type === 'inclusiveGateway' && joins) {
      check(times <= sum(used) && times >= Math.max(...used), `passed ${times} times with ${used.join(', ')}`);
    } else check(times === sum(used), `entered ${times} times by ${used.join(', ')}`);
    if (node.outgoing.length === 0) continue;
    const gone = times - open;
    if (node.type === 'exclusiveGateway') check(sum(out) === gone, `left ${gone} times by ${out.join(', ')}`);
    else if (node.type === 'inclusiveGateway')
      check(out.every((n) => n <= gone) && sum(out) >= gone, `left ${gone} times by ${out.join(', ')}`);
    else
      check(
        out.every((n) => n === gone),
        `left ${gone} times by ${out.join(', ')}`,
      );
  }
  return found;
}

function count(names: string[]): (name: string) => number {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return (name) => counts.get(name) ?? 0;
}

const sum = (numbers: number[]): number => numbers.reduce((total, n) => total + n, 0);
