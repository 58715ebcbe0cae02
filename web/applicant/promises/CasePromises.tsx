import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { PromiseView } from '../../../schema/contracts/promises.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { Card } from '../../ui/page/Card.tsx';
import { Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useUploads } from '../../ui/uploads/use-uploads.ts';
import { UploadingRow } from '../materials/UploadingRow.tsx';
import styles from './Promises.module.css';

const tones = { open: 'warn', handedIn: 'brand', kept: 'ok' } as const;

/** What the applicant promised in a case, by when, and the way to hand it in. Nothing where nothing was promised. */
export function CasePromises({ caseNumber }: { caseNumber: string }) {
  const { t } = useTranslation('applicant');
  const read = useRead(routes.promises.ofCase, { params: { caseNumber } });
  const promises = read.data?.promises ?? [];
  if (promises.length === 0) return null;
  return (
    <Card title={t('promise.title')}>
      <ul className={styles.list}>
        {promises.map((promise) => (
          <Promised key={promise.id} promise={promise} caseNumber={caseNumber} mayHandIn={read.data?.mayHandIn ?? false} />
        ))}
      </ul>
    </Card>
  );
}

function Promised({ promise, caseNumber, mayHandIn }: { promise: PromiseView; caseNumber: string; mayHandIn: boolean }) {
  const { t } = useTranslation('applicant');
  const { pick } = useLanguage();
  const format = useFormat();
  const name = pick(promise.materialName);
  return (
    <li>
      <div className={styles.head}>
        <strong>{name}</strong>
        {promise.overdue ? <Tag tone="danger">{t('promise.overdue')}</Tag> : null}
        <Tag tone={tones[promise.state]}>{t(`promise.state.${promise.state}`)}</Tag>
      </div>
      <p>
        {t(`promise.${promise.kind}`)} · {t('promise.dueOn', { date: format.date(`${promise.dueOn}T12:00:00+08:00`) })}
      </p>
      {promise.overdue ? (
        <p className={styles.error}>{t(promise.onOverdue === 'block' ? 'promise.overdueBlock' : 'promise.overdueRevoke')}</p>
      ) : null}
      {promise.remark !== null && promise.state === 'open' ? <p>{t('promise.remark', { remark: promise.remark })}</p> : null}
      {mayHandIn && promise.state === 'open' ? <HandIn promise={promise} caseNumber={caseNumber} name={name} /> : null}
      <details className={styles.soft}>
        <summary>{t('promise.statement')}</summary>
        <p>{pick(promise.statement)}</p>
        <p>{t('promise.signedBy', { name: promise.signedBy, time: format.dateTime(promise.signedAt) })}</p>
      </details>
    </li>
  );
}

/** Uploads what was promised, then says that this is it. */
function HandIn({ promise, caseNumber, name }: { promise: PromiseView; caseNumber: string; name: string }) {
  const { t } = useTranslation('applicant');
  const client = useQueryClient();
  const [arrived, setArrived] = useState<string[]>([]);
  const uploads = useUploads({
    target: `case:${caseNumber}`,
    onDone: (file) => {
      setArrived((all) => [...all, file.name]);
      void client.invalidateQueries({ queryKey: [routes.cases.get.path] });
    },
  });
  const handIn = useCommand(routes.promises.handIn, { invalidates: [routes.promises.ofCase, routes.cases.get] });
  return (
    <>
      <ErrorSummary error={handIn.error} />
      <ul className={styles.list}>
        {uploads.rows.map((row) => (
          <UploadingRow key={row.id} row={row} onRetry={() => uploads.retry(row)} onCancel={() => uploads.cancel(row)} />
        ))}
      </ul>
      <div role="status">
        {arrived.map((file) => (
          <p key={file}>{t('promise.uploaded', { name: file })}</p>
        ))}
      </div>
      <div className={styles.upload}>
        <label className="button quiet">
          {t('promise.upload', { name })}
          <input
            type="file"
            multiple
            className="visually-hidden"
            onChange={(event) => {
              uploads.add(promise.materialCode, [...(event.target.files ?? [])]);
              event.target.value = '';
            }}
          />
        </label>
        <button
          type="button"
          className="button"
          disabled={handIn.isPending || uploads.busy}
          onClick={() => handIn.mutate({ params: { caseNumber, promiseId: promise.id } })}
        >
          {t('promise.handIn', { name })}
        </button>
      </div>
    </>
  );
}
