import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long the address of a paper opens it, ms. The page is read anew every few seconds, so that its links are always fresh. */
const lifetime = 10 * 60_000;

interface Opening {
  partyId: string;
  documentId: string;
  /** Until when, epoch ms. */
  until: number;
}

const markOf = (secret: string, { partyId, documentId, until }: Opening): Buffer =>
  createHmac('sha256', secret).update(`party-paper:${partyId}:${documentId}:${until}`).digest();

/** The address under which a third party's browser opens one paper of theirs, for ten minutes: it stands for the code, which is in no address. */
export function partyLink(secret: string, { partyId, documentId }: Omit<Opening, 'until'>, now: Date): string {
  const until = now.getTime() + lifetime;
  const query = new URLSearchParams({
    party: partyId,
    until: String(until),
    mark: markOf(secret, { partyId, documentId, until }).toString('base64url'),
  });
  return `/api/party/papers/${encodeURIComponent(documentId)}/content?${query.toString()}`;
}

/** What an address is: one that we have given, the same but too old, or none of ours. */
export function checkPartyLink(secret: string, opening: Opening & { mark: string }, now: Date): 'good' | 'expired' | 'wrong' {
  const [asked, right] = [Buffer.from(opening.mark, 'base64url'), markOf(secret, opening)];
  if (asked.length !== right.length || !timingSafeEqual(asked, right)) return 'wrong';
  return opening.until < now.getTime() ? 'expired' : 'good';
}
