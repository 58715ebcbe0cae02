import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { PartyView } from '../../../schema/contracts/hearings.ts';
import type { ApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { useCommand } from '../../api/use-command.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { CaseNumberText } from '../../ui/case/CaseNumber.tsx';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { Card } from '../../ui/page/Card.tsx';
import { Facts } from '../../ui/page/Facts.tsx';
import { Page } from '../../ui/page/Page.tsx';
import { HearingBox } from '../hearings/HearingBox.tsx';
import { ChallengeOfficer } from './ChallengeOfficer.tsx';
import { Opinion } from './Opinion.tsx';
import { PartyPapers } from './PartyPapers.tsx';

interface Props {
  codes: { caseNumber: string; code: string };
  first: PartyView;
  onAgain: () => void;
}

/** What concerns a third party of a case, and what they can do. Looked at again while it is open, since papers are still on their way. */
export function PartyCase({ codes, first, onAgain }: Props) {
  const { t } = useTranslation('hearings');
  const { pick } = useLanguage();
  const client = useQueryClient();
  const key = [routes.hearings.party.path, codes.caseNumber, codes.code];
  const read = useQuery<PartyView, ApiError>({
    queryKey: key,
    queryFn: ({ signal }) => call(routes.hearings.party, { body: codes }, { signal }),
    initialData: first,
    refetchInterval: 20_000,
  });
  const act = useCommand(routes.hearings.partyAct, { onSuccess: (answer) => client.setQueryData(key, answer) });
  const view = read.data;
  const busy = act.isPending;
  type Act = Parameters<typeof act.mutate>[0]['body']['act'];
  const send = (one: Act): void => act.mutate({ body: { ...codes, act: one } });
  return (
    <Page title={pick(view.itemName)} caption={t('page.of', { applicant: view.applicantName })}>
      <ErrorSummary error={act.error} />
      <Facts
        facts={[
          { label: t('page.caseNumber'), value: <CaseNumberText value={view.caseNumber} /> },
          { label: t('page.agency'), value: pick(view.agency) },
          { label: t('page.applicant'), value: view.applicantName },
          { label: t('page.you'), value: view.name },
          { label: t('page.interest'), value: view.interest },
        ]}
      />
      <PartyPapers papers={view.papers} busy={busy} onConfirm={(documentId) => send({ kind: 'receipt', documentId })} />
      {view.hearing ? (
        <Card title={t('mine')}>
          <HearingBox
            hearing={view.hearing}
            offers={view.offers}
            busy={busy}
            notServed={t('page.opinionFirst')}
            challenge={
              <ChallengeOfficer
                busy={busy}
                sent={act.isSuccess && act.variables.body.act.kind === 'challenge'}
                onSend={(reason) => send({ kind: 'challenge', reason })}
              />
            }
            onAnswer={(answer, reason) => send({ kind: answer, reason })}
            onSign={(name, remark) => send({ kind: 'sign', name, remark })}
          />
        </Card>
      ) : null}
      <Opinion view={view} busy={busy} onState={(words) => send({ kind: 'state', words })} />
      <p>{t('page.privacy')}</p>
      <p>
        <button type="button" className="text-button" onClick={onAgain}>
          {t('page.again')}
        </button>
      </p>
    </Page>
  );
}
