import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import type { RemedyView, ServedPaper } from '../../../schema/contracts/service.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { Card } from '../../ui/page/Card.tsx';
import { ReadGate } from '../../ui/page/ReadGate.tsx';
import { Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './ServedPapers.module.css';

const noon = (day: string): string => `${day}T12:00:00+08:00`;

/** When each paper reached the applicant, how, and until when it can be contested; a paper that lies ready can be confirmed. */
export function ServedPapers({ caseNumber }: { caseNumber: string }) {
  const { t } = useTranslation('service');
  const format = useFormat();
  const read = useRead(routes.service.ofCase, { params: { caseNumber } });
  return (
    <Card title={t('mine.title')}>
      <ReadGate read={read}>
        {({ papers, choice }) => (
          <>
            {papers.length === 0 ? <p className={styles.soft}>{t('none')}</p> : null}
            <ul className={styles.list}>
              {papers.map((paper) => (
                <Paper key={paper.documentId} paper={paper} electronic={choice.electronic} />
              ))}
            </ul>
            <p className={styles.soft}>
              {t('mine.reach', { channels: format.list(choice.channels.map((channel) => t(`channel.${channel}`))) })}{' '}
              <Link to={`/cases/${caseNumber}/reach`}>{t('mine.change')}</Link>
            </p>
          </>
        )}
      </ReadGate>
    </Card>
  );
}

function Paper({ paper, electronic }: { paper: ServedPaper; electronic: boolean }) {
  const { t } = useTranslation('service');
  const { pick } = useLanguage();
  const format = useFormat();
  const name = pick(paper.name);
  const confirm = useCommand(routes.service.confirm, {
    invalidates: [routes.service.ofCase, routes.documents.ofCase, routes.cases.get],
  });
  const { served, services } = paper;
  const post = services.find((one) => one.trackingNumber !== null);
  return (
    <li>
      <div className={styles.head}>
        <p className={styles.name}>{name}</p>
        {served ? (
          <Tag tone="ok">{t('served', { date: format.date(noon(served.on)), channel: t(`channel.${served.channel}`) })}</Tag>
        ) : (
          <Tag tone="warn">{t('mine.notYet')}</Tag>
        )}
      </div>
      <p className={styles.soft}>{paper.number}</p>
      {post ? <p className={styles.soft}>{t('tracking', { carrier: post.carrier ?? '', number: post.trackingNumber ?? '' })}</p> : null}
      <div role="status">{confirm.isSuccess ? <p className={styles.soft}>{t('mine.confirmed')}</p> : null}</div>
      {confirm.error ? <ErrorSummary error={confirm.error} /> : null}
      {paper.mayConfirm ? (
        <div className={styles.confirm}>
          <p>{t(electronic ? 'mine.opens' : 'mine.notYetLead')}</p>
          <button
            type="button"
            className="button quiet"
            aria-label={t('mine.confirmNamed', { name })}
            disabled={confirm.isPending}
            onClick={() => confirm.mutate({ params: { documentId: paper.documentId } })}
          >
            {t('mine.confirm')}
          </button>
        </div>
      ) : null}
      {paper.remedies.length > 0 ? <Remedies remedies={paper.remedies} /> : null}
    </li>
  );
}

function Remedies({ remedies }: { remedies: readonly RemedyView[] }) {
  const { t } = useTranslation('service');
  const format = useFormat();
  return (
    <div className={styles.remedies}>
      <p>{t('mine.remedies')}</p>
      <ul>
        {remedies.map((remedy) => {
          const notes = [
            ...(remedy.isOver ? [t('mine.over')] : []),
            ...(remedy.moved ? [t('mine.moved')] : []),
            ...(remedy.provisional ? [t('mine.provisional')] : []),
          ];
          return (
            <li key={remedy.kind}>
              {t(`mine.${remedy.kind}`, { date: format.date(noon(remedy.until)), body: remedy.body })}
              {notes.length > 0 ? <small className={styles.note}>{format.list(notes)}</small> : null}
            </li>
          );
        })}
      </ul>
      <p className={styles.soft}>{t('mine.explain')}</p>
    </div>
  );
}
