import { useCallback, useState } from 'react';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';

/** The trial of the saved draft against every running case: begun when somebody is about to publish, settled when it has ended. */
export function useDraftTrial(itemId: string) {
  const [batchId, setBatchId] = useState<string | null>(null);
  const [isSettled, setIsSettled] = useState(false);
  const tryIt = useCommand(routes.migrations.try, { onSuccess: ({ id }) => setBatchId(id) });
  const forget = () => {
    setBatchId(null);
    setIsSettled(false);
    tryIt.reset();
  };
  return {
    batchId,
    error: tryIt.error,
    isSettled,
    begin: () => {
      forget();
      tryIt.mutate({ params: { itemId }, body: { from: null, to: null, mapping: {} } });
    },
    forget,
    settle: useCallback(() => setIsSettled(true), []),
  };
}
