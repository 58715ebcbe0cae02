import type { Organisation } from '../../../schema/contracts/catalogue.ts';

interface Option {
  organisation: Organisation;
  depth: number;
}

/** The flat organisation list as a tree in reading order, with each one's depth. An unknown parent makes a root. */
export function organisationOptions(all: readonly Organisation[]): Option[] {
  const ids = new Set(all.map((one) => one.id));
  const parentOf = (one: Organisation): string | null => (one.parentId !== null && ids.has(one.parentId) ? one.parentId : null);
  const walk = (parent: string | null, depth: number): Option[] =>
    all.filter((one) => parentOf(one) === parent).flatMap((organisation) => [{ organisation, depth }, ...walk(organisation.id, depth + 1)]);
  return walk(null, 0);
}
