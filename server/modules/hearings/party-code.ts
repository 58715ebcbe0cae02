import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The code of a third party's page: eight digits that follow from the server's secret, so that the database keeps none besides the paper
 * that it is printed in, and every paper of theirs bears the same.
 */
export function partyCode(secret: string, partyId: string): string {
  const digest = createHmac('sha256', secret).update(`party:${partyId}`).digest();
  return String(digest.readUIntBE(0, 6) % 100_000_000).padStart(8, '0');
}

export function isPartyCode(secret: string, partyId: string, code: string): boolean {
  const [asked, right] = [Buffer.from(code), Buffer.from(partyCode(secret, partyId))];
  return asked.length === right.length && timingSafeEqual(asked, right);
}
