import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

/** The pure parts, loaded once for all cases of a thread and not once a case: they keep nothing of a case. */
const pure = ['engine/advance.ts', 'compile/expression/evaluator.ts', 'clock/case-clocks.ts'];

/** Bundles the workflows anew. feelin calls itself free of side effects, so webpack would leave its preload out unless told not to believe that. */
export const bundleWorkflows = (workflowsPath: string, workflowInterceptorModules: string[] = []) =>
  bundleWorkflowCode({
    workflowsPath,
    workflowInterceptorModules,
    logger: new DefaultLogger('WARN'),
    preloadModules: ['feelin', ...pure.map((name) => path.join(path.dirname(workflowsPath), name))],
    webpackConfigHook: (config) => ({ ...config, optimization: { ...config.optimization, sideEffects: false } }),
  });

/** The workflows' bundle, built once and kept in the data folder under the hash of its sources: bundling takes seconds, a later start reads the file. */
export async function workflowBundle(dataDir: string, workflowsPath: string): Promise<{ code: string }> {
  const file = path.join(dataDir, 'bundles', `${await hashOfSources(path.dirname(workflowsPath))}.js`);
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept) return { code: kept };
  const { code } = await bundleWorkflows(workflowsPath);
  await mkdir(path.dirname(file), { recursive: true });
  // Written beside and renamed, so that a crash leaves no half bundle; under a name of one's own, since two may begin at once.
  const fresh = `${file}.${process.pid}.new`;
  await writeFile(fresh, code);
  await rename(fresh, file);
  return { code };
}

/** Everything the bundle can depend on: the sources of workflows and schema, and the locked libraries. */
async function hashOfSources(folder: string): Promise<string> {
  const hash = createHash('sha256').update(await readFile(fileURLToPath(import.meta.url)));
  const root = path.dirname(folder);
  for (const part of [folder, path.join(root, 'schema')]) {
    const files = (await readdir(part, { recursive: true }))
      .filter((name) => /\.(ts|json)$/.test(name) && !name.includes('.test.'))
      .toSorted();
    for (const name of files) hash.update(name).update(await readFile(path.join(part, name)));
  }
  hash.update(await readFile(path.join(root, 'package-lock.json')));
  return hash.digest('hex').slice(0, 24);
}
