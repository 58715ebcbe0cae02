/** A browser without a window: follows redirects one by one and keeps each origin's cookies. */
export class Browser {
  private readonly jars = new Map<string, Map<string, string>>();

  async open(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address);
    const jar = this.jars.get(url.origin) ?? new Map<string, string>();
    this.jars.set(url.origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { ...(init.headers as Record<string, string>), cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      const value = pair.slice(at + 1);
      if (value === '') jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), value);
    }
    return answer;
  }

  /** Follows redirects until a page; gives it and its address. */
  async follow(address: string, init: RequestInit = {}): Promise<{ address: string; answer: Response }> {
    let at = address;
    let answer = await this.open(at, init);
    for (let hops = 0; hops < 15 && answer.headers.has('location'); hops++) {
      at = new URL(answer.headers.get('location')!, at).href;
      answer = await this.open(at);
    }
    return { address: at, answer };
  }

  cookies(origin: string): Map<string, string> {
    return new Map(this.jars.get(origin));
  }
}
