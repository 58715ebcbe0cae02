import type { TaskList } from 'graphile-worker';
import type { Env } from '../../schema/contracts/env.ts';
import type { Connection } from '../../schema/db/connect.ts';
import { ContentStore } from '../../schema/files/content-store.ts';
import type { Logger } from '../logger.ts';
import { counted, keepRunning } from '../outbox/keep-running.ts';
import { openHttpSmsGateway } from './http-sms-gateway.ts';
import { sendMessage } from './send-message.ts';
import { sendService } from './send-service.ts';
import type { PostOffice } from './send-service.ts';
import { openSmtpMailer } from './smtp-mailer.ts';

/** Mails and messages under way at once: a slow server holds up nothing else. */
const concurrency = 2;

/** Sends what papers are served by, until stopped: e-mail and text messages where the environment names a server for them. */
export async function startPostOffice(env: Env, database: Connection, logger: Logger) {
  const { SMTP_URL: url, MAIL_FROM: from, SMS_GATEWAY_URL: gateway, SMS_GATEWAY_SECRET: secret } = env;
  const mailer = url !== undefined && from !== undefined ? openSmtpMailer({ url, from }) : null;
  const office: PostOffice = {
    db: database.db,
    mailer,
    sms: gateway !== undefined && secret !== undefined ? openHttpSmsGateway({ url: gateway, secret }) : null,
    papers: new ContentStore(env.DATA_DIR),
    publicUrl: env.PUBLIC_URL,
    mailHost: new URL(env.PUBLIC_URL).hostname,
    now: () => new Date(),
  };
  const taskList: TaskList = {
    sendService: counted('sendService', async (payload) => {
      const { serviceId } = payload as { serviceId: string };
      const outcome = await sendService(office, serviceId);
      if (outcome === 'waiting') logger.warn({ serviceId }, 'not sent; tried again later');
      else if (outcome !== 'nothing') logger.info({ serviceId, outcome }, 'service');
    }),
    sendMessage: counted('sendMessage', async (payload) => {
      const { messageId } = payload as { messageId: string };
      const outcome = await sendMessage(office, messageId);
      if (outcome !== 'nothing') logger.info({ messageId, outcome }, 'reminder');
    }),
  };
  const runner = await keepRunning({ connectionString: env.DATABASE_URL, concurrency, taskList }, logger);
  return {
    stop: async () => {
      await runner.stop();
      mailer?.close();
    },
  };
}
