import { pino } from 'pino';

/** JSON lines on stdout; `caseNumber` is a field wherever a line is about a case. */
export const createLogger = (level: string) => pino({ level, base: { part: 'worker' }, timestamp: pino.stdTimeFunctions.isoTime });
export type Logger = ReturnType<typeof createLogger>;
