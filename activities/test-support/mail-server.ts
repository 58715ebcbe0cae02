import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server as one stands at a post office: it knows no `gone@…` and takes the rest into `mails`. On a free port unless one is given. */
export async function startMailServer(mails: string[], port = 0): Promise<{ port: number; close: () => Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      address.startsWith('gone@') ? done(Object.assign(new Error('5.1.1 no such user'), { responseCode: 550 })) : done(),
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push(Buffer.concat(chunks).toString());
        done(null, '2.0.0 queued as 42');
      });
    },
  });
  const listening = await new Promise<number>((resolve) => {
    const bound = server.listen(port, '127.0.0.1', () => resolve((bound.address() as AddressInfo).port));
  });
  return { port: listening, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
