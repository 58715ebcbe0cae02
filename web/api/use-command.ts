import { useMutation, useQueryClient } from '@tanstack/react-query';
import { nanoid } from 'nanoid';
import { useRef } from 'react';
import type { ApiError } from './api-error.ts';
import { call } from './call.ts';
import type { AnyRoute, RequestOf, ResponseOf } from './request-of.ts';

interface CommandOptions<R extends AnyRoute> {
  /** Reads that this write makes stale. */
  invalidates?: readonly AnyRoute[];
  onSuccess?: (answer: ResponseOf<R>, request: RequestOf<R>) => void;
  onError?: (error: ApiError, request: RequestOf<R>) => void;
}

/**
 * A write: `const submit = useCommand(routes.drafts.submit, …); submit.mutate({ params, body })`.
 * Sending the same request again after a failure that may pass reuses its idempotency key, so a second click or a retry happens once.
 */
export function useCommand<R extends AnyRoute>(route: R, options: CommandOptions<R> = {}) {
  const client = useQueryClient();
  const intention = useRef<{ request: string; key: string } | null>(null);
  return useMutation<ResponseOf<R>, ApiError, RequestOf<R>>({
    mutationFn: (request) => {
      const written = JSON.stringify(request);
      if (intention.current?.request !== written) intention.current = { request: written, key: nanoid() };
      return call(route, request, { idempotencyKey: intention.current.key });
    },
    onSuccess: async (answer, request) => {
      intention.current = null;
      options.onSuccess?.(answer, request);
      await Promise.all((options.invalidates ?? []).map((read) => client.invalidateQueries({ queryKey: [read.path] })));
    },
    onError: (error, request) => {
      if (!error.passing) intention.current = null;
      options.onError?.(error, request);
    },
  });
}
