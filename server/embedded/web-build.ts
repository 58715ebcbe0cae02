import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const dist = path.join(root, 'web', 'dist');
const stamp = path.join(dist, '.sources');

/** Whether the built web is that of today's sources. */
export async function isWebCurrent(): Promise<boolean> {
  return existsSync(stamp) && (await readFile(stamp, 'utf8')) === (await hashOfSources());
}

/** Builds the web into web/dist. Throws with the builder's words when it can't. */
export async function buildWeb(): Promise<void> {
  const { build } = await import('vite');
  const hash = await hashOfSources();
  await build({ configFile: path.join(root, 'web', 'vite.config.ts'), logLevel: 'error' });
  await writeFile(stamp, hash);
}

/** What the web is made of: its own sources, and what it imports of schema and workflows. */
async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(path.join(root, 'package-lock.json')));
  for (const part of ['web', 'schema', 'workflows']) {
    const folder = path.join(root, part);
    const names = (await readdir(folder, { recursive: true })).filter(
      (name) => !name.startsWith('dist') && /\.(tsx?|css|json|html|svg|png|webmanifest|js)$/.test(name) && !/\.test\./.test(name),
    );
    for (const name of names.toSorted()) hash.update(name).update(await readFile(path.join(folder, name)));
  }
  return hash.digest('hex');
}
