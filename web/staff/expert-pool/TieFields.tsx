import { Button, Input, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { tieKinds } from '../../../schema/rules/experts.ts';
import type { ExpertTie } from '../../../schema/rules/experts.ts';

interface Props {
  ties: readonly ExpertTie[];
  /** What is wrong with one of them; null: nothing. */
  wrong: (at: number) => string | null;
  onChange: (ties: ExpertTie[]) => void;
}

/** The organisations that an expert is tied to: kind, name and code, a group each. Who is tied to an applicant is not drawn. */
export function TieFields({ ties, wrong, onChange }: Props) {
  const { t } = useTranslation('review');
  const hintId = useId();
  const set = (at: number, change: Partial<ExpertTie>): void =>
    onChange(ties.map((tie, index) => (index === at ? { ...tie, ...change } : tie)));
  return (
    <fieldset className="pool-tie-fields" aria-describedby={hintId}>
      <legend>{t('pool.ties')}</legend>
      <p id={hintId} className="field-hint">
        {t('pool.tiesHint')}
      </p>
      {ties.map(({ kind, name, code }, at) => {
        const problem = wrong(at);
        return (
          // A tie has no id before it is kept: its place is what tells it from the others.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={at} role="group" aria-label={t('pool.tieNumber', { n: at + 1 })} className="pool-tie">
            <Select
              aria-label={t('pool.tieKindLabel')}
              value={kind}
              onChange={(value) => set(at, { kind: value })}
              options={tieKinds.map((value) => ({ value, label: t(`pool.tieKind.${value}`) }))}
            />
            <Input
              aria-label={t('pool.tieName')}
              placeholder={t('pool.tieName')}
              maxLength={200}
              value={name}
              status={problem === null ? '' : 'error'}
              onChange={(event) => set(at, { name: event.target.value })}
            />
            <Input
              aria-label={t('pool.tieCode')}
              placeholder={t('pool.tieCode')}
              maxLength={18}
              value={code}
              aria-invalid={problem !== null}
              status={problem === null ? '' : 'error'}
              onChange={(event) => set(at, { code: event.target.value })}
            />
            <Button aria-label={t('pool.removeTieNumber', { n: at + 1 })} onClick={() => onChange(ties.filter((_, index) => index !== at))}>
              {t('pool.removeTie')}
            </Button>
            {problem !== null && (
              <p className="field-problem" role="alert">
                {problem}
              </p>
            )}
          </div>
        );
      })}
      <Button onClick={() => onChange([...ties, { kind: 'employer', name: '', code: '' }])}>{t('pool.addTie')}</Button>
    </fieldset>
  );
}
