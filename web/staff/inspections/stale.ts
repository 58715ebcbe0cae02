import { routes } from '../../../schema/contracts/index.ts';

/** Reads that a change of an inspection makes stale. */
export const staleAfterInspection = [
  routes.inspections.get,
  routes.inspections.ofCase,
  routes.inspections.mine,
  routes.tasks.get,
  routes.cases.get,
];
