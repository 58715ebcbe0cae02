import * as oidc from 'openid-client';
import type { Env } from '../../../schema/contracts/env.ts';
import type { Identity } from './repo.ts';

export interface SignInStart {
  address: string;
  state: string;
  nonce: string;
  verifier: string;
}

/** The OpenID provider as this product uses it: authorization code with PKCE, state and nonce (OIDC Core §3.1, RFC 7636). */
export class Issuer {
  private known: Promise<oidc.Configuration> | null = null;

  constructor(private readonly env: Env) {}

  private get redirectUri(): string {
    return new URL('/auth/callback', this.env.PUBLIC_URL).href;
  }

  /** The provider's own description, read once; a failure is not kept, so that the next sign-in asks again. */
  private configuration(): Promise<oidc.Configuration> {
    const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = this.env;
    // Plain http is for an issuer on this machine; a real one is https by its own metadata.
    const execute = OIDC_ISSUER.startsWith('http:') ? [oidc.allowInsecureRequests] : [];
    this.known ??= oidc
      .discovery(new URL(OIDC_ISSUER), OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, undefined, { execute })
      .catch((error: unknown) => {
        this.known = null;
        throw error;
      });
    return this.known;
  }

  /** Where to send a person who signs in, and what to remember until they come back. */
  async begin(loginHint: string | undefined): Promise<SignInStart> {
    const configuration = await this.configuration();
    const verifier = oidc.randomPKCECodeVerifier();
    const state = oidc.randomState();
    const nonce = oidc.randomNonce();
    const address = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.redirectUri,
      scope: 'openid profile email phone',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
      ...(loginHint ? { login_hint: loginHint } : {}),
    });
    return { address: address.href, state, nonce, verifier };
  }

  /** The identity behind a callback. Throws when the answer, its state, nonce or signature is not what it should be. */
  async finish(query: string, begun: Omit<SignInStart, 'address'>): Promise<{ identity: Identity; idToken: string | undefined }> {
    const configuration = await this.configuration();
    const tokens = await oidc.authorizationCodeGrant(configuration, new URL(`${this.redirectUri}${query}`), {
      pkceCodeVerifier: begun.verifier,
      expectedState: begun.state,
      expectedNonce: begun.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims()!;
    const info = claims.preferred_username === undefined ? await this.userInfo(configuration, tokens.access_token, claims.sub) : {};
    const text = (name: string): string | null => {
      const value = claims[name] ?? info[name];
      return typeof value === 'string' && value !== '' ? value : null;
    };
    const login = text('preferred_username') ?? claims.sub;
    const identity: Identity = {
      issuer: claims.iss,
      subject: claims.sub,
      login,
      name: text('name') ?? login,
      phone: text('phone_number'),
      email: text('email'),
    };
    return { identity, idToken: tokens.id_token };
  }

  /** Claims that the ID token leaves to the userinfo endpoint (OIDC Core §5.3). */
  private async userInfo(configuration: oidc.Configuration, accessToken: string, subject: string): Promise<Record<string, unknown>> {
    if (!configuration.serverMetadata().userinfo_endpoint) return {};
    return oidc.fetchUserInfo(configuration, accessToken, subject);
  }

  /** Where signing out goes on at the issuer (RP-Initiated Logout 1.0); our own first page when it has no such endpoint. */
  async endSession(idToken: string | undefined): Promise<string> {
    const home = new URL('/', this.env.PUBLIC_URL).href;
    const configuration = await this.configuration().catch(() => null);
    if (!configuration?.serverMetadata().end_session_endpoint) return home;
    return oidc.buildEndSessionUrl(configuration, {
      post_logout_redirect_uri: home,
      ...(idToken ? { id_token_hint: idToken } : {}),
    }).href;
  }
}
