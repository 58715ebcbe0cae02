import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { HearingPersonView, HearingView } from '../../../schema/contracts/hearings.ts';
import { noticeBy } from '../../../schema/rules/hearing.ts';
import { useFormat } from '../../ui/use-format.ts';

interface Props {
  hearing: HearingView;
  /** Notes a signature; absent: the reader may not. */
  onNote?: ((person: HearingPersonView) => void) | undefined;
}

/** Everybody who was told of the hearing: what was served on them, what they answered, whether they have signed. */
export function PeopleList({ hearing, onNote }: Props) {
  const { t } = useTranslation('hearings');
  const format = useFormat();
  const { state, basis } = hearing;
  const isSet = state === 'scheduled' || state === 'recorded' || state === 'closed';
  const isRecorded = state === 'recorded' || state === 'closed';
  const day = (at: string | null): string => (at === null ? '' : format.date(at));
  const rights = (one: HearingPersonView): string =>
    one.servedAt === null || one.dueAt === null
      ? t('person.notServed')
      : t('person.served', { date: day(one.servedAt), due: day(one.dueAt) });
  const answer = (one: HearingPersonView): string | null => one.answer && t(`person.${one.answer}`, { date: day(one.answeredAt) });
  const signature = (one: HearingPersonView): string =>
    one.signature === null
      ? t('person.unsigned')
      : t(`person.${one.signature}`, { name: one.signedName ?? one.name, date: day(one.signedAt) });
  return (
    <ul className="hearing-people">
      {hearing.people.map((one) => (
        <li key={one.id}>
          <p>
            <strong>{one.name}</strong>（{t(one.isApplicant ? 'person.applicant' : 'person.party')}）
          </p>
          {basis === 'request' && !isSet ? <p>{answer(one) ?? rights(one)}</p> : null}
          {one.answerReason !== null ? <blockquote>{one.answerReason}</blockquote> : null}
          {isSet ? (
            <p>
              {one.noticeServedAt
                ? t('person.noticeServed', { date: day(one.noticeServedAt) })
                : t('person.noticeNotServed', { date: day(`${noticeBy(new Date(hearing.heldAt!))}T12:00:00+08:00`) })}
            </p>
          ) : null}
          {isRecorded ? <p>{signature(one)}</p> : null}
          {one.remark !== null ? <p>{t('person.remark', { remark: one.remark })}</p> : null}
          {onNote && state === 'recorded' && one.signature !== 'signed' ? (
            <Button size="small" aria-label={`${t('act.note')}：${one.name}`} onClick={() => onNote(one)}>
              {t('act.note')}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
