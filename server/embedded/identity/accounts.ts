import { loadPeople } from '../../../schema/catalog/load.ts';

/** One password for all demo accounts: they exist with the embedded issuer only, which listens on loopback. */
export const demoPassword = 'demo';

export interface Account {
  login: string;
  name: string;
  phone: string | null;
  email: string | null;
  /** Where the sign-in page lists it. */
  group: string;
}

/** The demo accounts, applicants first, then staff by organisation. */
export function demoAccounts(): Account[] {
  const { staff, applicants } = loadPeople();
  return [
    ...applicants.map(({ login, name, phone, email }) => ({ login, name, phone, email, group: '申请人 · Applicants' })),
    ...staff.map(({ login, name, posts }) => ({ login, name, phone: null, email: null, group: posts[0]!.organisationId })),
  ];
}
