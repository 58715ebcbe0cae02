import { Receipt } from '../../../schema/contracts/drafts.ts';

const keyOf = (caseNumber: string): string => `receipt:${caseNumber}`;

/** Keeps a receipt for this tab only, so that a reload doesn't lose the query code; closing the tab forgets it. */
export function rememberReceipt(receipt: Receipt): void {
  try {
    sessionStorage.setItem(keyOf(receipt.caseNumber), JSON.stringify(receipt));
  } catch {
    // Without storage the receipt is on the page until it is left.
  }
}

export function receiptOf(caseNumber: string): Receipt | null {
  try {
    return Receipt.parse(JSON.parse(sessionStorage.getItem(keyOf(caseNumber)) ?? 'null'));
  } catch {
    return null;
  }
}
