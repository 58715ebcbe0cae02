import { z } from 'zod';
import { PromiseKind, PromiseState } from '../rules/promises.ts';
import { route } from './route.ts';
import { CaseNumber, Instant, Text } from './values.ts';

/** A promise as it was signed, and what has become of it. */
export const PromiseView = z.object({
  id: z.string(),
  materialCode: z.string(),
  materialName: Text,
  kind: PromiseKind,
  statement: Text,
  dueOn: z.iso.date(),
  signedBy: z.string(),
  signedAt: Instant,
  state: PromiseState,
  overdue: z.boolean(),
  onOverdue: z.enum(['block', 'revoke']),
  handedInAt: Instant.nullable(),
  checkedAt: Instant.nullable(),
  /** Why what was handed in does not do. */
  remark: z.string().nullable(),
});
export type PromiseView = z.infer<typeof PromiseView>;

/** What may be promised instead of being handed in, with the words to sign and the day if it were signed now. */
export const PromiseOffer = z.object({ materialCode: z.string(), kind: PromiseKind, statement: Text, dueOn: z.iso.date() });
export type PromiseOffer = z.infer<typeof PromiseOffer>;

const DraftPromises = z.object({ offers: z.array(PromiseOffer), promises: z.array(PromiseView) });
const CasePromises = z.object({ promises: z.array(PromiseView), mayHandIn: z.boolean(), mayConfirm: z.boolean() });

const DraftParams = z.object({ draftId: z.string().max(40) });
const MaterialParams = DraftParams.extend({ materialCode: z.string().max(60) });
const CaseParams = z.object({ caseNumber: CaseNumber });
const PromiseParams = CaseParams.extend({ promiseId: z.string().max(40) });

export const promiseRoutes = {
  ofDraft: route({
    method: 'GET',
    path: '/api/drafts/:draftId/promises',
    summary: 'What may be promised instead of being handed in, and what has been',
    action: 'draft.read',
    params: DraftParams,
    response: DraftPromises,
  }),
  sign: route({
    method: 'PUT',
    path: '/api/drafts/:draftId/promises/:materialCode',
    summary: '容缺后补 or 告知承诺: sign the promise of a material; signed again it is of today',
    action: 'draft.write',
    params: MaterialParams,
    body: z.object({ agreed: z.literal(true) }),
    response: DraftPromises,
    errors: ['promise-not-offered', 'draft-submitted'],
  }),
  takeBack: route({
    method: 'DELETE',
    path: '/api/drafts/:draftId/promises/:materialCode',
    summary: 'Hand the material in after all',
    action: 'draft.write',
    params: MaterialParams,
    response: DraftPromises,
    errors: ['draft-submitted'],
  }),
  ofCase: route({
    method: 'GET',
    path: '/api/cases/:caseNumber/promises',
    summary: 'What was promised in a case, and what has become of it',
    action: 'case.read',
    params: CaseParams,
    response: CasePromises,
  }),
  handIn: route({
    method: 'POST',
    path: '/api/cases/:caseNumber/promises/:promiseId/handing-in',
    summary: 'Hand in what was promised; its files were uploaded before',
    action: 'promise.hand-in',
    params: PromiseParams,
    response: CasePromises,
    errors: ['promise-not-open', 'promise-without-file'],
  }),
  check: route({
    method: 'POST',
    path: '/api/cases/:caseNumber/promises/:promiseId/check',
    summary: 'Confirm that a promise was kept, or say why what was handed in does not do',
    action: 'promise.check',
    params: PromiseParams,
    body: z.object({ kept: z.boolean(), remark: z.string().trim().max(1000) }),
    response: CasePromises,
    errors: ['promise-not-handed-in', 'opinion-required', 'must-avoid'],
  }),
};
