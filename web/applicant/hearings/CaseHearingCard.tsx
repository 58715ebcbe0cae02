import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { Card } from '../../ui/page/Card.tsx';
import { HearingBox } from './HearingBox.tsx';

const stale = [routes.hearings.ofCase, routes.cases.get];

/** The hearing of the applicant's own case. Nothing where there is none. */
export function CaseHearingCard({ caseNumber }: { caseNumber: string }) {
  const { t } = useTranslation('hearings');
  const read = useRead(routes.hearings.ofCase, { params: { caseNumber } });
  const answer = useCommand(routes.hearings.answer, { invalidates: stale });
  const sign = useCommand(routes.hearings.sign, { invalidates: stale });
  const hearing = read.data?.hearing;
  if (!read.data || !hearing) return null;
  const params = { caseNumber };
  const officer = new URLSearchParams({ officer: hearing.officer ?? '' });
  return (
    <Card title={t('mine')} id="hearing">
      <ErrorSummary error={answer.error ?? sign.error} />
      <HearingBox
        hearing={hearing}
        offers={read.data.offers}
        busy={answer.isPending || sign.isPending}
        notServed={t('own.confirmFirst')}
        challenge={
          <p>
            {t('own.challenge')} <Link to={`/cases/${caseNumber}/challenge?${officer.toString()}`}>{t('own.challengeLink')}</Link>
          </p>
        }
        onAnswer={(said, reason) => answer.mutate({ params, body: { answer: said, reason } })}
        onSign={(name, remark) => sign.mutate({ params, body: { name, remark } })}
      />
    </Card>
  );
}
