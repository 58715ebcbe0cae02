/** Keeps bytes for good under their SHA-256; `ContentStore` (schema/files) does so on a disk. */
export interface FileStore {
  /** Stores bytes and gives their hash; on stable storage when this resolves. */
  put(bytes: Uint8Array): Promise<string>;
}
