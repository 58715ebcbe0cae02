/** Why a file is refused: one entry for each thing that is wrong, never just the first. */
export interface Finding {
  /** The id of the element, null where it has none. */
  element: string | null;
  /** `unsupported-…`: valid BPMN that isn't run; `invalid-…`: not valid BPMN; `not-executable`; `not-well-formed`. */
  code: FindingCode;
  message: string;
}

export type FindingCode = `unsupported-${string}` | `invalid-${string}` | 'not-executable' | 'not-well-formed';

/** Collects what is wrong with a file while it is read. The same finding is kept once. */
export class Findings {
  readonly list: Finding[] = [];
  readonly #seen = new Set<string>();

  add(element: string | null, code: FindingCode, message: string): void {
    const key = JSON.stringify([element, code, message]);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.list.push({ element, code, message });
  }

  get empty(): boolean {
    return this.list.length === 0;
  }
}
