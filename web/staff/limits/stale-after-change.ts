import { routes } from '../../../schema/contracts/index.ts';

/** Reads that a change of a case's limits makes stale. */
export const staleAfterChange = [
  routes.procedures.get,
  routes.tasks.get,
  routes.tasks.list,
  routes.cases.get,
  routes.cases.map,
  routes.documents.ofCase,
];
