import { Client } from './client.ts';
import { onePagePdf } from './one-page-pdf.ts';

interface Receipt {
  caseNumber: string;
  queryCode: string;
}

interface TaskPage {
  rows: { id: string; caseNumber: string; element: string; stage: string | null }[];
  next: string | null;
}

const itemId = 'publication-retail';
const office = 'yuelu';

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

export const answers = {
  applicantName: '岳麓示例书店',
  creditCode: '92430104MA4L1DEM27',
  legalRepresentative: '李四',
  address: { province: '湖南省', city: '长沙市', district: '岳麓区', detail: '麓山路1号' },
  unitName: '岳麓示例书店',
  registrationType: 'individual',
  premises: { province: '湖南省', city: '长沙市', district: '岳麓区', detail: '麓山路1号' },
  area: 120,
  wares: ['books'],
  online: false,
  contactName: '李四',
  contactPhone: '13700004321',
  deliveryWay: 'portal',
};

/** Everybody a retail case needs, signed in once. */
export class RetailOffice {
  private readonly seen = new Map<string, number>();

  private constructor(
    private readonly applicant: Client,
    private readonly staff: Record<string, Client>,
    private readonly materials: string[],
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
    const item = await applicant.get<{ guide: { materials: { code: string; necessity: string }[] } }>(`/api/items/${itemId}`);
    const required = item.guide.materials.filter((material) => material.necessity === 'required').map((material) => material.code);
    return new RetailOffice(applicant, staff, required);
  }

  /** A whole application, from draft to receipt. */
  async submit(): Promise<Receipt> {
    const draft = await this.applicant.send<{ id: string; revision: number }>('POST', '/api/drafts', { itemId, organisationId: office });
    for (const code of this.materials) await this.applicant.upload(`draft:${draft.id}`, code, onePagePdf(code));
    const saved = await this.applicant.send<{ revision: number }>('PATCH', `/api/drafts/${draft.id}`, {
      revision: draft.revision,
      answers,
    });
    return this.applicant.send(
      'POST',
      `/api/drafts/${draft.id}/submit`,
      { revision: saved.revision, declaration: true },
      `submit-${draft.id}`,
    );
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
    const body = { ...decisions[element], marks: [], agency: null, experts: [], step };
    return this.clerk(element).send('POST', `/api/tasks/${taskId}/complete`, body, `complete-${taskId}`);
  }

  private clerk(element: Element): Client {
    return this.staff[handlers[element]]!;
  }
}
