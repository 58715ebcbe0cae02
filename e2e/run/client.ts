import { randomUUID } from 'node:crypto';

/** An answer that was no success: what the API said. */
export class CallError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(`${status} ${code}: ${detail}`);
  }
}

/** A person at a script: signs in through the issuer's own pages and calls the API as the web does. */
export class Client {
  private readonly cookies = new Map<string, string>();
  private csrfToken = '';

  constructor(private readonly url: string) {}

  /** Walks the real sign-in: the API's redirect, the issuer's form, the way back. */
  async signIn(login: string): Promise<void> {
    const form = await this.follow(`${this.url}/auth/login?returnTo=/`);
    const action = /action="([^"]+)"/.exec(form.text)?.[1];
    if (!action) throw new Error(`no sign-in form at ${form.url}`);
    await this.follow(new URL(action, form.url).href, new URLSearchParams({ login, password: 'demo', typed: '1' }));
    const session = await this.get<{ user: { id: string } | null; csrfToken: string }>('/api/session');
    if (session.user?.id !== login) throw new Error(`${login} is not signed in`);
    this.csrfToken = session.csrfToken;
  }

  get<T>(path: string): Promise<T> {
    return this.call('GET', path);
  }

  /** A write; sent again with the same key it happens once. */
  send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown, key: string = randomUUID()): Promise<T> {
    return this.call(method, path, body, key);
  }

  /** Uploads one material in one piece by tus. */
  async upload(target: string, materialCode: string, bytes: Uint8Array): Promise<void> {
    const encode = (text: string) => Buffer.from(text).toString('base64');
    const metadata = Object.entries({ target, materialCode, filename: `${materialCode}.pdf` }).map(
      ([name, value]) => `${name} ${encode(value)}`,
    );
    const headers = { 'tus-resumable': '1.0.0', 'x-csrf-token': this.csrfToken };
    const created = await this.fetch('/api/uploads', {
      method: 'POST',
      headers: { ...headers, 'upload-length': String(bytes.length), 'upload-metadata': metadata.join(',') },
    });
    const location = created.headers.get('location');
    if (!location) throw new CallError(created.status, 'upload', await created.text());
    const sent = await this.fetch(new URL(location, this.url).pathname, {
      method: 'PATCH',
      headers: { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      body: Buffer.from(bytes),
    });
    if (!sent.ok) throw new CallError(sent.status, 'upload', await sent.text());
  }

  private async call<T>(method: string, path: string, body?: unknown, key?: string): Promise<T> {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (key) Object.assign(headers, { 'x-csrf-token': this.csrfToken, 'idempotency-key': key });
    if (body !== undefined) headers['content-type'] = 'application/json';
    const response = await this.fetch(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await response.text();
    const answer = text === '' ? {} : (JSON.parse(text) as { code?: string; detail?: string });
    if (!response.ok) throw new CallError(response.status, (answer as { code?: string }).code ?? 'unknown', text.slice(0, 300));
    return answer as T;
  }

  private async fetch(path: string, init: RequestInit): Promise<Response> {
    const response = await fetch(new URL(path, this.url), {
      ...init,
      headers: { ...(init.headers as Record<string, string>), cookie: this.cookieLine() },
      redirect: 'manual',
      signal: AbortSignal.timeout(30_000),
    });
    this.keep(response);
    return response;
  }

  private async follow(address: string, form?: URLSearchParams): Promise<{ url: string; text: string }> {
    let at = address;
    let body: URLSearchParams | undefined = form;
    for (let hop = 0; hop < 12; hop++) {
      const response = await fetch(at, {
        method: body ? 'POST' : 'GET',
        redirect: 'manual',
        headers: { cookie: this.cookieLine(), ...(body ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
        ...(body ? { body } : {}),
        signal: AbortSignal.timeout(30_000),
      });
      this.keep(response);
      const location = response.headers.get('location');
      if (!location) return { url: at, text: await response.text() };
      at = new URL(location, at).href;
      body = undefined;
    }
    throw new Error(`too many redirects from ${address}`);
  }

  /** All parts listen on localhost and cookies do not know ports: one jar does for both. */
  private keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  }

  private cookieLine(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}
