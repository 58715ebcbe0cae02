import * as temporal from '@temporalio/workflow';
import { CaseRun } from './shell/case-run.ts';
import { calendarSignalName, catchUpSignalName, machineSignalName, migrateUpdateName, snapshotQueryName, updateName } from './messages.ts';
import type { Act, ActResult, CalendarNotice, CaseInput, CaseSnapshot, Earlier, Migration } from './messages.ts';

export const act = temporal.defineUpdate<ActResult, [Act]>(updateName);
export const migrate = temporal.defineUpdate<ActResult, [Migration]>(migrateUpdateName);
export const calendarChanged = temporal.defineSignal<[CaseInput['calendar'], CalendarNotice?]>(calendarSignalName);
export const messageArrived = temporal.defineSignal<[string, Record<string, unknown>]>(machineSignalName);
export const catchUp = temporal.defineSignal<[Earlier]>(catchUpSignalName);
export const snapshot = temporal.defineQuery<CaseSnapshot>(snapshotQueryName);

/** Events in a history after which the case goes on in a new run: cold replays cost by the event (design §3). */
const eventBudget = 100;

/**
 * The life of one case. Its workflow id is the case number; its steps are the item's BPMN definition.
 * People act by Update, machines by Signal, the law by timers; each step is decided by the engine and recorded once.
 * An Update of its own takes it to another version, on which it goes on in a new run.
 */
export async function caseWorkflow(input: CaseInput): Promise<{ status: string }> {
  const run = new CaseRun(input);
  temporal.setHandler(act, (done) => run.act(done, temporal.currentUpdateInfo()?.id ?? ''), {
    validator: (asked) => run.refuse(asked, temporal.currentUpdateInfo()?.id ?? ''),
  });
  temporal.setHandler(migrate, (asked) => run.migrate(asked, temporal.currentUpdateInfo()?.id ?? ''), {
    validator: (asked) => run.refuseMigration(asked, temporal.currentUpdateInfo()?.id ?? ''),
  });
  temporal.setHandler(calendarChanged, (calendar, notice) => run.useCalendar(calendar, notice));
  temporal.setHandler(messageArrived, (name, variables) => run.receive(name, variables));
  temporal.setHandler(catchUp, (earlier) => run.catchUp(earlier));
  temporal.setHandler(snapshot, () => run.snapshot());

  await run.begin();
  await temporal.condition(() => run.finished || (run.idle && (run.hasMigrated || temporal.workflowInfo().historyLength > eventBudget)));
  await temporal.condition(temporal.allHandlersFinished);
  if (run.finished) return { status: run.status };
  // One turn later: a completed Update that shares its workflow task with continue-as-new can be lost.
  await temporal.sleep(1);
  await temporal.condition(() => run.idle && temporal.allHandlersFinished());
  if (run.finished) return { status: run.status };
  return temporal.makeContinueAsNewFunc<typeof caseWorkflow>(run.options())(run.carry());
}
