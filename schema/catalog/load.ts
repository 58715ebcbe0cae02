import { readdirSync, readFileSync } from 'node:fs';
import { Form } from '../forms/form.ts';
import { promiseProblems } from '../rules/promises.ts';
import { ItemGuide } from './item.ts';
import { Organisations, People } from './people.ts';

export interface CatalogueItem {
  guide: ItemGuide;
  form: Form;
  bpmn: string;
}

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

/** The sample items, one folder each, parsed and in the order of their codes. Throws when a file is not what it should be. */
export function loadItems(): CatalogueItem[] {
  const names = readdirSync(new URL('./items', import.meta.url)).toSorted();
  const items = names.map((name) => ({
    guide: ItemGuide.parse(JSON.parse(read(`./items/${name}/item.json`))),
    form: Form.parse(JSON.parse(read(`./items/${name}/form.json`))),
    bpmn: read(`./items/${name}/process.bpmn`),
  }));
  const problems = items.flatMap(({ guide }) => promiseProblems(guide));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return items.toSorted((a, b) => (a.guide.basicCode < b.guide.basicCode ? -1 : 1));
}

export const loadOrganisations = (): Organisations => Organisations.parse(JSON.parse(read('./organisations.json')));

export const loadPeople = (): People => People.parse(JSON.parse(read('./people.json')));
