import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ExpertChange, PooledExpert } from '../../../schema/contracts/expert-pool.ts';
import { routes } from '../../../schema/contracts/index.ts';
import type { Transaction } from '../../../schema/db/connect.ts';
import type { ExpertFacts } from '../../../schema/db/tables/experts.ts';
import { may } from '../../../schema/rules/permissions.ts';
import { Refusal } from '../../errors.ts';
import { inLanguage } from '../../language.ts';
import type { Language } from '../../language.ts';
import { pageOf, readCursor } from '../../plugins/cursor.ts';
import { serve } from '../../plugins/serve.ts';
import type { Services } from '../../services.ts';
import type { SignedIn } from '../session/signed-in.ts';
import { addExpert, changeExpert, setExpertState } from './keep.ts';
import { bodiesUnder, changesOf, expertsUnder, findExpert } from './repo.ts';
import type { FoundExpert } from './repo.ts';

const Cursor = z.tuple([z.iso.datetime(), z.string().max(60)]);
const Revision = z.tuple([z.number().int()]);

const pathsOf = (user: SignedIn): string[] => user.posts.filter(({ role }) => role === 'supervisor').map(({ path }) => path);

const viewIn =
  (language: Language) =>
  ({ row, name, login, fields, organisationName }: FoundExpert): PooledExpert => ({
    id: row.userId,
    name,
    login,
    organisationId: row.organisationId,
    organisationName: inLanguage(organisationName, language),
    fields,
    workplace: row.workplace,
    ties: row.ties,
    addedAt: row.addedAt.toISOString(),
    retiredAt: row.retiredAt?.toISOString() ?? null,
    revision: row.revision,
  });

const named = [
  ['organisation', 'organisationId'],
  ['fields', 'fields'],
  ['workplace', 'workplace'],
  ['ties', 'ties'],
] as const;
const changedIn = (before: ExpertFacts | null, after: ExpertFacts): ExpertChange['changed'] =>
  before === null ? [] : named.filter(([, key]) => JSON.stringify(before[key]) !== JSON.stringify(after[key])).map(([name]) => name);

/** 专家库: who can be drawn for panels, kept by the supervisors of each body. */
export function expertPoolModule(app: FastifyInstance, services: Services): void {
  const { now } = services;
  const { db } = services.database;
  const at = routes.expertPool;

  serve(app, services, at.list, async ({ user, query, language }) => {
    const { cursor, limit, ...asked } = query;
    const rows = await expertsUnder(db, pathsOf(user), asked, { after: readCursor(Cursor, cursor), limit });
    return pageOf(rows, limit, viewIn(language), ({ row }) => [row.addedAt.toISOString(), row.userId]);
  });

  serve(app, services, at.bodies, async ({ user, language }) => {
    const bodies = await bodiesUnder(db, pathsOf(user));
    return bodies.map(({ id, name }) => ({ id, name: inLanguage(name, language) }));
  });

  serve(app, services, at.changes, async ({ user, params: { expertId }, query: { cursor, limit } }) => {
    const found = await findExpert(db, expertId);
    if (!found || !may(user, 'expert-pool.read', { path: found.path })) throw new Refusal('not-found');
    const rows = await changesOf(db, expertId, { after: readCursor(Revision, cursor), limit });
    return pageOf(
      rows,
      limit,
      ({ change: { revision, kind, reason, before, after, at: madeAt }, by }) => {
        return { revision, kind, changed: changedIn(before, after), reason, by, at: madeAt.toISOString() };
      },
      ({ change }) => [change.revision],
    );
  });

  /** One transaction with the answer, so that a crash repeats nothing. */
  const write = (
    language: Language,
    settle: (tx: Transaction, answer: unknown) => Promise<void>,
    work: (tx: Transaction) => Promise<FoundExpert>,
  ): Promise<PooledExpert> =>
    db.transaction(async (tx) => {
      const answer = viewIn(language)(await work(tx));
      await settle(tx, answer);
      return answer;
    });
  serve(app, services, at.add, async ({ user, body, language, settle }) =>
    write(language, settle, (tx) => addExpert(tx, { user, now: now() }, body)),
  );
  serve(app, services, at.change, async ({ user, params: { expertId }, body, language, settle }) =>
    write(language, settle, (tx) => changeExpert(tx, { user, now: now() }, expertId, body)),
  );
  serve(app, services, at.setState, async ({ user, params: { expertId }, body, language, settle }) =>
    write(language, settle, (tx) => setExpertState(tx, { user, now: now() }, expertId, body)),
  );
}
