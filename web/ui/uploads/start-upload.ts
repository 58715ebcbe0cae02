import { DetailedError, Upload } from 'tus-js-client';
import { ApiError, problemOf } from '../../api/api-error.ts';
import { currentCsrfToken } from '../../api/call.ts';

/** Bytes; the server's own limit. */
export const largestFile = 50 * 1024 * 1024;

interface Listener {
  onProgress: (percent: number) => void;
  onRetry: () => void;
  onDone: () => void;
  onFailed: (error: ApiError) => void;
}

/** Waits before a broken upload goes on, in milliseconds. */
const waits = [0, 1000, 3000, 6000, 12_000];

function errorOf(error: unknown): ApiError {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  if (!response) return new ApiError('offline', 0);
  let body: unknown;
  try {
    body = JSON.parse(response.getBody());
  } catch {
    body = undefined;
  }
  return problemOf(response.getStatus(), body);
}

/**
 * Sends one file by tus, in pieces, going on where it stopped after an interruption or a reload of the page.
 * `target` is `draft:<id>`, `case:<number>` or `inspection:<id>`. Returns what stops it.
 */
export async function startUpload(file: File, target: string, materialCode: string, listener: Listener): Promise<() => void> {
  const token = await currentCsrfToken();
  const upload = new Upload(file, {
    endpoint: '/api/uploads',
    chunkSize: 4 * 1024 * 1024,
    retryDelays: waits,
    removeFingerprintOnSuccess: true,
    fingerprint: async () => ['upload', target, materialCode, file.name, file.size, file.lastModified].join(':'),
    headers: { 'x-csrf-token': token, accept: 'application/problem+json' },
    metadata: {
      target,
      materialCode,
      filename: file.name,
      filetype: file.type,
      ...(target.startsWith('inspection:') ? { takenAt: new Date(file.lastModified).toISOString() } : {}),
    },
    onProgress: (sent, total) => listener.onProgress(Math.floor((sent / Math.max(total, 1)) * 100)),
    onShouldRetry: (error) => {
      const again = errorOf(error).passing;
      if (again) listener.onRetry();
      return again;
    },
    onSuccess: listener.onDone,
    onError: (error) => listener.onFailed(errorOf(error)),
  });
  const [previous] = await upload.findPreviousUploads();
  if (previous) upload.resumeFromPreviousUpload(previous);
  upload.start();
  return () => void upload.abort(true);
}
