import path from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import { nanoid } from 'nanoid';
import { Refusal } from '../../errors.ts';
import { maxSize, UploadMetadata } from './service.ts';
import type { Uploads } from './service.ts';

/** How long an upload that was begun may be gone on with, in ms. */
const keptMs = 24 * 60 * 60_000;

export const uploadPath = '/api/uploads';

/** Who sends a request, and what of ours went wrong in it: tus itself only knows statuses. */
export interface UploadContext {
  userId: string;
  refusal: unknown;
}

/** Resumable uploads (tus 1.0) on a folder of their own; only their owner sees them. */
export function createTus(dataDir: string, uploads: Uploads) {
  const directory = path.join(dataDir, 'uploads');
  const store = new FileStore({ directory, expirationPeriodInMilliseconds: keptMs });
  const contexts = new WeakMap<Request, UploadContext>();

  /** Runs one of our checks inside tus; what it refuses is kept to be told as a problem. */
  const within = async <T>(request: Request, work: (userId: string) => Promise<T>): Promise<T> => {
    const context = contexts.get(request)!;
    try {
      return await work(context.userId);
    } catch (error) {
      context.refusal = error;
      const status_code = error instanceof Refusal ? error.status : 500;
      throw Object.assign(new Error('refused'), { status_code, body: '' });
    }
  };

  const server = new Server({
    path: uploadPath,
    datastore: store,
    maxSize,
    relativeLocation: true,
    allowedOrigins: [],
    namingFunction: () => nanoid(),
    onUploadCreate: (request, upload) =>
      within(request, async (userId) => {
        const metadata = UploadMetadata.safeParse(upload.metadata);
        if (!metadata.success || upload.size === undefined) throw new Refusal('bad-request');
        if (upload.size === 0) throw new Refusal('file-incomplete');
        await uploads.check(userId, metadata.data);
        return { metadata: { ...metadata.data, ownerId: userId } };
      }),
    onUploadFinish: (request, upload) =>
      within(request, async (userId) => {
        try {
          const from = path.join(directory, upload.id);
          const info = await uploads.take(userId, from, upload.size ?? 0, UploadMetadata.parse(upload.metadata));
          return { status_code: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(info) };
        } finally {
          // Taken or refused, the upload is over: one that failed is sent anew from its beginning.
          await store.remove(upload.id).catch(() => store.configstore.delete(upload.id));
        }
      }),
  });

  return {
    /** Whether an upload is the person's own; one of somebody else is not there. */
    isOwn: async (id: string, userId: string): Promise<boolean> => {
      const upload = await store.getUpload(id).catch(() => null);
      return upload?.metadata?.ownerId === userId;
    },
    handle: (request: Request, context: UploadContext): Promise<Response> => {
      contexts.set(request, context);
      return server.handleWeb(request);
    },
    removeExpired: () => server.cleanUpExpiredUploads(),
  };
}
