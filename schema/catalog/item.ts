import { z } from 'zod';
import { PromiseKind, Risk } from '../rules/promises.ts';
import { Level, Limit, Text } from '../contracts/values.ts';
import { expertFields, leastExperts } from '../rules/experts.ts';
import { ownClocks } from '../rules/procedures.ts';

/** V read in the source, S seen in a secondary page, M from memory: S and M are shown as 示例 (sample). */
export const Provenance = z.enum(['V', 'S', 'M']);

export const LegalBasis = z.object({
  law: Text,
  documentNumber: z.string().nullable(),
  article: z.string(),
  text: z.string(),
  provenance: Provenance,
});

/** What an applicant may sign instead of handing a material in, the working days until it is due, and what follows if it is not kept. */
export const MaterialPromise = z.object({
  kind: PromiseKind,
  days: z.number().int().min(1).max(120),
  text: Text,
  /** `block`: nothing is granted; `revoke`: what was granted on it is to be revoked. */
  onOverdue: z.enum(['block', 'revoke']),
});
export type MaterialPromise = z.infer<typeof MaterialPromise>;

/** A material of the catalogue (domain facts §3). */
export const Material = z.object({
  code: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: Text,
  type: z.enum(['licence', 'form', 'other']),
  source: z.enum(['applicant', 'government', 'other']),
  /** 1 required, 2 optional, 3 容缺后补 may follow later. */
  necessity: z.enum(['required', 'optional', 'mayFollow']),
  form: z.enum(['paper', 'electronic', 'both']),
  originals: z.number().int().min(0),
  copies: z.number().int().min(0),
  notes: Text.nullable(),
  /** Media types taken, by sniffed content. */
  accept: z.array(z.string()).default(['application/pdf', 'image/jpeg', 'image/png']),
  promise: MaterialPromise.nullable().default(null),
});
export type Material = z.infer<typeof Material>;

/** What certifying does to a licence. Everything but `issue` is about a licence that is there already. */
export const LicenceEffect = z.enum(['issue', 'change', 'renew', 'revoke', 'withdraw', 'cancel']);
export type LicenceEffect = z.infer<typeof LicenceEffect>;

/** Which licences an item is about: `of` names the items that issued them; empty means any. */
const LicenceUse = z.object({
  effect: LicenceEffect,
  of: z.array(z.string()),
  /** `objector`: begun by an objection to another item's denial, and by nothing else. */
  startedBy: z.enum(['applicant', 'agency', 'objector']),
  /** Of a renewal: days before the licence ends at which it is asked for, where the item differs from the Licensing Law's 30 (art. 50). */
  renewBefore: z.number().int().min(1).optional(),
});

/**
 * 异议与复核: who is denied may object within so many days of the decision's service. `item` is what the re-review runs as: its own process, and its
 * statutory limit is what it is decided in.
 */
export const Objection = z.object({
  days: z.number().int().min(1),
  unit: Limit.shape.unit,
  item: z.string(),
  law: Text,
  provenance: Provenance,
});
export type Objection = z.infer<typeof Objection>;

/** The structured service guide: the implementation list's fields as data (domain facts §3). */
export const ItemGuide = z.object({
  version: z.number().int().min(1),
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  basicCode: z.string().regex(/^[0-9A-Z]{12}$/),
  name: Text,
  /** 01 许可, 10 其他 … */
  powerType: z.string(),
  state: z.enum(['inUse', 'suspended', 'cancelled']),
  effectiveFrom: z.string(),
  effectiveTo: z.string().nullable(),
  audience: z.array(z.enum(['person', 'legalPerson', 'other'])).min(1),
  handling: z.enum(['onTheSpot', 'promised']),
  receivingLevel: Level,
  decidingLevel: Level,
  statutoryLimit: Limit,
  statutoryLimitNote: Text.nullable(),
  /** From when the limit counts: acceptance unless the item's law says application. */
  limitStarts: z.enum(['application', 'acceptance']),
  promisedLimit: Limit,
  promisedLimitNote: Text.nullable(),
  /** 统一、联合、集中办理: may be extended by 15 days, by the head of the government (Licensing Law art. 42). */
  joint: z.boolean().optional(),
  /** Limits of the item's own where they differ from the Licensing Law's, and that of a first review below (art. 43) where there is one. */
  clocks: z.partialRecord(z.enum(ownClocks), Limit).optional(),
  specialProcedures: z.array(Text),
  /** 专家评审: of which field its panels are, at least how many, and what the item's law does to the limit meanwhile. */
  expertReview: z
    .object({
      field: z.enum(expertFields),
      least: z.number().int().min(leastExperts),
      procedure: z.object({ law: z.string(), mode: z.enum(['suspend', 'included']), days: z.number().int().min(1) }).nullable(),
    })
    .optional(),
  legalBasis: z.array(LegalBasis).min(1),
  conditions: z.array(Text).min(1),
  quota: Text.nullable(),
  materials: z.array(Material).min(1),
  fee: z.object({ charged: z.boolean(), basis: Text.nullable() }),
  result: z.object({
    type: z.enum(['licence', 'approvalDocument', 'other']),
    name: Text,
    validYears: z.number().int().nullable(),
    /** Three places of the e-licence's type (GB/T 36904), given by the national body; null where no licence of its own comes of the item. */
    typeCode: z
      .string()
      .regex(/^\d{3}$/)
      .nullable()
      .default(null),
    /** Days before its end at which the holder is reminded; an extension is asked for 30 days before (Licensing Law art. 50). */
    remindDays: z.array(z.number().int().min(1)).default([90, 60, 30]),
  }),
  /** What keeps promises from standing for proof here. */
  risk: Risk.nullable().default(null),
  objection: Objection.optional(),
  licence: LicenceUse.default({ effect: 'issue', of: [], startedBy: 'applicant' }),
  onlineDepth: Text,
  visits: z.number().int().min(0),
  visitsReason: Text.nullable(),
  scope: Text,
  appointment: z.boolean(),
  delivery: z.array(z.enum(['portal', 'window', 'post'])).min(1),
  consultation: Text,
  complaint: Text,
  /** The item's own facts: V when read in the source. Anything else is labelled 示例. */
  provenance: Provenance,
});
export type ItemGuide = z.infer<typeof ItemGuide>;
