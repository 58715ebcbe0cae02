import { z } from 'zod';
import { inspectionKinds } from '../rules/inspections.ts';
import { route } from './route.ts';
import { Colleague } from './tasks.ts';
import { CaseNumber, Instant, page, PageQuery, Text } from './values.ts';

const Words = z.string().trim().max(2000);

export const Finding = z.object({ point: z.string(), finding: Words, meets: z.boolean().nullable() });
export type Finding = z.infer<typeof Finding>;

export const PhotoView = z.object({
  id: z.string(),
  name: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  by: z.string(),
  uploadedAt: Instant,
  /** As the inspector says. */
  takenAt: Instant.nullable(),
  takenWhere: z.string().nullable(),
  caption: z.string(),
});
export type PhotoView = z.infer<typeof PhotoView>;

export const InspectionView = z.object({
  id: z.string(),
  caseNumber: CaseNumber,
  itemName: Text,
  applicantName: z.string(),
  kind: z.enum(inspectionKinds),
  /** By which article of the Licensing Law. */
  basis: Text,
  place: z.string(),
  law: z.string().nullable(),
  note: z.string(),
  orderedBy: z.string(),
  orderedAt: Instant,
  /** Art. 55: until when inspectors had to be assigned, and whether that was missed. */
  assignBy: Instant.nullable(),
  isLate: z.boolean(),
  state: z.enum(['open', 'closed', 'cancelled']),
  endedAt: Instant.nullable(),
  cancelReason: z.string().nullable(),
  officers: z.array(z.object({ id: z.string(), name: z.string(), signedAt: Instant.nullable() })),
  findings: z.array(Finding),
  conclusion: z.string(),
  result: z.enum(['meets', 'fails']).nullable(),
  photos: z.array(PhotoView),
  /** Grows with every change; send the last one seen. */
  revision: z.number().int(),
  recordHash: z.string().nullable(),
  /** The record as it was signed is still what is kept. */
  isIntact: z.boolean().nullable(),
  /** What it lacks before it can be signed: keys under `inspection.lacks`. */
  lacks: z.array(z.string()),
  /** The reader makes it; `signs` while their signature is wanted. */
  isMine: z.boolean(),
  signs: z.boolean(),
  mayCancel: z.boolean(),
});
export type InspectionView = z.infer<typeof InspectionView>;

export const CaseInspections = z.object({
  inspections: z.array(InspectionView),
  /** Why the reader cannot order one; a key under `reasons`. */
  orderReason: z.string().nullable(),
  /** Until when inspectors are to be assigned where an inspection is needed (art. 55). */
  assignBy: Instant.nullable(),
});
export type CaseInspections = z.infer<typeof CaseInspections>;

const CaseParams = z.object({ caseNumber: CaseNumber });
const Params = z.object({ inspectionId: z.string().max(40) });
const revision = z.number().int();

export const inspectionRoutes = {
  mine: route({
    method: 'GET',
    path: '/api/inspections',
    summary: 'Inspections for me to make, the oldest first',
    action: 'inspection.list',
    query: PageQuery.extend({ open: z.enum(['true', 'false']).default('true') }),
    response: page(InspectionView),
  }),
  ofCase: route({
    method: 'GET',
    path: '/api/cases/:caseNumber/inspections',
    summary: '实地核查 and 检验检测 of a case with their records',
    action: 'inspection.read',
    params: CaseParams,
    response: CaseInspections,
  }),
  people: route({
    method: 'GET',
    path: '/api/cases/:caseNumber/inspectors',
    summary: 'Staff who can be sent, each with what keeps them from it',
    action: 'inspection.order',
    params: CaseParams,
    response: z.array(Colleague),
  }),
  order: route({
    method: 'POST',
    path: '/api/cases/:caseNumber/inspections',
    summary: 'Send at least two of the staff to verify or inspect (Licensing Law arts. 34, 55)',
    action: 'inspection.order',
    params: CaseParams,
    body: z.object({
      kind: z.enum(inspectionKinds),
      officers: z.array(z.string().max(60)).max(20),
      place: z.string().trim().min(1).max(300),
      points: z.array(z.string().trim().min(1).max(300)).min(1).max(40),
      law: z.string().trim().max(300).nullable(),
      note: Words,
    }),
    response: CaseInspections,
    errors: ['inspectors-too-few', 'inspector-unknown', 'person-avoids', 'not-accepted', 'no-legal-basis', 'must-avoid', 'case-ended'],
  }),
  get: route({
    method: 'GET',
    path: '/api/inspections/:inspectionId',
    summary: 'An inspection with its record',
    action: 'inspection.read',
    params: Params,
    response: InspectionView,
  }),
  record: route({
    method: 'PUT',
    path: '/api/inspections/:inspectionId/record',
    summary: 'Write the record; what had been signed has to be signed anew',
    action: 'inspection.record',
    params: Params,
    body: z.object({
      revision,
      findings: z.array(Finding).max(40),
      conclusion: Words,
      result: z.enum(['meets', 'fails']).nullable(),
      photos: z
        .array(
          z.object({
            id: z.string().max(40),
            takenAt: z.iso.datetime({ offset: true }).nullable(),
            takenWhere: z.string().trim().max(200).nullable(),
            caption: z.string().trim().max(300),
          }),
        )
        .max(60),
    }),
    response: InspectionView,
    errors: ['inspection-changed', 'inspection-over', 'must-avoid'],
  }),
  removePhoto: route({
    method: 'DELETE',
    path: '/api/inspection-photos/:photoId',
    summary: 'Take a photo out of the record',
    action: 'inspection.record',
    params: z.object({ photoId: z.string().max(40) }),
    response: InspectionView,
    errors: ['inspection-over', 'must-avoid'],
  }),
  sign: route({
    method: 'POST',
    path: '/api/inspections/:inspectionId/signatures',
    summary: 'Sign the record as it stands; with the last signature it is closed',
    action: 'inspection.record',
    params: Params,
    body: z.object({ revision, signedName: z.string().trim().max(60) }),
    response: InspectionView,
    errors: ['inspection-changed', 'inspection-incomplete', 'inspection-over', 'signature-wrong', 'must-avoid'],
  }),
  cancel: route({
    method: 'POST',
    path: '/api/inspections/:inspectionId/cancellation',
    summary: 'Call an inspection off',
    action: 'inspection.order',
    params: Params,
    body: z.object({ reason: z.string().trim().min(1).max(1000) }),
    response: InspectionView,
    errors: ['inspection-over', 'must-avoid'],
  }),
  /** GET /api/inspection-photos/:photoId streams a photo (action inspection.read). */
};
