import NodeClam from 'clamscan';
import type { Clamd } from 'clamscan';
import type { Env } from '../../../schema/contracts/env.ts';
import type { VirusScanner } from './virus-scanner.ts';

/** How long clamd may take over a file, in ms. */
const timeout = 60_000;

/** A scanner that asks clamd where one is configured; without, files are taken and marked as not scanned. */
export function createScanner(env: Env): VirusScanner {
  const { CLAMD_HOST: host, CLAMD_PORT: port } = env;
  if (!host) return { scan: async () => 'notScanned' };
  let connected: Promise<Clamd> | null = null;
  // Connected at the first file, and anew after a failure: the API starts whether clamd is there or not.
  const clamd = (): Promise<Clamd> =>
    (connected ??= new NodeClam()
      .init({
        clamscan: { active: false },
        clamdscan: { host, port, socket: false, localFallback: false, timeout },
        preference: 'clamdscan',
      })
      .catch((error: unknown) => {
        connected = null;
        throw error;
      }));
  return {
    scan: async (path) => {
      const { isInfected } = await (await clamd()).isInfected(path);
      if (isInfected === null) throw new Error('clamd gave no verdict');
      return isInfected ? 'infected' : 'clean';
    },
  };
}
