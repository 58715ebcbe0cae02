import { and, isNull } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { ItemGuide } from '../../../schema/catalog/item.ts';
import type { Database, Transaction } from '../../../schema/db/connect.ts';
import { files } from '../../../schema/db/tables/index.ts';
import type { Answers, Form } from '../../../schema/forms/form.ts';
import { validateForm } from '../../../schema/forms/validate.ts';
import { isNeeded } from '../../../schema/rules/promises.ts';
import { Refusal } from '../../errors.ts';

/** The answers a form asks for, out of what was typed. Refuses with `invalid-fields`, naming every one. */
export function checkAnswers(form: Form, typed: Answers): Answers {
  const { values, errors } = validateForm(form, typed);
  if (errors.length > 0) throw new Refusal('invalid-fields', {}, errors);
  return values;
}

/** Every material that is needed has a file among those `of` selects, or is promised; gives those with a file. Refuses with `materials-missing`, naming every one. */
export async function checkMaterials(
  db: Database | Transaction,
  of: SQL,
  guide: ItemGuide,
  promised: readonly string[],
): Promise<string[]> {
  const present = await db
    .select({ code: files.materialCode })
    .from(files)
    .where(and(of, isNull(files.removedAt)));
  const codes = new Set(present.map((file) => file.code));
  const missing = guide.materials.filter(
    (material) => isNeeded(material) && !codes.has(material.code) && !promised.includes(material.code),
  );
  if (missing.length === 0) return [...codes];
  throw new Refusal(
    'materials-missing',
    {},
    missing.map((material) => ({ path: material.code, code: 'required' })),
  );
}
