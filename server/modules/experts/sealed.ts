import type { FoundCase } from '../cases/repo.ts';

/** What of a case an expert does not read. */
export interface Sealed {
  readerId: string | null;
  isPanelist: boolean;
  /** Votes that are not over: nothing of what the others have said. */
  elements: ReadonlySet<string>;
}

/** For whom nothing is sealed. */
export const nothingSealed: Sealed = { readerId: null, isPanelist: false, elements: new Set() };

/** An expert who was asked reads nothing of what the others have said before the vote is over, nor of who left the panel and why. */
export function sealedFrom({ tasks }: Pick<FoundCase, 'tasks'>, readerId: string): Sealed {
  const votes = tasks.map(({ task }) => task).filter(({ role }) => role === 'expert');
  const isPanelist = votes.some(({ assigneeId, closedBy }) => assigneeId === readerId || closedBy === readerId);
  const open = votes.filter((task) => task.open).map(({ element }) => element);
  return { readerId, isPanelist, elements: new Set(isPanelist ? open : []) };
}
