import type { Server } from 'node:http';
import getPort from 'get-port';
import { exportJWK, generateKeyPair } from 'jose';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../../schema/contracts/index.ts';
import { sessions, users } from '../../../schema/db/tables/index.ts';
import { createIdentityProvider } from '../../embedded/identity/provider.ts';
import { openApi } from '../../test-support/api-home.ts';
import type { ApiHome } from '../../test-support/api-home.ts';
import { Browser } from '../../test-support/browser.ts';

let home: ApiHome;
let issuer: Server;
let issuerUrl: string;
let url: string;

beforeAll(async () => {
  const [port, issuerPort] = [await getPort(), await getPort()];
  url = `http://127.0.0.1:${port}`;
  issuerUrl = `http://127.0.0.1:${issuerPort}`;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'test' };
  const provider = createIdentityProvider({ issuer: issuerUrl, publicUrl: url, clientSecret: 'secret', key });
  issuer = provider.listen(issuerPort, '127.0.0.1');
  home = await openApi({ OIDC_ISSUER: issuerUrl, OIDC_CLIENT_ID: 'approval', OIDC_CLIENT_SECRET: 'secret', PUBLIC_URL: url });
  await home.app.listen({ port, host: '127.0.0.1' });
});
afterAll(async () => {
  await home?.close();
  issuer?.closeAllConnections();
  issuer?.close();
});

/** Signs in as a person does, on the issuer's own page. */
async function signIn(browser: Browser, login: string, returnTo = '/'): Promise<{ address: string; answer: Response }> {
  const page = await browser.follow(`${url}/auth/login?returnTo=${encodeURIComponent(returnTo)}`);
  expect(page.address).toContain(`${issuerUrl}/interaction/`);
  return browser.follow(page.address, {
    method: 'POST',
    body: new URLSearchParams({ login, password: 'demo', typed: '1' }),
  });
}

const session = async (browser: Browser) => routes.session.get.response.parse(await (await browser.open(`${url}/api/session`)).json());

test('a member of staff signs in at the issuer, finds their posts, and signs out at both', async () => {
  const browser = new Browser();
  expect(await session(browser)).toEqual({ user: null, csrfToken: '' });
  const { address } = await signIn(browser, 'yuelu-window', '/staff/tasks');
  expect(new URL(address).pathname).toBe('/staff/tasks');
  const { user, csrfToken } = await session(browser);
  expect(user).toMatchObject({ id: 'yuelu-window', kind: 'staff', posts: [{ role: 'window', organisationId: 'yuelu', level: 'county' }] });
  const [known] = await home.db.select().from(users).where(eq(users.id, 'yuelu-window'));
  expect(known).toMatchObject({ issuer: issuerUrl, subject: 'yuelu-window' });

  const noToken = await browser.open(`${url}/auth/logout`, { method: 'POST' });
  expect(await noToken.json()).toMatchObject({ code: 'csrf-failed' });
  const out = await browser.open(`${url}/auth/logout`, { method: 'POST', headers: { 'x-csrf-token': csrfToken } });
  const { redirect } = (await out.json()) as { redirect: string };
  expect(redirect).toContain(issuerUrl);
  expect((await session(browser)).user).toBeNull();
});

test('an applicant is shown masked, and the session’s token in the database opens nothing', async () => {
  const browser = new Browser();
  await signIn(browser, 'zhangxiaoyu');
  const { user } = await session(browser);
  expect(user).toMatchObject({
    kind: 'applicant',
    subject: { kind: 'person', codeMasked: '110105********002X', phoneMasked: '138****1234' },
  });
  const token = browser.cookies(url).get('approval-session')!;
  const [stored] = await home.db.select().from(sessions).where(eq(sessions.userId, 'zhangxiaoyu'));
  expect(stored!.tokenHash).not.toBe(token);
  const forged = await fetch(`${url}/api/session`, { headers: { cookie: `approval-session=${stored!.tokenHash}` } });
  expect(await forged.json()).toMatchObject({ user: null });
});

test('signing in changes the token, so that one planted before is worth nothing', async () => {
  const browser = new Browser();
  await browser.open(`${url}/auth/login`);
  const before = browser.cookies(url).get('approval-session')!;
  await signIn(browser, 'company');
  const planted = await fetch(`${url}/api/session`, { headers: { cookie: `approval-session=${before}` } });
  expect(await planted.json()).toMatchObject({ user: null });
});

test('a callback that nobody began, or with another state, signs nobody in', async () => {
  const stranger = new Browser();
  const refused = await stranger.follow(`${url}/auth/callback?code=x&state=y`, { headers: { 'accept-language': 'en' } });
  expect(refused.answer.status).toBe(400);
  expect(await refused.answer.text()).toContain('Sign in again');
  const begun = new Browser();
  await begun.open(`${url}/auth/login`);
  expect((await begun.follow(`${url}/auth/callback?code=x&state=y`)).answer.status).toBe(400);
  expect((await session(begun)).user).toBeNull();
});

test.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/auth/login'])(
  '%s is no place to go back to',
  async (returnTo) => {
    const { address } = await signIn(new Browser(), 'company', returnTo);
    expect(address).toBe(`${url}/`);
  },
);

test('a session that nobody used for its time is over', async () => {
  const browser = new Browser();
  await signIn(browser, 'company');
  await home.db
    .update(sessions)
    .set({ seenAt: new Date(Date.now() - 61 * 60_000) })
    .where(eq(sessions.userId, 'company'));
  expect((await session(browser)).user).toBeNull();
});
