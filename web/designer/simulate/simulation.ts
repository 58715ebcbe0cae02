import type { Program } from '../../../schema/process/program.ts';

/** One step of the open test bench's scenario format, as far as a designer clicks it. */
export type SimulationStep =
  | { complete: string; by?: string; variables?: Record<string, unknown> }
  | { advance: string }
  | { message: string; variables?: Record<string, unknown> };

export interface SimulationResult {
  status: 'running' | 'completed' | 'terminated' | 'failed';
  open: { element: string; assignees: string[]; due: string | null }[];
  waiting: { element: string; kind: string }[];
  path: string[];
  variables: Record<string, unknown>;
  incidents: { element: string; code: string; message: string }[];
  at: string;
}

/** What one open task can be completed with: the decisions it offers, the three votes, or just completion. */
export interface Choice {
  label: { zh: string; en: string } | null;
  vote: 'approve' | 'reject' | 'abstain' | null;
  variables: Record<string, unknown>;
  tone: 'primary' | 'default' | 'danger';
}

/** The choices of a user task, read from the compiled program: data, not guesses about the diagram. */
export function choicesOf(program: Program, element: string): Choice[] {
  const node = program.nodes[element];
  if (node?.type !== 'userTask') return [{ label: null, vote: null, variables: {}, tone: 'primary' }];
  if (node.vote) {
    return (['approve', 'reject', 'abstain'] as const).map((vote) => ({
      label: null,
      vote,
      variables: { decision: vote },
      tone: vote === 'approve' ? 'primary' : vote === 'reject' ? 'danger' : 'default',
    }));
  }
  const decisions = node.decisions;
  if (!decisions || decisions.options.length === 0) return [{ label: null, vote: null, variables: {}, tone: 'primary' }];
  return decisions.options.map((option) => ({
    label: { zh: option.label, en: option.labelEn || option.label },
    vote: null,
    variables: { [decisions.variable]: option.value },
    tone: option.tone,
  }));
}

/** Messages that something in the program can catch, by name, so that they can be sent by a button. */
export function messagesOf(program: Program): string[] {
  const names = new Set<string>();
  for (const node of Object.values(program.nodes)) {
    if (!('events' in node) || node.type === 'intermediateThrowEvent' || node.type === 'endEvent') continue;
    for (const event of node.events) if (event.kind === 'message') names.add(event.name);
  }
  return [...names];
}
