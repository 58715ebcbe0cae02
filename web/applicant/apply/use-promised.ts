import { routes } from '../../../schema/contracts/index.ts';
import { useRead } from '../../api/use-read.ts';

/** Codes of the materials that the applicant has promised to hand in later. */
export function usePromised(draftId: string): string[] {
  const read = useRead(routes.promises.ofDraft, { params: { draftId } });
  return read.data?.promises.map(({ materialCode }) => materialCode) ?? [];
}
