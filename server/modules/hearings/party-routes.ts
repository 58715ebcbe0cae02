import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { routes } from '../../../schema/contracts/index.ts';
import type { StandingParty } from '../../../schema/db/hearings.ts';
import { ContentStore } from '../../../schema/files/content-store.ts';
import type { Action } from '../../../schema/rules/actions.ts';
import { may } from '../../../schema/rules/permissions.ts';
import type { Subject } from '../../../schema/rules/permissions.ts';
import { Refusal } from '../../errors.ts';
import { requireKey } from '../../plugins/guard.ts';
import { checkLimit, trackLimit } from '../../plugins/limits.ts';
import { once, servePublic } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import { findCase } from '../cases/repo.ts';
import type { FoundCase } from '../cases/repo.ts';
import { Patience } from '../cases/patience.ts';
import { sendContent } from '../files/send-content.ts';
import type { HearingDays } from './hold-case.ts';
import { isPartyCode } from './party-code.ts';
import { checkPartyLink, partyLink } from './party-link.ts';
import { actAsParty, findPartyPaper, partyView } from './party-page.ts';
import type { HearingFactsRead } from './view.ts';

/** A third party as the permission table sees them: nobody's account, and no post. */
const subjectOf = (partyId: string): Subject => ({ id: `party:${partyId}`, kind: 'party', posts: [] });

const Opening = z.object({ party: z.string().max(60), until: z.coerce.number().int(), mark: z.string().max(60) });

/** 利害关系人: what they read, their papers, and what they do, by the code of their notice. All they do is audited as everybody's is. */
export function servePartyPage(
  app: FastifyInstance,
  services: Services,
  { read, daysFor }: { read: (found: FoundCase) => Promise<HearingFactsRead>; daysFor: (found: FoundCase) => Promise<HearingDays> },
): void {
  const { now } = services;
  const { db } = services.database;
  const secret = services.env.SESSION_SECRET;
  const contents = new ContentStore(services.env.DATA_DIR);
  const at = routes.hearings;
  const patience = new Patience(now);

  /** The third party whose code it is. A wrong code and a number that is not there are the same refusal. */
  async function partyFor(asked: {
    caseNumber: string;
    code: string;
  }): Promise<{ found: FoundCase; facts: HearingFactsRead; party: StandingParty }> {
    const caseNumber = asked.caseNumber.replaceAll(/\s/g, '').toUpperCase();
    const code = asked.code.replaceAll(/\s/g, '');
    patience.require(caseNumber);
    const found = await findCase(db, caseNumber);
    const facts = found && (await read(found));
    const party = facts?.standing.parties.find(({ row }) => isPartyCode(secret, row.id, code));
    if (found && facts && party) return { found, facts, party };
    patience.noteWrong(caseNumber);
    throw new Refusal('party-code-wrong');
  }
  const viewOf = async ({ found, facts, party }: Awaited<ReturnType<typeof partyFor>>) =>
    partyView(db, found, party, facts, (documentId) => partyLink(secret, { partyId: party.row.id, documentId }, now()));

  /** Written down from the beginning, so that a wrong code is too; who it is becomes known later. */
  const audited = (action: Action) => async (request: FastifyRequest) => {
    request.act = { userId: null, action };
  };

  servePublic(
    app,
    at.party,
    async ({ body, reply }) => {
      const one = await partyFor(body);
      void reply.header('cache-control', 'no-store');
      return viewOf(one);
    },
    { config: { rateLimit: trackLimit } },
  );
  servePublic(
    app,
    at.partyAct,
    async ({ body, request, reply }) => {
      const { found, party } = await partyFor(body);
      void reply.header('cache-control', 'no-store');
      const { id, name } = party.row;
      const actor = { id: subjectOf(id).id, name, organisationId: null };
      // The address names no case: what was done, and in which.
      request.act = { userId: actor.id, action: 'party.act', object: `${at.partyAct.path}/${found.row.caseNumber}/${body.act.kind}` };
      if (!may(subjectOf(id), 'party.act', { ownerId: actor.id })) throw new Refusal('not-allowed');
      return once(db, request, { userId: actor.id, key: requireKey(request) }, now(), async () => {
        await actAsParty(db, { found, days: await daysFor(found), actor, now: now() }, party.row, body.act);
        return viewOf(await partyFor(body));
      });
    },
    { config: { rateLimit: trackLimit }, onRequest: audited('party.act') },
  );

  const sendPaper = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { documentId } = request.params as { documentId: string };
    const asked = Opening.safeParse(request.query);
    if (!asked.success) throw new Refusal('not-found');
    const { party: partyId, until, mark } = asked.data;
    const link = checkPartyLink(secret, { partyId, documentId, until, mark }, now());
    if (link === 'wrong') throw new Refusal('not-found');
    const subject = subjectOf(partyId);
    request.act = { userId: subject.id, action: 'party.read' };
    if (link === 'expired') throw new Refusal('party-link-expired');
    const paper = await findPartyPaper(db, documentId);
    if (!paper || !may(subject, 'party.read', { ownerId: subjectOf(paper.partyId).id })) throw new Refusal('not-found');
    if (paper.file === null) throw new Refusal('document-not-issued');
    return sendContent(request, reply, contents, { ...paper.file, type: 'application/pdf' });
  };
  const summary = 'The PDF of a paper addressed to a third party, by the address that their page gives for ten minutes';
  app.get(
    '/api/party/papers/:documentId/content',
    { schema: { summary, tags: ['party'] }, compress: false, config: { rateLimit: checkLimit }, onRequest: audited('party.read') },
    sendPaper,
  );
}
