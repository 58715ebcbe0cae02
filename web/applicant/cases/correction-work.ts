import type { CaseView } from '../../../schema/contracts/cases.ts';
import type { FileInfo } from '../../../schema/contracts/drafts.ts';
import type { Mark } from '../../../schema/contracts/values.ts';
import type { Answers, Form } from '../../../schema/forms/form.ts';
import { sectionErrors } from '../apply/progress.ts';
import { sameValue } from '../form/same-answers.ts';

/** The field a mark is about: `editors[0].name` belongs to `editors`. */
const fieldOf = (path: string): string => path.replace(/[.[].*$/, '');

/** The form's sections that have to be worked on: those with a mark, and those the new answers make wrong. */
export const sectionsToCorrect = (form: Form, marks: readonly Mark[], answers: Answers): Form['sections'] =>
  form.sections.filter(
    (section) =>
      marks.some((mark) => mark.target === 'field' && section.fields.some((field) => field.name === fieldOf(mark.path))) ||
      sectionErrors(form, section, answers).length > 0,
  );

/** When the open correction was asked for; files uploaded later belong to its answer. */
export function askedAt(view: CaseView): number {
  const asked = view.timeline.filter((entry) => entry.type === 'effect.requestCorrection').map((entry) => Date.parse(entry.at));
  return asked.length > 0 ? Math.max(...asked) : Date.parse(view.submittedAt);
}

export const isNew = (file: FileInfo, since: number): boolean => Date.parse(file.uploadedAt) > since;

const at = (answers: Answers, path: string): unknown => {
  const parts = path.split(/[.[\]]+/).filter((part) => part !== '');
  let value: unknown = answers;
  for (const part of parts) value = (value as Record<string, unknown> | null | undefined)?.[part];
  return value;
};

/** Marks whose field is as it was, or whose material has no new file. */
export const untouchedMarks = (
  marks: readonly Mark[],
  before: Answers,
  after: Answers,
  files: readonly FileInfo[],
  since: number,
): Mark[] =>
  marks.filter((mark) =>
    mark.target === 'field'
      ? sameValue(at(before, mark.path), at(after, mark.path))
      : !files.some((file) => file.materialCode === mark.path && isNew(file, since)),
  );
