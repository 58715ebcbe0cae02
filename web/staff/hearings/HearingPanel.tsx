import { Alert, App, Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HearingOffer, HearingPersonView } from '../../../schema/contracts/hearings.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { useRead } from '../../api/use-read.ts';
import { HearingStory } from '../../ui/hearings/HearingStory.tsx';
import { RecordText } from '../../ui/hearings/RecordText.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useReason } from '../use-reason.ts';
import { CloseDialog } from './CloseDialog.tsx';
import { DateDialog } from './DateDialog.tsx';
import './hearings.css';
import { OfficerDialog } from './OfficerDialog.tsx';
import { PartyDialog } from './PartyDialog.tsx';
import { PartyList } from './PartyList.tsx';
import { PeopleList } from './PeopleList.tsx';
import { RecordDialog } from './RecordDialog.tsx';
import { SignatureDialog } from './SignatureDialog.tsx';
import { TellDialog } from './TellDialog.tsx';

type Name = HearingOffer['name'];

/** What comes next in each state; the rest of the acts make no sense then. */
const acts: Record<'none' | 'told' | 'requested' | 'scheduled' | 'recorded' | 'closed' | 'waived', readonly Name[]> = {
  none: ['nameParty', 'tell', 'call'],
  told: ['nameParty'],
  requested: ['schedule', 'nameParty'],
  scheduled: ['record', 'replaceOfficer', 'schedule', 'nameParty'],
  recorded: ['close', 'record'],
  closed: [],
  waived: ['nameParty', 'tell', 'call'],
};

/** 听证 and 利害关系人 of a case: where they stand, what the decision waits for, and what can be done; what cannot says why. */
export function HearingPanel({ caseNumber }: { caseNumber: string }) {
  const { t } = useTranslation(['hearings', 'errors']);
  const { message } = App.useApp();
  const format = useFormat();
  const reasonOf = useReason();
  const title = useId();
  const [asking, setAsking] = useState<Name | null>(null);
  const [noting, setNoting] = useState<HearingPersonView | null>(null);
  const { data: view } = useRead(routes.hearings.ofCase, { params: { caseNumber } });
  if (!view) return null;
  const { hearing, parties, hold, offers, earliestDay } = view;
  const names = acts[hearing?.state ?? 'none'];
  const shown = names.flatMap((name) => offers.find((one) => one.name === name) ?? []);
  const isPast = shown.every(({ reason }) => reason === 'hearing-not-now');
  if (!hearing && parties.length === 0 && isPast) return null;
  const stop = (): void => {
    setAsking(null);
    setNoting(null);
  };
  const common = {
    caseNumber,
    onCancel: stop,
    onDone: (sentence: string): void => {
      stop();
      void message.success(sentence);
    },
  };
  const label = (name: Name): string => {
    if (name === 'schedule' && hearing?.state === 'scheduled') return t('act.reschedule');
    if (name === 'record' && hearing?.record) return t('act.rerecord');
    return t(`act.${name as 'tell'}`);
  };
  const mayNote = offers.some(({ name, reason }) => name === 'close' && (reason === null || reason === 'hearing-unsigned'));
  return (
    <section className="hearing-panel" aria-labelledby={title}>
      <h2 id={title}>{t('title')}</h2>
      {hold ? (
        <Alert
          type="warning"
          showIcon
          title={t('hold.title')}
          description={t(`errors:${hold.code as 'hearing-awaited'}`, { untilDay: hold.until ? format.date(hold.until) : '' })}
        />
      ) : null}
      {hearing ? (
        <>
          <p className="hearing-soft">{t(`basis.${hearing.basis}`)}</p>
          <HearingStory hearing={hearing} />
          <h3>{t('person.title')}</h3>
          <PeopleList hearing={hearing} onNote={mayNote ? setNoting : undefined} />
          {hearing.record ? (
            <details open={hearing.state === 'recorded'}>
              <summary>{t('own.record')}</summary>
              <RecordText record={hearing.record} />
            </details>
          ) : null}
        </>
      ) : null}
      {parties.length === 0 && !hearing ? <p className="hearing-soft">{t('party.none')}</p> : null}
      {parties.length > 0 ? <h3>{t('party.title')}</h3> : null}
      <PartyList parties={parties} />
      <ul className="hearing-acts">
        {shown.map(({ name, enabled, reason }, n) => (
          <li key={name}>
            <Button
              block
              type={n === 0 && enabled && name !== 'nameParty' && hearing && hearing.state !== 'waived' ? 'primary' : 'default'}
              disabled={!enabled}
              onClick={() => setAsking(name)}
            >
              {label(name)}
            </Button>
            {reason !== null && <span className="hearing-soft">{reasonOf(reason)}</span>}
          </li>
        ))}
      </ul>
      {asking === 'nameParty' && <PartyDialog {...common} />}
      {asking === 'tell' && <TellDialog {...common} basis="request" />}
      {asking === 'call' && <TellDialog {...common} basis="public" />}
      {asking === 'schedule' && <DateDialog {...common} earliestDay={earliestDay} isMove={hearing?.state === 'scheduled'} />}
      {asking === 'replaceOfficer' && <OfficerDialog {...common} />}
      {asking === 'record' && hearing && <RecordDialog {...common} hearing={hearing} />}
      {asking === 'close' && <CloseDialog {...common} />}
      {noting && <SignatureDialog {...common} person={noting} />}
    </section>
  );
}
