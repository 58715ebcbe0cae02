import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { ReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Bytes of materials and documents by their SHA-256, under DATA_DIR/files: the same content is kept once. */
export class ContentStore {
  constructor(private readonly dataDir: string) {}

  private pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256');
    return path.join(this.dataDir, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }

  /** Moves a file into the store; what is there already is left. Its bytes and its name are on disk when this returns. */
  async take(from: string, sha256: string): Promise<void> {
    const to = this.pathOf(sha256);
    await mkdir(path.dirname(to), { recursive: true });
    await sync(from);
    await utimes(from, new Date(), new Date());
    await rename(from, to);
    await sync(path.dirname(to));
  }

  /** Stores bytes and gives their hash. Nothing is left behind when the disk is full. */
  async put(bytes: Uint8Array): Promise<string> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const folder = path.join(this.dataDir, 'incoming');
    await mkdir(folder, { recursive: true });
    const from = path.join(folder, randomUUID());
    try {
      await writeFile(from, bytes);
      await this.take(from, sha256);
    } finally {
      await rm(from, { force: true });
    }
    return sha256;
  }

  /** The bytes from `start` to `end`, both included. */
  read(sha256: string, range?: { start: number; end: number }): ReadStream {
    return createReadStream(this.pathOf(sha256), range);
  }

  /** How many bytes a content has. Throws when it is not there. */
  async sizeOf(sha256: string): Promise<number> {
    return (await stat(this.pathOf(sha256))).size;
  }

  /** Hashes whose bytes came before `before`, folder by folder. */
  async *olderThan(before: Date): AsyncGenerator<string[]> {
    const root = path.join(this.dataDir, 'files');
    for (const first of await readdir(root).catch(() => [])) {
      const names = await readdir(path.join(root, first), { recursive: true });
      const hashes = names.map((name) => path.basename(name)).filter((name) => name.length === 64);
      const old: string[] = [];
      for (const hash of hashes) if ((await stat(this.pathOf(hash))).mtime < before) old.push(hash);
      if (old.length > 0) yield old;
    }
  }

  async remove(sha256: string): Promise<void> {
    await rm(this.pathOf(sha256), { force: true });
  }
}

async function sync(target: string): Promise<void> {
  const handle = await open(target, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
