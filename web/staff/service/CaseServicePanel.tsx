import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { CaseService } from '../../../schema/contracts/service.ts';
import { useRead } from '../../api/use-read.ts';
import { ReadGate } from '../../ui/page/ReadGate.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { PaperServices } from './PaperServices.tsx';
import './service.css';

/** 送达: every paper of a case that has to be served, how that stands, and what can be done about it. */
export function CaseServicePanel({ caseNumber, applicantName }: { caseNumber: string; applicantName: string }) {
  const { t } = useTranslation('service');
  const title = useId();
  const read = useRead(routes.service.ofCase, { params: { caseNumber } });
  return (
    <ReadGate read={read}>
      {(service) => (
        <section className="service" aria-labelledby={title}>
          <h2 id={title}>{t('title')}</h2>
          <p className="service-soft">{t('lead')}</p>
          <Chosen service={service} />
          {service.papers.length === 0 ? <p>{t('none')}</p> : null}
          {service.papers.map((paper) => (
            <PaperServices key={paper.documentId} paper={paper} choice={service.choice} applicantName={applicantName} />
          ))}
        </section>
      )}
    </ReadGate>
  );
}

function Chosen({ service: { choice, said } }: { service: CaseService }) {
  const { t } = useTranslation('service');
  const format = useFormat();
  const channels = format.list(choice.channels.map((channel) => t(`channel.${channel}`)));
  const facts = [said ? t('choice', { channels }) : t('choiceUnsaid'), choice.electronic ? t('consented') : t('notConsented')];
  return <p>{facts.join(' · ')}</p>;
}
