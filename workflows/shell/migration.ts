import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import { workflowInfo } from '@temporalio/workflow';
import type { Program } from '../../schema/process/program.ts';
import { migrate } from '../engine/migration/migrate.ts';
import { goBack } from '../engine/migration/go-back.ts';
import type { Command, Environment, State } from '../engine/types.ts';
import type { Migrated, Migration } from '../messages.ts';

/** What a step of any kind comes to: the state after it, or why there is none. */
export type Moved =
  | { ok: true; state: State; commands: Command[]; program?: Program; live?: Record<string, number> }
  | { ok: false; error: { code: string; message: string; details?: unknown } };

/** What reaches beyond the case: it cannot be taken back. */
const loud = new Set<Command['kind']>(['call', 'called', 'throwMessage', 'throwSignal', 'finish', 'instanceEnded']);

export const isQuiet = (commands: Command[]): boolean => !commands.some(({ kind }) => loud.has(kind));

/** Takes a case to another version, or back to the state before its latest migration, if nobody has acted since. */
export function moveOver(
  at: { program: Program; state: State; step: number; migrated: Migrated | null },
  asked: Migration,
  environment: Environment,
): Moved {
  const refuse = (code: string, message: string, details?: unknown): Moved => ({ ok: false, error: { code, message, details } });
  const { program } = asked;
  if (at.program.hash !== asked.from) return refuse('other-version', `the case runs on ${at.program.hash}`);
  if (asked.back) {
    if (at.migrated?.step !== at.step) return refuse('acted-since', 'somebody has acted since the migration');
    if (!at.migrated.isQuiet) return refuse('not-undoable', 'the migration itself has set something going');
    return { ok: true, program, ...goBack(at.state, asked.back) };
  }
  const migrated = migrate(at.state, at.program, program, asked.mapping, environment);
  if (!migrated.ok) return refuse('cannot-migrate', 'the case cannot go over as it stands', migrated.findings);
  return { ok: true, program, state: migrated.state, commands: migrated.commands };
}

const definitionAttribute = defineSearchAttributeKey('ApprovalDefinition', 'KEYWORD');

/** For the next run: the version that operators look the case up by, where the namespace knows that. */
export function attributesFor(definition: string): TypedSearchAttributes | undefined {
  const { typedSearchAttributes } = workflowInfo();
  if (typedSearchAttributes.get(definitionAttribute) === undefined) return undefined;
  return typedSearchAttributes.updateCopy([{ key: definitionAttribute, value: definition }]);
}
