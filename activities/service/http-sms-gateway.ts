import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { SendingFault } from '../ports/mailer.ts';
import type { SmsGateway } from '../ports/sms-gateway.ts';

const patience = 15_000;
const Accepted = z.object({ messageId: z.string().max(200) });
const Refused = z.object({ code: z.string().max(100), message: z.string().max(500) });

/** Answers after which the same message may still be taken: too fast, too slow, or our own key. */
const passing = new Set([401, 403, 408, 409, 425, 429]);

/** What the header `x-signature` says of a request: HMAC-SHA-256 over the time and the body, hexadecimal. */
export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;

/**
 * Text messages by our small contract, which an adapter before a provider's own API speaks: POST of JSON `{ id, to, text }`, with
 * `x-timestamp` (seconds since 1970) and `x-signature`. The gateway sends one id once. 2xx `{ messageId }`: taken. Another 4xx
 * `{ code, message }`: never (a wrong number). 5xx, 401, 403, 408, 409, 425, 429 and silence: later again.
 */
export function openHttpSmsGateway({ url, secret }: { url: string; secret: string }): SmsGateway {
  return {
    send: async (message) => {
      const body = JSON.stringify(message);
      const timestamp = String(Math.floor(Date.now() / 1000));
      const headers = {
        'content-type': 'application/json',
        'x-timestamp': timestamp,
        'x-signature': signatureOf(secret, timestamp, body),
      };
      let answer: Response;
      let said: unknown;
      try {
        answer = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal: AbortSignal.timeout(patience) });
        said = await answer.json().catch(() => null);
      } catch (error) {
        const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
        throw new SendingFault(false, cause instanceof Error ? cause.message : String(cause));
      }
      if (answer.ok) {
        const accepted = Accepted.safeParse(said);
        // Taken without an id is not known to be taken: asked again under the same id.
        if (!accepted.success) throw new SendingFault(false, `the gateway answered ${answer.status} without a messageId`);
        return { answer: accepted.data.messageId };
      }
      const refused = Refused.safeParse(said);
      const why = refused.success ? `${refused.data.code}: ${refused.data.message}` : `the gateway answered ${answer.status}`;
      throw new SendingFault(answer.status >= 400 && answer.status < 500 && !passing.has(answer.status), why);
    },
  };
}
