import type { Answers, Form } from '../../../schema/forms/form.ts';
import { visibleFields } from '../../../schema/forms/visible.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Card } from '../../ui/page/Card.tsx';
import { FieldInput } from '../form/FieldInput.tsx';

interface Props {
  sections: Form['sections'];
  answers: Answers;
  change: (name: string, value: unknown) => void;
  errorAt: (path: string) => string | undefined;
  markAt: (path: string) => string | undefined;
}

const nothing = (): void => undefined;

/** The sections to work on, marks beside their fields. */
export function CorrectionSections({ sections, answers, change, errorAt, markAt }: Props) {
  const { pick } = useLanguage();
  return (
    <>
      {sections.map((section) => (
        <Card key={section.id} title={pick(section.title)}>
          {visibleFields(section, answers).map((field) => (
            <FieldInput
              key={field.name}
              field={field}
              path={field.name}
              value={answers[field.name]}
              onChange={(value) => change(field.name, value)}
              onLeave={nothing}
              errorAt={errorAt}
              markAt={markAt}
            />
          ))}
        </Card>
      ))}
    </>
  );
}
