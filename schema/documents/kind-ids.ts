import { z } from 'zod';

/**
 * The papers of a case: 收件凭证, 补正告知书, 受理通知书, 不予受理通知书, 延期告知书, 特别程序告知书, 利害关系人告知书, 听证权利告知书, 听证通知书, 听证笔录,
 * 准予许可决定书, 不予许可决定书, 送达回证, 撤销决定书, 撤回决定书, 注销决定书, 电子证照. What each is lies in `kinds.ts`.
 */
export const DocumentKindName = z.enum([
  'receipt',
  'correctionNotice',
  'acceptanceNotice',
  'refusalNotice',
  'extensionNotice',
  'specialProcedureNotice',
  'partyNotice',
  'hearingRightsNotice',
  'hearingNotice',
  'hearingRecord',
  'grantDecision',
  'denialDecision',
  'deliveryReceipt',
  'revocationDecision',
  'cancellationDecision',
  'withdrawalDecision',
  'licence',
]);
export type DocumentKindId = z.infer<typeof DocumentKindName>;
export const documentKindIds = DocumentKindName.options;
