import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServedPaper, ServiceChoice } from '../../../schema/contracts/service.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { FurtherDialog } from './FurtherDialog.tsx';
import { ServiceRow } from './ServiceRow.tsx';

interface Props {
  paper: ServedPaper;
  choice: ServiceChoice;
  applicantName: string;
}

/** One paper: whether it is served, each way that was tried, and one more. */
export function PaperServices({ paper, choice, applicantName }: Props) {
  const { t } = useTranslation('service');
  const { pick } = useLanguage();
  const format = useFormat();
  const title = useId();
  const [further, setFurther] = useState(false);
  const { served } = paper;
  const name = pick(paper.name);
  return (
    <section className="service-paper" aria-labelledby={title}>
      <div className="service-head">
        <h3 id={title}>{name}</h3>
        {served ? (
          <Tag tone="ok">{t('served', { date: format.date(`${served.on}T12:00:00+08:00`), channel: t(`channel.${served.channel}`) })}</Tag>
        ) : (
          <Tag tone="warn">{t('notServed')}</Tag>
        )}
      </div>
      <p className="service-soft">{paper.number}</p>
      <ul className="service-list">
        {paper.services.map((service) => (
          <ServiceRow key={service.id} service={service} paperName={name} />
        ))}
      </ul>
      {paper.remedies.length > 0 ? (
        <ul className="service-soft">
          {paper.remedies.map((remedy) => (
            <li key={remedy.kind}>
              {t(`mine.${remedy.kind}`, { date: format.date(`${remedy.until}T12:00:00+08:00`), body: remedy.body })}
              {remedy.provisional ? ` (${t('mine.provisional')})` : ''}
            </li>
          ))}
        </ul>
      ) : null}
      {paper.offers.length > 0 ? (
        <Button aria-label={t('anotherNamed', { name })} onClick={() => setFurther(true)}>
          {t('another')}
        </Button>
      ) : null}
      {further ? <FurtherDialog paper={paper} choice={choice} applicantName={applicantName} onClose={() => setFurther(false)} /> : null}
    </section>
  );
}
