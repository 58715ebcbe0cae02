import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { SigningFault } from '../ports/signer.ts';
import type { Signer } from '../ports/signer.ts';
import { signCms } from './cms.ts';
import type { SealingKey } from './cms.ts';
import { readP12 } from './read-p12.ts';

/**
 * Signs with keys from P12 files: one file for every agency, or a folder with `<organisation id>.p12` for each and perhaps `default.p12`
 * for the others. All are read and checked at once. Throws SigningFault when one can't be used.
 */
export async function openP12Signer(location: string, password: string): Promise<Signer> {
  const keys = new Map<string, SealingKey>();
  for (const file of await filesAt(location)) keys.set(path.basename(file, '.p12'), readP12(await readFile(file), password, file));
  const single = keys.size === 1 && !(await isFolder(location)) ? [...keys.values()][0] : undefined;
  return {
    sign: async (bytes, organisationId) => {
      const key = single ?? keys.get(organisationId) ?? keys.get('default');
      if (!key) throw new SigningFault(`${location} holds no key of ${organisationId}, and no default.p12.`);
      return signCms(bytes, key);
    },
  };
}

const isFolder = async (location: string): Promise<boolean> =>
  (
    await stat(location).catch(() => {
      throw new SigningFault(`SIGNER_P12 is ${location}, which can't be read.`);
    })
  ).isDirectory();

async function filesAt(location: string): Promise<string[]> {
  if (!(await isFolder(location))) return [location];
  const names = (await readdir(location)).filter((name) => name.endsWith('.p12'));
  if (names.length === 0) throw new SigningFault(`SIGNER_P12 is ${location}, a folder without a .p12 file.`);
  return names.map((name) => path.join(location, name));
}
