import { z } from 'zod';
import { Form } from '../forms/form.ts';
import { ItemGuide } from '../catalog/item.ts';
import { route } from './route.ts';
import { Level, Limit, page, PageQuery, Text } from './values.ts';

export const Organisation = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  level: Level,
  name: Text,
  creditCode: z.string(),
  regionCode: z.string(),
});
export type Organisation = z.infer<typeof Organisation>;

export const ItemSummary = z.object({
  id: z.string(),
  basicCode: z.string(),
  name: Text,
  audience: z.array(z.enum(['person', 'legalPerson', 'other'])),
  handling: z.enum(['onTheSpot', 'promised']),
  statutoryLimit: Limit,
  promisedLimit: Limit,
  resultName: Text,
  decidingLevel: Level,
  /** Seeded sample data that no source was read for is labelled 示例. */
  sample: z.boolean(),
});
export type ItemSummary = z.infer<typeof ItemSummary>;

/** Where one may apply: an implementing body with its own implementation code. */
export const Office = z.object({ organisationId: z.string(), name: Text, level: Level, implementationCode: z.string() });

export const ItemDetail = z.object({
  summary: ItemSummary,
  guide: ItemGuide,
  form: Form,
  offices: z.array(Office),
  definitionVersion: z.number().int(),
});
export type ItemDetail = z.infer<typeof ItemDetail>;

export const catalogueRoutes = {
  list: route({
    method: 'GET',
    path: '/api/items',
    summary: 'Find items by words, organisation, audience',
    action: 'public',
    query: PageQuery.extend({
      query: z.string().max(100).optional(),
      organisationId: z.string().max(40).optional(),
      audience: z.enum(['person', 'legalPerson', 'other']).optional(),
      level: Level.optional(),
    }),
    response: page(ItemSummary),
  }),
  get: route({
    method: 'GET',
    path: '/api/items/:itemId',
    summary: 'The service guide of one item with its form and offices',
    action: 'public',
    params: z.object({ itemId: z.string().max(80) }),
    response: ItemDetail,
  }),
  process: route({
    method: 'GET',
    path: '/api/items/:itemId/process',
    summary: 'The process diagram now in force',
    action: 'public',
    params: z.object({ itemId: z.string().max(80) }),
    response: z.object({ version: z.number().int(), bpmn: z.string() }),
  }),
  organisations: route({
    method: 'GET',
    path: '/api/organisations',
    summary: 'The organisation tree, flat',
    action: 'public',
    response: z.array(Organisation),
  }),
};
