import pino from 'pino';
import type { Env } from '../schema/contracts/env.ts';

/** A failed query is told with its text, never with its values: they are people's data. */
function withoutValues(error: Record<string, unknown>): Record<string, unknown> {
  const { params: _, ...rest } = error;
  const cut = (text: unknown) => (typeof text === 'string' ? text.replaceAll(/\nparams:[^\n]*/g, '') : text);
  return { ...rest, message: cut(rest.message), stack: cut(rest.stack) };
}

/** JSON lines with request id, user and case number; never cookies, codes or bodies. */
export const createLogger = (level: Env['LOG_LEVEL']) =>
  pino({
    level,
    base: { part: 'api' },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: {
      req: (request: { method: string; url: string; ip: string; params?: { caseNumber?: string } }) => ({
        method: request.method,
        // A query string may hold a query code.
        path: request.url.split('?')[0],
        address: request.ip,
        ...(request.params?.caseNumber ? { caseNumber: request.params.caseNumber } : {}),
      }),
      res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
      err: (error: Error) => withoutValues(pino.stdSerializers.err(error)),
    },
  });
