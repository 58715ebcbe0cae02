import type { ItemGuide } from '../../../schema/catalog/item.ts';
import type { Program } from '../../../schema/process/program.ts';
import { compileForItem } from '../../../workflows/compile/compile-for-item.ts';
import { Refusal } from '../../errors.ts';

/** What a diagram compiles to for its item. Refuses with `definition-refused` and every finding. */
export function compiled(bpmn: string, guide: ItemGuide): Program {
  const answer = compileForItem(bpmn, guide);
  if (!('refused' in answer)) return answer.program;
  const fields = answer.refused.map(({ element, code, message }) => ({ path: element ?? '', code, params: { message } }));
  throw new Refusal('definition-refused', { count: fields.length }, fields);
}
