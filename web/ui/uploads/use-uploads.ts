import { nanoid } from 'nanoid';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, asApiError } from '../../api/api-error.ts';
import { largestFile, startUpload } from './start-upload.ts';

export interface UploadRow {
  id: string;
  materialCode: string;
  file: File;
  percent: number;
  state: 'sending' | 'retrying' | 'failed';
  error: ApiError | null;
}

interface Options {
  /** `draft:<id>` or `case:<number>`. */
  target: string;
  /** A file has arrived whole. */
  onDone: (file: File) => void;
}

/** The uploads under way on a page. Done ones leave the list, since the server then lists the file. */
export function useUploads({ target, onDone }: Options) {
  const [rows, setRows] = useState<UploadRow[]>([]);
  const stops = useRef(new Map<string, () => void>());
  const done = useRef(onDone);
  done.current = onDone;
  const change = useCallback((id: string, part: Partial<UploadRow>) => {
    setRows((all) => all.map((row) => (row.id === id ? { ...row, ...part } : row)));
  }, []);
  const drop = useCallback((id: string) => setRows((all) => all.filter((row) => row.id !== id)), []);

  const send = useCallback(
    (id: string, materialCode: string, file: File) => {
      if (file.size > largestFile) return change(id, { state: 'failed', error: new ApiError('file-too-large', 413) });
      if (file.size === 0) return change(id, { state: 'failed', error: new ApiError('file-incomplete', 422) });
      startUpload(file, target, materialCode, {
        onProgress: (percent) => change(id, { percent, state: 'sending' }),
        onRetry: () => change(id, { state: 'retrying' }),
        onFailed: (error) => change(id, { state: 'failed', error }),
        onDone: () => {
          drop(id);
          done.current(file);
        },
      }).then(
        (stop) => stops.current.set(id, stop),
        (error: unknown) => change(id, { state: 'failed', error: asApiError(error) }),
      );
    },
    [target, change, drop],
  );

  const add = useCallback(
    (materialCode: string, files: Iterable<File>) => {
      for (const file of files) {
        const id = nanoid();
        setRows((all) => [...all, { id, materialCode, file, percent: 0, state: 'sending', error: null }]);
        send(id, materialCode, file);
      }
    },
    [send],
  );
  const retry = (row: UploadRow): void => {
    change(row.id, { state: 'sending', error: null });
    send(row.id, row.materialCode, row.file);
  };
  const cancel = (row: UploadRow): void => {
    stops.current.get(row.id)?.();
    drop(row.id);
  };
  const busy = rows.some((row) => row.state !== 'failed');

  useEffect(() => {
    if (!busy) return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [busy]);

  return { rows, add, retry, cancel, busy };
}
