import { useTranslation } from 'react-i18next';
import type { HearingView } from '../../../schema/contracts/hearings.ts';
import { Facts } from '../page/Facts.tsx';
import { Tag } from '../StatusTag.tsx';
import { useFormat } from '../use-format.ts';

const tones = { told: 'warn', requested: 'brand', scheduled: 'brand', recorded: 'warn', closed: 'ok', waived: 'neutral' } as const;

/** Where a hearing stands, in sentences: what it is about, by which article, when and where, and what it does to the limit. */
export function HearingStory({ hearing }: { hearing: HearingView }) {
  const { t } = useTranslation('hearings');
  const format = useFormat();
  const { state, basis, proposal, reasons, mustHoldBy, late, heldAt, place, officer, stopsLimit, record } = hearing;
  const isOpen = state === 'requested' || state === 'scheduled';
  return (
    <>
      <p>
        <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag> {late ? <Tag tone="danger">{t('story.late')}</Tag> : null}
      </p>
      <p>
        {t(basis === 'public' ? 'story.called' : 'story.proposal', { proposal })}
        <br />
        {t('story.reasons', { reasons })}
      </p>
      {heldAt && state !== 'waived' ? (
        <Facts
          dense
          facts={[
            { label: t('facts.time'), value: format.dateTime(heldAt) },
            { label: t('facts.place'), value: place },
            { label: t('facts.officer'), value: officer ?? t('facts.noOfficer') },
          ]}
        />
      ) : null}
      {isOpen && mustHoldBy ? <p>{t('story.mustHoldBy', { date: format.date(mustHoldBy) })}</p> : null}
      {stopsLimit ? <p>{t('story.stops')}</p> : null}
      {state === 'waived' ? <p>{t('story.waived')}</p> : null}
      {state === 'closed' ? <p>{t('story.closed', { number: record?.number ?? '' })}</p> : null}
    </>
  );
}
