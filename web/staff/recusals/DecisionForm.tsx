import { App, Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { ResponseOf } from '../../api/request-of.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRefusalSentence } from '../use-reason.ts';

type Row = ResponseOf<typeof routes.recusals.list>['rows'][number];

/** The head's decision, with its reason; a name that nobody alone has is first said whose it is. */
export function DecisionForm({ row }: { row: Row }) {
  const { t } = useTranslation('staff');
  const { message } = App.useApp();
  const sentence = useRefusalSentence();
  const [whoId, reasonId] = [useId(), useId()];
  const [personId, setPerson] = useState<string | undefined>();
  const [reason, setReason] = useState('');
  const asksWho = row.candidates.length > 0;
  const decide = useCommand(routes.recusals.decide, {
    invalidates: [routes.recusals.list, routes.recusals.ofCase, routes.tasks.counts, routes.tasks.list],
    onSuccess: () => void message.success(t('recusals.decided')),
    onError: (error) => void message.warning(sentence(error)),
  });
  const send = (uphold: boolean): void =>
    decide.mutate({ params: { id: row.id }, body: { uphold, reason, ...(uphold && personId !== undefined ? { personId } : {}) } });
  const said = reason.trim() !== '';
  return (
    <div className="answer-form">
      {asksWho && (
        <>
          <label htmlFor={whoId}>{t('recusals.who')}</label>
          <Select
            id={whoId}
            aria-label={t('recusals.who')}
            className="full-width"
            showSearch
            optionFilterProp="label"
            options={row.candidates.map((person) => ({ value: person.id, label: person.name }))}
            onChange={setPerson}
          />
        </>
      )}
      <label htmlFor={reasonId}>{t('recusals.reason')}</label>
      <Input.TextArea
        id={reasonId}
        value={reason}
        maxLength={1000}
        autoSize={{ minRows: 2 }}
        onChange={(event) => setReason(event.target.value)}
      />
      {(!said || (asksWho && personId === undefined)) && (
        <p className="handling-reason">{t(said ? 'recusals.needsWho' : 'recusals.needsReason')}</p>
      )}
      <div className="button-row">
        <Button
          type="primary"
          loading={decide.isPending}
          disabled={!said || (asksWho && personId === undefined)}
          onClick={() => send(true)}
        >
          {t('recusals.uphold')}
        </Button>
        <Button loading={decide.isPending} disabled={!said} onClick={() => send(false)}>
          {t('recusals.reject')}
        </Button>
      </div>
    </div>
  );
}
