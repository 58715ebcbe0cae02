import { QueryClient } from '@tanstack/react-query';
import { asApiError } from './api-error.ts';

/** Reads are tried three times while the failure may pass; a refusal is an answer and is not tried again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => count < 2 && asApiError(error).passing,
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
});
