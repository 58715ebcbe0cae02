import { routes } from '../../../schema/contracts/index.ts';

/** What is read anew once something of a service has been written down. */
export const serviceReads = [routes.service.ofCase, routes.documents.ofCase, routes.cases.get];
