/** Looks into a file before it becomes a material. */
export interface VirusScanner {
  /** `notScanned` when no scanner is configured. Throws when one is but does not answer: the file is not taken then. */
  scan(path: string): Promise<'clean' | 'infected' | 'notScanned'>;
}
