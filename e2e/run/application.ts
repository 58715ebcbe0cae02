import type { Client } from './client.ts';
import { onePagePdf } from './one-page-pdf.ts';

export interface Receipt {
  caseNumber: string;
  queryCode: string;
}

export interface Application {
  itemId: string;
  organisationId: string;
  answers: Record<string, unknown>;
}

/** A whole application over HTTP, from draft to receipt, with a small PDF for every required material. */
export async function submitApplication(client: Client, { itemId, organisationId, answers }: Application): Promise<Receipt> {
  const item = await client.get<{ guide: { materials: { code: string; necessity: string }[] } }>(`/api/items/${itemId}`);
  const draft = await client.send<{ id: string; revision: number }>('POST', '/api/drafts', { itemId, organisationId });
  for (const { code, necessity } of item.guide.materials) {
    if (necessity === 'required') await client.upload(`draft:${draft.id}`, code, onePagePdf(code));
  }
  const saved = await client.send<{ revision: number }>('PATCH', `/api/drafts/${draft.id}`, { revision: draft.revision, answers });
  return client.send('POST', `/api/drafts/${draft.id}/submit`, { revision: saved.revision, declaration: true }, `submit-${draft.id}`);
}

const site = { province: '湖南省', city: '长沙市', district: '岳麓区', detail: '麓山路1号' };
const shop = {
  applicantName: '岳麓示例书店',
  creditCode: '92430104MA4L1DEM27',
  legalRepresentative: '李四',
  address: site,
  contactName: '李四',
  contactPhone: '13700004321',
  deliveryWay: 'portal',
};

export const retail: Application = {
  itemId: 'publication-retail',
  organisationId: 'yuelu',
  answers: {
    ...shop,
    unitName: '岳麓示例书店',
    registrationType: 'individual',
    premises: site,
    area: 120,
    wares: ['books'],
    online: false,
  },
};

export const cinema: Application = {
  itemId: 'cinema-operation',
  organisationId: 'yuelu',
  answers: { ...shop, cinemaName: '岳麓示例影院', premises: site, screens: 4, seats: 480 },
};

export const film: Application = {
  itemId: 'film-public-screening',
  organisationId: 'hunan',
  answers: {
    ...shop,
    applicantName: '湖南示例文化传媒有限公司',
    creditCode: '91430104MA4L0DEM0C',
    filmTitle: '麓山的春天',
    director: '赵六',
    minutes: 98,
    filmKind: 'feature',
    synopsis: '一位年轻教师回到山区任教的故事。',
  },
};
