import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ApiError } from '../../api/api-error.ts';
import { Page } from './Page.tsx';
import { ReadGate } from './ReadGate.tsx';

interface Props<Data> {
  /** The page's title until the read has answered. */
  title: string;
  read: Pick<UseQueryResult<Data, ApiError>, 'data' | 'error' | 'refetch'>;
  children: (data: Data) => ReactNode;
}

/** A whole page that needs one read: it has its title while loading and when that fails. */
export function ReadPage<Data>({ title, read, children }: Props<Data>) {
  if (read.data !== undefined) return children(read.data);
  return (
    <Page title={title}>
      <ReadGate read={read}>{children}</ReadGate>
    </Page>
  );
}
