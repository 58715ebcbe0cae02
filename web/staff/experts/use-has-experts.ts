import { routes } from '../../../schema/contracts/index.ts';
import { useRead } from '../../api/use-read.ts';

/** Whether experts were drawn for a case: then its pages have a part for them. */
export function useHasExperts(caseNumber: string): boolean {
  const { data } = useRead(routes.experts.ofCase, { params: { caseNumber } });
  return (data?.panels.length ?? 0) > 0;
}
