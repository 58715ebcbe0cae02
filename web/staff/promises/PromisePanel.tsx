import { App, Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import type { PromiseView } from '../../../schema/contracts/promises.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useRefusalSentence } from '../use-reason.ts';

const tones = { open: 'warn', handedIn: 'brand', kept: 'ok' } as const;

/** What the applicant promised, by when, and whether it has come; what has come is checked here. Nothing where nothing was promised. */
export function PromisePanel({ caseNumber, licenceNumber }: { caseNumber: string; licenceNumber: string | null }) {
  const { t } = useTranslation('staff');
  const title = useId();
  const read = useRead(routes.promises.ofCase, { params: { caseNumber } });
  const promises = read.data?.promises ?? [];
  if (promises.length === 0) return null;
  return (
    <section className="handling conversation" aria-labelledby={title}>
      <h2 id={title}>{t('promise.title')}</h2>
      <ul>
        {promises.map((promise) => (
          <li key={promise.id}>
            <Promised promise={promise} licenceNumber={licenceNumber} />
            {read.data?.mayConfirm && promise.state === 'handedIn' ? <Check promise={promise} caseNumber={caseNumber} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Promised({ promise, licenceNumber }: { promise: PromiseView; licenceNumber: string | null }) {
  const { t } = useTranslation('staff');
  const { pick } = useLanguage();
  const format = useFormat();
  const isRevoked = promise.onOverdue === 'revoke';
  return (
    <>
      <p>
        <strong>{pick(promise.materialName)}</strong> <Tag tone={tones[promise.state]}>{t(`promise.state.${promise.state}`)}</Tag>{' '}
        {promise.overdue ? <Tag tone="danger">{t('promise.overdue')}</Tag> : null}
      </p>
      <p className="conversation-who">
        {t(`promise.${promise.kind}`)} · {t('promise.dueOn', { date: format.date(`${promise.dueOn}T12:00:00+08:00`) })}
      </p>
      {promise.overdue ? <p>{t(isRevoked ? 'promise.overdueRevoke' : 'promise.overdueBlock')}</p> : null}
      {promise.overdue && isRevoked && licenceNumber !== null ? (
        <p>
          <Link to={`/staff/licences/${licenceNumber}`}>{t('promise.start')}</Link>
        </p>
      ) : null}
      {promise.remark === null ? null : <blockquote>{promise.remark}</blockquote>}
      <details>
        <summary>{t('promise.statement')}</summary>
        <p>{pick(promise.statement)}</p>
        <p className="conversation-who">{t('promise.signedBy', { name: promise.signedBy, time: format.dateTime(promise.signedAt) })}</p>
      </details>
    </>
  );
}

function Check({ promise, caseNumber }: { promise: PromiseView; caseNumber: string }) {
  const { t } = useTranslation('staff');
  const { pick } = useLanguage();
  const { message } = App.useApp();
  const sentence = useRefusalSentence();
  const id = useId();
  const [remark, setRemark] = useState('');
  const [isMissing, setMissing] = useState(false);
  const check = useCommand(routes.promises.check, {
    invalidates: [routes.promises.ofCase, routes.tasks.get, routes.cases.get],
    onError: (error) => void message.warning(sentence(error)),
  });
  const say = (kept: boolean) => {
    const lacks = !kept && remark.trim() === '';
    setMissing(lacks);
    if (!lacks) check.mutate({ params: { caseNumber, promiseId: promise.id }, body: { kept, remark: remark.trim() } });
  };
  return (
    <>
      <label htmlFor={id}>{t('promise.remarkOf', { name: pick(promise.materialName) })}</label>
      <Input.TextArea
        id={id}
        value={remark}
        maxLength={1000}
        autoSize={{ minRows: 2 }}
        status={isMissing ? 'error' : undefined}
        onChange={(event) => setRemark(event.target.value)}
      />
      {isMissing ? <p role="alert">{t('promise.remarkNeeded')}</p> : null}
      <Button type="primary" loading={check.isPending} onClick={() => say(true)}>
        {t('promise.confirm')}
      </Button>{' '}
      <Button danger loading={check.isPending} onClick={() => say(false)}>
        {t('promise.return')}
      </Button>
    </>
  );
}
