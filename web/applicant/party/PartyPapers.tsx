import { useTranslation } from 'react-i18next';
import type { PartyView } from '../../../schema/contracts/hearings.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Card } from '../../ui/page/Card.tsx';
import { Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from '../hearings/Hearings.module.css';

interface Props {
  papers: PartyView['papers'];
  busy: boolean;
  onConfirm: (documentId: string) => void;
}

/** The papers addressed to a third party, each to be confirmed: the days run from that. */
export function PartyPapers({ papers, busy, onConfirm }: Props) {
  const { t } = useTranslation('hearings');
  const { pick } = useLanguage();
  const format = useFormat();
  return (
    <Card title={t('page.papers')}>
      {papers.length === 0 ? <p>{t('page.noPapers')}</p> : null}
      <ul className={styles.list}>
        {papers.map(({ documentId, name, number, issuedOn, served, link }) => (
          <li key={documentId}>
            <div>
              <strong>{pick(name)}</strong>
              <br />
              <span className={styles.soft}>
                {number} · {format.date(`${issuedOn}T12:00:00+08:00`)}
              </span>
            </div>
            {link === null ? (
              <Tag tone="brand">{t('page.paperPending')}</Tag>
            ) : (
              <a className="button quiet" href={link} target="_blank" rel="noreferrer">
                {t('page.read', { name: pick(name) })}
              </a>
            )}
            {served ? (
              <Tag tone="ok">{t('page.confirmed')}</Tag>
            ) : (
              <button type="button" className="button" disabled={busy} onClick={() => onConfirm(documentId)}>
                {t('page.confirm', { name: pick(name) })}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
