import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { Batch } from '../../../schema/contracts/migrations.ts';
import { call } from '../../api/call.ts';
import { readKey } from '../../api/use-read.ts';

/** An element by its name, in quotes; `version` is the one whose name it had, before that of the version cases go to. */
export type NameOf = (version: number | null, element: string) => string;

/** Names of the elements that a batch's reasons are about; `drawn` knows those of a diagram that is not published. */
export function useNames(batch: Batch | undefined, drawn?: (element: string) => string | undefined): NameOf {
  const { t } = useTranslation('migrations');
  const spoken = [...(batch?.findings ?? []), ...(batch?.changes ?? [])].map(({ version }) => version);
  const versions = [...new Set([...spoken, ...(batch?.from ? [batch.from] : []), ...(batch?.to ? [batch.to] : [])])];
  const itemId = batch?.itemId ?? '';
  const known = useQueries({
    queries: versions.map((version) => {
      const request = { params: { itemId }, query: { from: version, to: batch?.to ?? version } };
      return {
        queryKey: readKey(routes.migrations.mapping, request),
        queryFn: () => call(routes.migrations.mapping, request),
        staleTime: 60_000,
      };
    }),
  });
  return (version, element) => {
    const mapping = known[versions.indexOf(version ?? -1)]?.data ?? known.find((one) => one.data)?.data;
    const old = mapping?.rows.find(({ from }) => from === element)?.name;
    const name = old ?? mapping?.targets.find(({ id }) => id === element)?.name ?? drawn?.(element) ?? element;
    return t('quoted', { name });
  };
}
