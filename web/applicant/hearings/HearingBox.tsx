import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HearingView } from '../../../schema/contracts/hearings.ts';
import { HearingStory } from '../../ui/hearings/HearingStory.tsx';
import { RecordText } from '../../ui/hearings/RecordText.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { AnswerForm } from './AnswerForm.tsx';
import styles from './Hearings.module.css';
import { SignForm } from './SignForm.tsx';

interface Props {
  hearing: HearingView;
  offers: readonly { name: string; enabled: boolean }[];
  busy: boolean;
  /** How to ask that the officer stay away. */
  challenge: ReactNode;
  /** Said while the days do not run yet. */
  notServed: string;
  onAnswer: (answer: 'request' | 'waive', reason: string) => void;
  onSign: (name: string, remark: string) => void;
}

/** A hearing as somebody who was told of it reads it, and what they can do: ask, waive, challenge, sign. */
export function HearingBox({ hearing, offers, busy, challenge, notServed, onAnswer, onSign }: Props) {
  const { t } = useTranslation('hearings');
  const format = useFormat();
  const [me] = hearing.people;
  if (!me) return null;
  const can = (name: string): boolean => offers.some((one) => one.name === name && one.enabled);
  const names = (['request', 'waive'] as const).filter(can);
  const isScheduled = hearing.state === 'scheduled';
  const isHeld = hearing.state === 'recorded' || hearing.state === 'closed';
  return (
    <>
      <HearingStory hearing={hearing} />
      {hearing.state === 'told' && me.answer === null ? (
        <>
          <p>
            {t('own.lead')} {me.dueAt ? <strong>{t('own.until', { date: format.date(me.dueAt) })}</strong> : notServed}
          </p>
          <p className={styles.soft}>{t('own.free')}</p>
        </>
      ) : null}
      {hearing.state === 'requested' && hearing.basis === 'request' && me.answer === null ? <p>{t('own.others')}</p> : null}
      {me.answer !== null && !isHeld ? <p>{t(me.answer === 'requested' ? 'own.asked' : `own.${me.answer}`)}</p> : null}
      {isScheduled ? <p>{t('own.noticed')}</p> : null}
      {isScheduled && hearing.officer !== null ? challenge : null}
      {names.length > 0 ? <AnswerForm names={names} hasAsked={me.answer === 'requested'} busy={busy} onAnswer={onAnswer} /> : null}
      {isHeld && hearing.record ? (
        <>
          <h3>{t('own.record')}</h3>
          <RecordText record={hearing.record} />
        </>
      ) : null}
      {me.signature === 'signed' && me.signedAt ? <p role="status">{t('own.signed', { date: format.date(me.signedAt) })}</p> : null}
      {can('sign') ? <SignForm busy={busy} onSign={onSign} /> : null}
    </>
  );
}
