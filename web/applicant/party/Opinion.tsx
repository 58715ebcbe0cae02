import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartyView } from '../../../schema/contracts/hearings.ts';
import { Card } from '../../ui/page/Card.tsx';
import { useFormat } from '../../ui/use-format.ts';
import fields from '../form/Field.module.css';
import styles from '../hearings/Hearings.module.css';

interface Props {
  view: PartyView;
  busy: boolean;
  /** Empty words: there is nothing to state. */
  onState: (words: string) => void;
}

/** 陈述申辩: what a third party has stated, until when, and the way to state more before the decision. */
export function Opinion({ view, busy, onState }: Props) {
  const { t } = useTranslation('hearings');
  const format = useFormat();
  const [id, errorId] = [useId(), useId()];
  const [words, setWords] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { heardAt, dueAt, statements, isOver } = view;
  const send = (): void => {
    const text = words.trim();
    setMissing(text === '');
    if (text === '') return;
    onState(text);
    setWords('');
  };
  return (
    <Card title={t('page.opinion')}>
      <div role="status">{heardAt ? <p>{t(statements.length > 0 ? 'page.opinionSent' : 'page.opinionSilent')}</p> : null}</div>
      {statements.map((one) => (
        <blockquote key={one.at} className={styles.quote} aria-label={t('page.before')}>
          {one.words}
          <br />
          <span className={styles.soft}>{format.dateTime(one.at)}</span>
        </blockquote>
      ))}
      {isOver ? <p>{t('page.over')}</p> : null}
      {!isOver && !heardAt ? <p>{dueAt ? t('page.opinionDue', { date: format.date(dueAt) }) : t('page.opinionFirst')}</p> : null}
      {isOver ? null : (
        <>
          <div className={`${fields.field} ${isMissing ? fields.wrong : ''}`}>
            <label htmlFor={id}>{t('page.opinionLabel')}</label>
            {isMissing ? (
              <p id={errorId} className={fields.error} role="alert">
                {t('page.opinionMissing')}
              </p>
            ) : null}
            <textarea
              id={id}
              rows={5}
              maxLength={5000}
              value={words}
              aria-invalid={isMissing || undefined}
              aria-describedby={isMissing ? errorId : undefined}
              onChange={(event) => setWords(event.target.value)}
            />
          </div>
          <div className={styles.actions}>
            <button type="button" className="button" disabled={busy} onClick={send}>
              {t('page.opinionSend')}
            </button>
            {heardAt ? null : (
              <button type="button" className="button quiet" disabled={busy} onClick={() => onState('')}>
                {t('page.opinionNothing')}
              </button>
            )}
          </div>
        </>
      )}
    </Card>
  );
}
