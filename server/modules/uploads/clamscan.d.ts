/** The part of `clamscan` that is used; the package ships no types. */
declare module 'clamscan' {
  export interface Clamd {
    isInfected(path: string): Promise<{ isInfected: boolean | null; viruses: string[] }>;
  }
  export default class NodeClam {
    init(options: {
      clamscan: { active: boolean };
      clamdscan: { host: string; port: number; socket: boolean; localFallback: boolean; timeout: number };
      preference: 'clamdscan';
    }): Promise<Clamd>;
  }
}
