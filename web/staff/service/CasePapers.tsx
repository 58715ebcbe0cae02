import { DocumentList } from '../../ui/documents/DocumentList.tsx';
import { CaseServicePanel } from './CaseServicePanel.tsx';

/** The papers of a case for staff: to read, and how each reaches whom it is for. */
export function CasePapers(of: { caseNumber: string; applicantName: string }) {
  return (
    <>
      <DocumentList caseNumber={of.caseNumber} />
      <CaseServicePanel {...of} />
    </>
  );
}
