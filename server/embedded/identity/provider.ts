import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { JWK } from 'jose';
import Provider from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { demoAccounts, demoPassword } from './accounts.ts';
import { signInPage } from './sign-in-page.ts';

interface Options {
  issuer: string;
  publicUrl: string;
  clientSecret: string;
  key: JWK;
}

const formLimit = 10_000;

/** The embedded OpenID provider: one client, the demo accounts, its own sign-in page. For trying out, never for real people. */
export function createIdentityProvider({ issuer, publicUrl, clientSecret, key }: Options): Provider {
  const accounts = demoAccounts();
  const byLogin = new Map(accounts.map((account) => [account.login, account]));
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'approval',
        client_secret: clientSecret,
        redirect_uris: [`${publicUrl}/auth/callback`],
        post_logout_redirect_uris: [publicUrl, `${publicUrl}/`],
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: [createHash('sha256').update(clientSecret).digest('hex')] },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email'], phone: ['phone_number'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true, logoutSource: logoutPage } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    ttl: { Session: 8 * 3600, Interaction: 3600, AccessToken: 3600, IdToken: 3600, Grant: 8 * 3600 },
    findAccount: (_, login) => {
      const account = byLogin.get(login);
      if (!account) return undefined;
      const claims = {
        sub: login,
        name: account.name,
        preferred_username: login,
        email: account.email ?? undefined,
        phone_number: account.phone ?? undefined,
      };
      return { accountId: login, claims: () => claims };
    },
    // The one client is the product itself: there is nothing to consent to.
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ accountId: ctx.oidc.session!.accountId!, clientId: ctx.oidc.client!.clientId });
      grant.addOIDCScope('openid profile email phone');
      await grant.save();
      return grant;
    },
  });
  provider.use(async (ctx, next) => {
    const uid = /^\/interaction\/([\w-]+)$/.exec(ctx.path)?.[1];
    if (!uid) return next();
    await interaction(ctx, provider, uid, accounts);
  });
  return provider;
}

type Context = Parameters<Parameters<Provider['use']>[0]>[0];

async function interaction(ctx: Context, provider: Provider, uid: string, accounts: ReturnType<typeof demoAccounts>): Promise<void> {
  ctx.set('cache-control', 'no-store');
  ctx.type = 'html';
  const details = await provider.interactionDetails(ctx.req, ctx.res).catch(() => null);
  if (!details || details.uid !== uid) {
    ctx.status = 400;
    ctx.body = '登录已过期，请返回重新登录。 This sign-in has expired; go back and sign in again.';
    return;
  }
  if (ctx.method !== 'POST') {
    ctx.body = signInPage(uid, accounts, String(details.params.login_hint ?? ''), false);
    return;
  }
  const form = await readForm(ctx.req);
  const login = form.get('typed') ? (form.get('login') ?? '').trim() : (form.get('choose') ?? '');
  const isRight = form.get('typed') ? form.get('password') === demoPassword : true;
  if (!isRight || !accounts.some((account) => account.login === login)) {
    ctx.status = 401;
    ctx.body = signInPage(uid, accounts, login, true);
    return;
  }
  ctx.respond = false;
  await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: login, amr: ['pwd'] } }, { mergeWithLastSubmission: false });
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > formLimit) break;
  }
  return new URLSearchParams(body);
}

/** Ends the issuer's session without asking again: the person has just pressed "sign out". */
function logoutPage(ctx: KoaContextWithOIDC, form: string): void {
  ctx.body = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>退出 · Sign out</title></head><body>${form}<button autofocus type="submit" form="op.logoutForm" name="logout" value="yes">退出登录 · Sign out</button></body></html>`;
}
