import { routes } from '../../../schema/contracts/index.ts';

/** Reads that a change of a panel makes stale. */
export const staleAfterPanel = [routes.experts.ofCase, routes.tasks.get, routes.tasks.list, routes.tasks.counts, routes.cases.get];
