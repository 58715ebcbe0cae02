import { Alert, Button, Input, Table } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { useFormat } from '../../ui/use-format.ts';
import './calendar.css';
import { PreviewResult } from './PreviewResult.tsx';

/** How often the progress of a calendar that is being applied is read, ms. */
const refresh = 5_000;

/** The working calendar: upload what the State Council has published, see what it would change, apply it, watch the cases follow. */
export function CalendarPage() {
  const { t } = useTranslation('staff');
  const format = useFormat();
  const [textId, documentId, fileId] = [useId(), useId(), useId()];
  const [text, setText] = useState('');
  const [document, setDocument] = useState('');
  const preview = useCommand(routes.calendar.preview);
  const applied = useRead(routes.calendar.revisions, {}, { refetchInterval: refresh });
  const apply = useCommand(routes.calendar.apply, {
    invalidates: [routes.calendar.revisions],
    onSuccess: () => {
      preview.reset();
      setText('');
      setDocument('');
    },
  });
  const change = (value: string): void => {
    preview.reset();
    setText(value);
  };
  const found = preview.data;
  const isGood = found !== undefined && found.findings.length === 0 && found.days.length > 0;
  return (
    <section aria-labelledby="calendar-title" className="calendar-page">
      <header className="staff-head">
        <h1 id="calendar-title">{t('nav.calendar')}</h1>
      </header>
      <p>{t('calendar.lead')}</p>
      {preview.error && <ErrorSummary error={preview.error} />}
      {apply.error && <ErrorSummary error={apply.error} />}
      {apply.data && <Alert type="success" role="status" showIcon title={t('calendar.applied')} />}
      <label htmlFor={fileId}>{t('calendar.file')}</label>
      <input
        id={fileId}
        type="file"
        accept=".csv,.json,.txt,text/csv,application/json"
        onChange={(event) => void event.target.files?.[0]?.text().then(change)}
      />
      <label htmlFor={textId}>{t('calendar.text')}</label>
      <Input.TextArea
        id={textId}
        value={text}
        autoSize={{ minRows: 6, maxRows: 16 }}
        placeholder={t('calendar.example')}
        onChange={(event) => change(event.target.value)}
      />
      <p>
        <Button disabled={text.trim() === ''} loading={preview.isPending} onClick={() => preview.mutate({ body: { text } })}>
          {t('calendar.preview')}
        </Button>
      </p>
      {found && <PreviewResult preview={found} />}
      {isGood && (
        <>
          <label htmlFor={documentId}>{t('calendar.document')}</label>
          <Input id={documentId} value={document} maxLength={200} onChange={(event) => setDocument(event.target.value)} />
          <p>
            <Button
              type="primary"
              disabled={document.trim() === ''}
              loading={apply.isPending}
              onClick={() => apply.mutate({ body: { text, document, base: found.base } })}
            >
              {t('calendar.apply')}
            </Button>
          </p>
          {document.trim() === '' && <p className="calendar-hint">{t('calendar.documentNeeded')}</p>}
        </>
      )}
      <h2>{t('calendar.history')}</h2>
      {applied.data?.length === 0 && <p>{t('calendar.none')}</p>}
      {(applied.data?.length ?? 0) > 0 && (
        <Table
          size="small"
          rowKey="revision"
          pagination={false}
          scroll={{ x: 'max-content' }}
          dataSource={applied.data ?? []}
          columns={[
            { title: t('calendar.column.document'), dataIndex: 'document' },
            { title: t('calendar.column.at'), render: (_, row) => `${format.dateTime(row.appliedAt)} · ${row.by}` },
            { title: t('calendar.column.through'), dataIndex: 'publishedThrough' },
            {
              title: t('calendar.column.cases'),
              render: (_, row) => t(row.finishedAt ? 'calendar.finished' : 'calendar.underWay', { told: row.told, moved: row.moved }),
            },
          ]}
        />
      )}
    </section>
  );
}
