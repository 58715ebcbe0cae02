import type { Material } from '../../../schema/catalog/item.ts';
import type { FileInfo } from '../../../schema/contracts/drafts.ts';
import type { Answers, Form } from '../../../schema/forms/form.ts';
import { validateForm, type FieldError } from '../../../schema/forms/validate.ts';
import { isNeeded } from '../../../schema/rules/promises.ts';
import { isEmpty, visibleFields } from '../../../schema/forms/visible.ts';

export type Progress = 'notStarted' | 'inProgress' | 'done';
type Section = Form['sections'][number];

/** What is wrong in one section, judged with all answers, since a condition may look at another section. */
export const sectionErrors = (form: Form, section: Section, answers: Answers): FieldError[] =>
  validateForm({ ...form, sections: [section] }, answers).errors;

/** How far a section is: untouched, begun, or nothing wrong left in it. */
export function sectionProgress(form: Form, section: Section, answers: Answers): Progress {
  if (sectionErrors(form, section, answers).length === 0) return 'done';
  return visibleFields(section, answers).some((field) => !isEmpty(answers[field.name])) ? 'inProgress' : 'notStarted';
}

/** Materials that must be uploaded or promised and are neither. What is taken on paper only is brought to the window. */
export const missingMaterials = (
  materials: readonly Material[],
  files: readonly FileInfo[],
  promised: readonly string[] = [],
): Material[] =>
  materials.filter(
    (material) => mustUpload(material) && !files.some((file) => file.materialCode === material.code) && !promised.includes(material.code),
  );

export const mustUpload = (material: Material): boolean => isNeeded(material) && material.form !== 'paper';

export function materialsProgress(materials: readonly Material[], files: readonly FileInfo[], promised: readonly string[] = []): Progress {
  if (missingMaterials(materials, files, promised).length === 0) return 'done';
  return files.length > 0 ? 'inProgress' : 'notStarted';
}
