import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../schema/contracts/cases.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { CaseNumberText } from '../../ui/case/CaseNumber.tsx';
import { ClockStrip } from '../../ui/case/ClockStrip.tsx';
import { StageProgress } from '../../ui/case/StageProgress.tsx';
import { LightTag, StatusTag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';

/** What a case is, at a glance: item, applicant, state, stage, who holds it, and its clocks. */
export function CaseHeader({ view, title }: { view: CaseView; title?: string }) {
  const { t } = useTranslation('staff');
  const { pick } = useLanguage();
  const format = useFormat();
  const running = view.clocks.filter((clock) => clock.state !== 'closed');
  return (
    <header className="case-header">
      <div className="case-title">
        <h1>{title ?? pick(view.itemName)}</h1>
        <StatusTag state={view.state} />
        <LightTag light={view.light} />
      </div>
      <dl className="case-facts">
        {title && (
          <div>
            <dt>{t('case.item')}</dt>
            <dd>{pick(view.itemName)}</dd>
          </div>
        )}
        <div>
          <dt>{t('case.applicant')}</dt>
          <dd>{view.applicantName}</dd>
        </div>
        <div>
          <dt>{t('case.submitted')}</dt>
          <dd>{format.dateTime(view.submittedAt)}</dd>
        </div>
        {view.holder && (
          <div>
            <dt>{t('case.holder')}</dt>
            <dd>{view.holder.organisationName}</dd>
          </div>
        )}
        {view.licenceNumber && (
          <div>
            <dt>{t('case.licence')}</dt>
            <dd>{view.licenceNumber}</dd>
          </div>
        )}
        <div className="case-number">
          <dt>{t('case.number')}</dt>
          <dd>
            <CaseNumberText value={view.caseNumber} />
          </dd>
        </div>
      </dl>
      <StageProgress state={view.state} stage={view.stage} />
      <div className="case-clocks">
        {running.map((clock) => (
          <ClockStrip key={clock.name} clock={clock} />
        ))}
      </div>
    </header>
  );
}
