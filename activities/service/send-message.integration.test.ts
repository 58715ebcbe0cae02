import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../schema/db/connect.ts';
import type { Connection } from '../../schema/db/connect.ts';
import { ledger, licences, messages, serviceChoices } from '../../schema/db/tables/index.ts';
import { createTestDatabase } from '../../schema/db/testing.ts';
import type { TestDatabase } from '../../schema/db/testing.ts';
import { ContentStore } from '../../schema/files/content-store.ts';
import type { ChosenChannel } from '../../schema/rules/service.ts';
import { remindHolders } from '../sweep/reminders.ts';
import { startMailServer } from '../test-support/mail-server.ts';
import { prepare } from '../test-support/prepare.ts';
import { sendMessage } from './send-message.ts';
import type { PostOffice } from './send-service.ts';
import { openSmtpMailer } from './smtp-mailer.ts';

const dayMs = 24 * 60 * 60_000;
let clock = new Date('2026-11-27T02:00:00Z');
let testDatabase: TestDatabase;
let database: Connection;
let smtp: Awaited<ReturnType<typeof startMailServer>>;
let office: PostOffice;
/** What the mail server has taken. */
const mails: string[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase(prepare);
  database = connect(testDatabase.url);
  smtp = await startMailServer(mails);
  office = {
    db: database.db,
    mailer: openSmtpMailer({ url: `smtp://127.0.0.1:${smtp.port}`, from: 'noreply@approval.example' }),
    sms: null,
    papers: new ContentStore('/nowhere'),
    publicUrl: 'https://approval.example/',
    mailHost: 'approval.example',
    now: () => clock,
  };
});
afterAll(async () => {
  office?.mailer?.close();
  await smtp?.close();
  await database?.close();
  await testDatabase?.drop();
});

/** A licence that ends in twenty days, whose holder wants to be reached so. */
async function licence(number: string, channels: ChosenChannel[], email: string): Promise<void> {
  const holder = { holderId: 'bookshop', holderName: '某某书店', holderKind: 'legalPerson' } as const;
  await database.db.insert(licences).values({
    number,
    caseNumber: number,
    itemId: 'publication-retail',
    organisationId: 'yuelu',
    ...holder,
    typeCode: '11100000900007919B014',
    serial: number,
    issuedAt: new Date(clock.getTime() - 1000 * dayMs),
    validTo: new Date(clock.getTime() + 20 * dayMs),
    state: 'inForce',
    version: 1,
  });
  const chosen = { id: number, caseNumber: number, channels, electronic: true, email, phone: '13800001234', postalAddress: null };
  await database.db.insert(serviceChoices).values({ ...chosen, changedAt: clock });
}
const messagesOf = (number: string) => database.db.select().from(messages).where(eq(messages.caseNumber, number)).orderBy(messages.channel);

test('a holder is reminded by the ways they chose, once, and in words that name nobody', async () => {
  await licence('l-1', ['portal', 'email', 'sms'], 'shop@shop.example');
  await licence('l-2', ['portal'], 'other@shop.example');
  const swept = await Promise.all([remindHolders(database.db, clock), remindHolders(database.db, clock)]);
  expect(swept.reduce((sum, one) => sum + one)).toBe(2);
  const [email, sms] = await messagesOf('l-1');
  expect([email, sms]).toMatchObject([
    { id: 'licence:l-1.1.30:email', channel: 'email', address: 'shop@shop.example', kind: 'licenceEnds' },
    { channel: 'sms', address: '13800001234' },
  ]);
  expect(await messagesOf('l-2')).toEqual([]);
  const [told] = await database.db.select().from(ledger).where(eq(ledger.caseNumber, 'l-1'));
  expect(told).toMatchObject({ type: 'licence.reminded', data: { days: 30, ways: ['portal', 'email', 'sms'] } });

  expect([await sendMessage(office, email!.id), await sendMessage(office, email!.id)]).toEqual(['sent', 'nothing']);
  expect(mails).toHaveLength(1);
  const [head, ...body] = mails[0]!.split('\r\n\r\n');
  expect(head).toContain('To: shop@shop.example');
  const said = Buffer.from(
    body
      .join('')
      .replaceAll(/=\r\n/g, '')
      .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString();
  expect(said).toContain('https://approval.example/licences/l-1');
  expect(said).not.toContain('某某书店');
});

test('what cannot be sent now waits; what is refused for good, or for a week, is given up', async () => {
  await licence('l-3', ['email', 'sms'], 'gone@shop.example');
  await remindHolders(database.db, clock);
  const [email, sms] = await messagesOf('l-3');
  expect(await sendMessage(office, email!.id)).toBe('failed');
  expect(await sendMessage(office, sms!.id)).toBe('waiting');
  expect(await messagesOf('l-3')).toMatchObject([
    { retryAt: null, sentAt: null, failure: expect.stringContaining('5.1.1') },
    { retryAt: new Date(clock.getTime() + 60_000), failure: expect.stringContaining('SMS_GATEWAY_URL') },
  ]);
  expect(await sendMessage(office, sms!.id)).toBe('nothing');
  clock = new Date(clock.getTime() + 8 * dayMs);
  expect(await sendMessage(office, sms!.id)).toBe('failed');
  expect((await messagesOf('l-3'))[1]).toMatchObject({ retryAt: null, attempts: 2, sentAt: null });
});
