import type { Readable } from 'node:stream';

export interface Mail {
  /** Named by the service, so that a mail sent twice (a crash between sending and noting it) is one to the reader. */
  messageId: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  attachment: { name: string; content: Readable } | null;
}

/** Sends e-mail. */
export interface Mailer {
  /** Hands a mail to the receiving side and gives its answer. Throws SendingFault. */
  send(mail: Mail): Promise<{ answer: string }>;
  close(): void;
}

/** Something could not be sent: for good (the recipient's side has refused it), or for now. The message is for staff. */
export class SendingFault extends Error {
  constructor(
    readonly isFinal: boolean,
    message: string,
  ) {
    super(message);
  }
}
