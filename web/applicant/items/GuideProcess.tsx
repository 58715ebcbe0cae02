import { routes } from '../../../schema/contracts/index.ts';
import { useRead } from '../../api/use-read.ts';
import { ReadGate } from '../../ui/page/ReadGate.tsx';
import { ProcessMap } from '../../ui/process-map/ProcessMap.tsx';

/** The definition now in force, drawn. */
export function GuideProcess({ itemId }: { itemId: string }) {
  const read = useRead(routes.catalogue.process, { params: { itemId } }, { staleTime: 300_000 });
  return <ReadGate read={read}>{({ bpmn }) => <ProcessMap map={{ bpmn }} />}</ReadGate>;
}
