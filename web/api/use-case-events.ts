import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { z } from 'zod';

const StepEvent = z.object({ caseNumber: z.string(), step: z.number().int() });

export type LiveState = 'connecting' | 'live' | 'interrupted';

/** Milliseconds before a stream that the server closed is opened again. */
const reopenAfter = 4000;

/** The address of a case's live stream; with a query code, the one that needs no sign-in. */
export function eventsAddress(caseNumber: string, queryCode?: string): string {
  if (queryCode === undefined) return `/api/cases/${encodeURIComponent(caseNumber)}/events`;
  return `/api/track/events?${new URLSearchParams({ caseNumber, queryCode }).toString()}`;
}

/**
 * Listens to a case's steps (SSE `event: step`) and calls `onStep`; by default refetches every read whose key names the case.
 * The browser reconnects by itself after a broken line; a stream refused or closed for good is opened anew.
 */
export function useCaseEvents(
  caseNumber: string | undefined,
  options: { queryCode?: string; onStep?: (step: number) => void } = {},
): LiveState {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  const { queryCode, onStep } = options;

  useEffect(() => {
    if (caseNumber === undefined) return;
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refetch = (step: number): void => {
      if (onStep) onStep(step);
      else void client.invalidateQueries({ predicate: (query) => JSON.stringify(query.queryKey).includes(caseNumber) });
    };
    const open = (): void => {
      source = new EventSource(eventsAddress(caseNumber, queryCode));
      source.addEventListener('open', () => setState('live'));
      source.addEventListener('step', (event: MessageEvent<string>) => {
        const parsed = StepEvent.safeParse(JSON.parse(event.data));
        if (parsed.success && parsed.data.caseNumber === caseNumber) refetch(parsed.data.step);
      });
      source.addEventListener('error', () => {
        setState('interrupted');
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, reopenAfter);
      });
    };
    open();
    return () => {
      clearTimeout(timer);
      source?.close();
    };
  }, [caseNumber, queryCode, onStep, client]);

  return state;
}
