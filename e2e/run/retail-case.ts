import { Client } from './client.ts';
import { retail, submitApplication } from './application.ts';
import type { Receipt } from './application.ts';

interface TaskPage {
  rows: { id: string; caseNumber: string; element: string; stage: string | null }[];
  next: string | null;
}

const office = retail.organisationId;

/** The staff who take a retail licence from receipt to delivery, by the element they handle. */
const handlers = {
  Receive: `${office}-window`,
  Review: `${office}-reviewer`,
  Decide: `${office}-decider`,
  Deliver: `${office}-window`,
} as const;
export type Element = keyof typeof handlers;

const decisions: Record<Element, { decision: string; opinion: string }> = {
  Receive: { decision: 'accept', opinion: '' },
  Review: { decision: 'pass', opinion: '材料齐全，符合条件。' },
  Decide: { decision: 'grant', opinion: '同意。' },
  Deliver: { decision: 'delivered', opinion: '' },
};
export const elements = Object.keys(handlers) as Element[];

/** Everybody a retail case needs, signed in once. */
export class RetailOffice {
  private readonly seen = new Map<string, number>();

  private constructor(
    private readonly applicant: Client,
    private readonly staff: Record<string, Client>,
  ) {}

  static async open(url: string): Promise<RetailOffice> {
    const signedIn = async (login: string) => {
      const client = new Client(url);
      await client.signIn(login);
      return client;
    };
    const applicant = await signedIn('bookshop');
    const staff: Record<string, Client> = {};
    for (const login of new Set(Object.values(handlers))) staff[login] = await signedIn(login);
    return new RetailOffice(applicant, staff);
  }

  /** A whole application, from draft to receipt. */
  submit(): Promise<Receipt> {
    return submitApplication(this.applicant, retail);
  }

  /** An application just begun; its draft's id. */
  async draft(): Promise<string> {
    const { itemId, organisationId } = retail;
    return (await this.applicant.send<{ id: string }>('POST', '/api/drafts', { itemId, organisationId })).id;
  }

  /** A licence granted just now: its number, once its paper is issued. */
  async licence(): Promise<string> {
    const { caseNumber } = await this.submit();
    let licenceNumber: string | null = null;
    for (const element of ['Receive', 'Review', 'Decide'] as const) {
      const task = await this.waitFor(() => this.find(caseNumber, element));
      await this.claim(element, task);
      ({ licenceNumber } = await this.complete(element, task));
    }
    const number = licenceNumber!;
    const read = () => this.applicant.get<{ versions: { document: object | null }[] }>(`/api/licences/${number}`);
    await this.waitFor(async () => ((await read()).versions[0]?.document ? number : null));
    return number;
  }

  private async waitFor<T>(ask: () => Promise<T | null>): Promise<T> {
    for (let attempt = 0; attempt < 120; attempt++) {
      const answer = await ask();
      if (answer !== null) return answer;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    throw new Error('waited in vain');
  }

  /** The open task of a case at an element, or null while it is not there yet. */
  async find(caseNumber: string, element: Element): Promise<string | null> {
    for (const scope of ['groups', 'mine']) {
      const page = await this.clerk(element).get<TaskPage>(`/api/tasks?scope=${scope}&query=${caseNumber}&limit=20`);
      const found = page.rows.find((row) => row.caseNumber === caseNumber && row.element === element);
      if (found) return found.id;
    }
    return null;
  }

  async claim(element: Element, taskId: string): Promise<void> {
    await this.clerk(element).send('POST', `/api/tasks/${taskId}/claim`, undefined, `claim-${taskId}`);
  }

  /** Completes a task with the favourable decision; the key makes a repeated call the same act. */
  async complete(element: Element, taskId: string): Promise<{ state: string; licenceNumber: string | null }> {
    // Sent again, it is the same request to the letter: the step is the one seen first.
    const step = this.seen.get(taskId) ?? (await this.clerk(element).get<{ case: { step: number } }>(`/api/tasks/${taskId}`)).case.step;
    this.seen.set(taskId, step);
    const body = { ...decisions[element], marks: [], agency: null, step };
    return this.clerk(element).send('POST', `/api/tasks/${taskId}/complete`, body, `complete-${taskId}`);
  }

  private clerk(element: Element): Client {
    return this.staff[handlers[element]]!;
  }
}
