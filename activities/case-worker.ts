import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { PayloadCodec } from '@temporalio/common';
import { temporalConnection } from '../schema/db/temporal-connection.ts';
import { stateSeal } from '../schema/db/sealed.ts';
import type { Env } from '../schema/contracts/env.ts';
import type { Connection } from '../schema/db/connect.ts';
import type { CaseActivities } from '../workflows/messages.ts';
import type { Logger } from './logger.ts';
import { measured } from './metrics.ts';
import { perform } from './perform/perform.ts';
import { FactsSource } from './record/facts-source.ts';
import { recordStep } from './record/record.ts';
import { workflowBundle } from './workflow-bundle.ts';

/** Cases kept in memory, at about 300 kB each; never 0, since local activities in Updates need a cached workflow. */
const cachedCases = 600;

/** Lets the SDK's core log through ours, and leaves signals to us. Once a process, before anything else of the SDK. */
export function installRuntime(logger: Logger): void {
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => logger[level === 'WARN' ? 'warn' : 'error']({ meta }, message)),
    shutdownSignals: [],
  });
}

/** Connects to Temporal and runs cases until stopped. Throws when Temporal or its namespace can't be reached. */
export async function startCaseWorker(env: Env, database: Connection, codec: PayloadCodec) {
  const connection = await NativeConnection.connect(temporalConnection(env));
  const facts = new FactsSource();
  const seal = stateSeal(env.SESSION_SECRET);
  const activities: CaseActivities = {
    record: (step) => measured(step.cause.kind, () => recordStep(database.db, facts, seal, step)),
    perform: (call) => perform(call),
  };
  const worker = await Worker.create({
    connection,
    namespace: env.TEMPORAL_NAMESPACE,
    taskQueue: env.TEMPORAL_TASK_QUEUE,
    workflowBundle: await workflowBundle(env.DATA_DIR, fileURLToPath(new URL('../workflows/case.ts', import.meta.url))),
    activities,
    dataConverter: { payloadCodecs: [codec] },
    maxCachedWorkflows: cachedCases,
    shutdownGraceTime: '10s',
  });
  const done = worker.run().finally(() => connection.close());
  return { done, stop: () => worker.getState() === 'RUNNING' && worker.shutdown() };
}
