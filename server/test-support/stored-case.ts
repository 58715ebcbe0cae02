import { eq } from 'drizzle-orm';
import type { Database } from '../../schema/db/connect.ts';
import { appendLedger } from '../../schema/db/ledger.ts';
import { cases, incidents, offices, tasks } from '../../schema/db/tables/index.ts';
import { caseNumber as composeCaseNumber } from '../../schema/rules/codes/item-codes.ts';

export interface StoredCase {
  caseNumber: string;
  taskId: string;
  incidentId: string;
}

/** A case waiting at the window, as its first step leaves it, with an incident: for tests that need no workflow behind it. */
export async function storeCase(db: Database, applicantId: string, organisationId: string, sequence: number): Promise<StoredCase> {
  const itemId = 'publication-retail';
  const all = await db.select().from(offices).where(eq(offices.itemId, itemId));
  const office = all.find((one) => one.organisationId === organisationId)!;
  const caseNumber = composeCaseNumber(office.implementationCode, '20261124', sequence);
  const at = new Date();
  const taskId = `${caseNumber}.2`;
  await db.transaction(async (tx) => {
    await tx.insert(cases).values({
      caseNumber,
      itemId,
      definitionId: `${itemId}.1`,
      organisationId,
      holderOrganisationId: organisationId,
      applicantId,
      applicantName: '某某书店',
      applicant: { name: '某某书店' },
      answers: {},
      formVersion: 1,
      queryCodeHash: '',
      state: 'SUBMITTED',
      stage: 'receive',
      started: true,
      step: 1,
      submittedAt: at,
    });
    const entry = {
      type: 'case.submitted',
      actorId: applicantId,
      actorName: '某某书店',
      organisationId: null,
      element: null,
      elementName: null,
    };
    const chain = await appendLedger(tx, { caseNumber, ledgerSeq: 0, ledgerHash: '' }, [{ ...entry, data: {} }], {
      step: null,
      at: at.toISOString(),
    });
    await tx.update(cases).set(chain).where(eq(cases.caseNumber, caseNumber));
    await tx.insert(tasks).values({
      id: taskId,
      caseNumber,
      number: 2,
      element: 'Receive',
      name: '受理审查',
      stage: 'receive',
      role: 'window',
      organisationId,
      groupKey: `${organisationId}:window:`,
      itemId,
      applicantName: '某某书店',
      openedAt: at,
      sortAt: at,
      open: true,
    });
    await tx
      .insert(incidents)
      .values({ id: `${caseNumber}.9`, caseNumber, number: 9, element: 'Accept', code: 'no-flow', message: 'x', at });
  });
  return { caseNumber, taskId, incidentId: `${caseNumber}.9` };
}
