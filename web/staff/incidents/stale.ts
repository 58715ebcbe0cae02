import { routes } from '../../../schema/contracts/index.ts';

/** What a repair of a case makes stale. */
export const staleAfterRepair = [
  routes.operations.incidents,
  routes.operations.incident,
  routes.operations.repair,
  routes.cases.get,
  routes.cases.map,
];
