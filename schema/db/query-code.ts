import { createHmac, timingSafeEqual } from 'node:crypto';

/** What is stored of a query code: keyed with the server's secret, so that the database alone does not open tracking. */
export const hashQueryCode = (secret: string, caseNumber: string, queryCode: string): string =>
  createHmac('sha256', secret).update(`${caseNumber}:${queryCode}`).digest('hex');

export function isQueryCode(secret: string, caseNumber: string, queryCode: string, stored: string): boolean {
  const asked = Buffer.from(hashQueryCode(secret, caseNumber, queryCode), 'hex');
  const kept = Buffer.from(stored, 'hex');
  return asked.length === kept.length && timingSafeEqual(asked, kept);
}
