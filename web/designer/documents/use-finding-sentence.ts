import { useTranslation } from 'react-i18next';
import type { TemplateFinding } from '../../../schema/documents/check-template.ts';
import { noteOf } from '../../../schema/documents/field.ts';
import type { DocumentKindId } from '../../../schema/documents/kind-ids.ts';
import { shapeOf } from '../../../schema/documents/kinds.ts';
import { useFormat } from '../use-format.ts';

/** What is wrong with a template, in the sentence that the API says too; fields by the name that people know. */
export function useFindingSentence(kind: DocumentKindId): (finding: TemplateFinding) => string {
  const { t } = useTranslation('errors');
  const words = useTranslation('documents').t;
  const format = useFormat();
  return ({ path, code, params }) => {
    const place = /^blocks\[(\d+)\]/.exec(path)?.[1];
    const label = place === undefined ? words('templates.footer') : words('templates.findingAt', { place: Number(place) + 1 });
    const schema = shapeOf(kind)[params.field ?? ''];
    return String(
      t(`field.${code}`, { ...params, label, field: schema ? format.text(noteOf(schema).label) : (params.field ?? '') } as never),
    );
  };
}
