import { createTransport } from 'nodemailer';
import { SendingFault } from '../ports/mailer.ts';
import type { Mailer } from '../ports/mailer.ts';

/** How long a server may take to answer, ms. */
const patience = 20_000;

interface SmtpError {
  code?: string;
  responseCode?: number;
  response?: string;
  message: string;
}

/** Codes about who we are or how we spoke, not about the mail: an operator puts them right, and the mail waits. */
const ours = new Set([530, 534, 535, 538]);

/** A 5xx on recipient or content is the receiving side's last word (RFC 5321 §4.2.1); everything else may pass. */
export function faultOf(error: unknown): SendingFault {
  const { code, responseCode, response, message } = error as SmtpError;
  const isAboutMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  const isFinal = isAboutMail && responseCode !== undefined && responseCode >= 500 && !ours.has(responseCode);
  return new SendingFault(isFinal, response ?? message);
}

/** Sends through an SMTP server, `smtp://` (with STARTTLS where it is offered) or `smtps://`. `from`: `总局 <service@example.cn>`. */
export function openSmtpMailer({ url, from }: { url: string; from: string }): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    // What a mail holds is ours: nothing is fetched from an address in it.
    disableUrlAccess: true,
    disableFileAccess: true,
  });
  return {
    send: async ({ messageId, to, subject, text, html, attachment }) => {
      try {
        const sent = await transport.sendMail({
          messageId,
          from,
          to,
          subject,
          text,
          html,
          headers: { 'Auto-Submitted': 'auto-generated' },
          ...(attachment
            ? { attachments: [{ filename: attachment.name, content: attachment.content, contentType: 'application/pdf' }] }
            : {}),
        });
        return { answer: sent.response };
      } catch (error) {
        throw faultOf(error);
      }
    },
    close: () => transport.close(),
  };
}
