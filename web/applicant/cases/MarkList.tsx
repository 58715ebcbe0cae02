import { useTranslation } from 'react-i18next';
import type { Mark } from '../../../schema/contracts/values.ts';
import { Card } from '../../ui/page/Card.tsx';
import { inputId } from '../form/field-props.ts';
import styles from './MarkList.module.css';

interface Props {
  marks: readonly Mark[];
  labelOf: (path: string) => string;
  untouched: readonly Mark[];
}

/** All that has to be corrected, each a way to its place; ticked off as it is worked on. */
export function MarkList({ marks, labelOf, untouched }: Props) {
  const { t } = useTranslation('applicant');
  return (
    <Card title={t('correction.marks')}>
      <ol className={styles.marks}>
        {marks.map((mark) => {
          const target = mark.target === 'field' ? inputId(mark.path) : `material-${mark.path}`;
          const done = !untouched.includes(mark);
          return (
            <li key={mark.target + mark.path + mark.message} className={done ? styles.done : undefined}>
              <a
                href={`#${target}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(target)?.focus();
                }}
              >
                {labelOf(mark.path)}
              </a>
              <span>{mark.message}</span>
              {done ? <small>{t('correction.changed')}</small> : null}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
