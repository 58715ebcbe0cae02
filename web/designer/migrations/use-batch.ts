import { useQuery } from '@tanstack/react-query';
import { routes } from '../../../schema/contracts/index.ts';
import type { Batch } from '../../../schema/contracts/migrations.ts';
import type { ApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { readKey } from '../../api/use-read.ts';

/** How often a batch that is at work is read anew, in ms. */
const pace = 1_000;

const atWork: readonly Batch['state'][] = ['trying', 'running', 'undoing'];

/** Whether a worker is doing something for it; one that is paused still ends the cases under way. */
export const isAtWork = (batch: Batch): boolean => atWork.includes(batch.state) || (batch.moving?.moving ?? 0) > 0;

/** One batch, followed while a worker is at it. */
export function useBatch(batchId: string | null) {
  return useQuery<Batch, ApiError>({
    queryKey: readKey(routes.migrations.get, { params: { batchId } }),
    queryFn: ({ signal }) => call(routes.migrations.get, { params: { batchId: batchId ?? '' } }, { signal }),
    enabled: batchId !== null,
    refetchInterval: ({ state }) => (state.data && isAtWork(state.data) ? pace : false),
  });
}
