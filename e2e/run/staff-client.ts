import { Client } from './client.ts';

interface Row {
  id: string;
  caseNumber: string;
}

/** A member of staff at a script: finds a case's open task and decides it. */
export class StaffClient {
  private constructor(
    private readonly client: Client,
    readonly login: string,
  ) {}

  static async signIn(url: string, login: string): Promise<StaffClient> {
    const client = new Client(url);
    await client.signIn(login);
    return new StaffClient(client, login);
  }

  get<T>(path: string): Promise<T> {
    return this.client.get(path);
  }

  send<T>(method: 'POST' | 'PUT', path: string, body?: unknown): Promise<T> {
    return this.client.send(method, path, body);
  }

  /** The case's task in their groups or hands, waited for, and claimed. */
  async task(caseNumber: string): Promise<string> {
    for (let attempt = 0; attempt < 60; attempt++) {
      for (const scope of ['mine', 'groups']) {
        const { rows } = await this.client.get<{ rows: Row[] }>(`/api/tasks?scope=${scope}&query=${caseNumber}`);
        const [row] = rows;
        if (!row) continue;
        if (scope === 'groups') await this.client.send('POST', `/api/tasks/${row.id}/claim`);
        return row.id;
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    throw new Error(`no task of ${caseNumber} for ${this.login}`);
  }

  async decide(caseNumber: string, decision: string, more: Record<string, unknown> = {}): Promise<void> {
    const id = await this.task(caseNumber);
    const { case: seen } = await this.client.get<{ case: { step: number } }>(`/api/tasks/${id}`);
    const body = { decision, opinion: '', marks: [], agency: null, step: seen.step, ...more };
    await this.client.send('POST', `/api/tasks/${id}/complete`, body);
  }
}
