import { Alert, Input, Modal, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../../schema/contracts/tasks.ts';
import { useRefusalSentence } from '../use-reason.ts';
import { blankBody, missingIn, operationForms } from './operation-form.ts';
import type { OperationBody, OperationName } from './operation-form.ts';
import { PeopleChoice } from './PeopleChoice.tsx';

export type { OperationBody } from './operation-form.ts';

interface Props {
  view: TaskView;
  operation: OperationName;
  busy: boolean;
  /** Why it was refused; the dialog stays, with what was chosen. */
  error: unknown;
  onCancel: () => void;
  onSend: (body: OperationBody) => void;
}

/** Says what an operation does and asks for what it needs: whom, where to, in which place, why. */
export function OperationDialog({ view, operation, busy, error, onCancel, onSend }: Props) {
  const { t } = useTranslation('staff');
  const sentence = useRefusalSentence();
  const [body, setBody] = useState<OperationBody>(() => blankBody(operation));
  const [tried, setTried] = useState(false);
  const [whomId, whereId, wordsId, helpId] = [useId(), useId(), useId(), useId()];
  const form = operationForms[operation];
  const patch = (change: Partial<OperationBody>) => setBody((before) => ({ ...before, ...change }));
  const missing = missingIn(body);
  const lacks = (part: (typeof missing)[number]): boolean => tried && missing.includes(part);
  const words = form.words === 'none' ? null : t(`operation.${form.words}`);
  const send = (): void => {
    setTried(true);
    if (missing.length > 0) {
      const first = { people: whomId, where: whereId, words: wordsId }[missing[0]!];
      document.getElementById(first)?.focus();
      return;
    }
    const reason = body.reason?.trim();
    onSend({ ...body, ...(reason ? { reason } : { reason: undefined }) });
  };
  return (
    <Modal
      open
      title={t(`operation.${operation}`)}
      okText={t(`operation.${operation}`)}
      cancelText={t('task.cancel')}
      okButtonProps={{ loading: busy, danger: operation === 'terminate' }}
      aria-describedby={helpId}
      onCancel={onCancel}
      onOk={send}
    >
      <p id={helpId} className="operation-help">
        {t(`operation.help.${operation}`)}
      </p>
      {error !== null && error !== undefined && (
        <Alert type="error" role="alert" showIcon title={sentence(error)} className="operation-error" />
      )}
      {form.whom && (
        <PeopleChoice
          id={whomId}
          view={view}
          operation={operation}
          label={t(`operation.${form.whom}`)}
          several={form.people !== 'one'}
          wrong={lacks('people')}
          onChange={(ids) => patch(form.people === 'one' ? { to: ids[0] } : { users: ids })}
        />
      )}
      {lacks('people') && <p className="operation-missing">{t('operation.needsReason')}</p>}
      {operation === 'addSigner' && (
        <Radio.Group
          aria-label={t('operation.position')}
          value={body.position}
          onChange={(event) => patch({ position: event.target.value as 'before' })}
          options={(['before', 'parallel', 'after'] as const).map((value) => ({ value, label: t(`operation.${value}`) }))}
        />
      )}
      {operation === 'return' && (
        <>
          <label htmlFor={whereId}>{t('operation.where')}</label>
          <Select
            id={whereId}
            aria-label={t('operation.where')}
            aria-required
            aria-invalid={lacks('where')}
            status={lacks('where') ? 'error' : undefined}
            className="full-width"
            options={view.returnTargets.map((target) => ({
              value: target.element,
              label: target.by ? `${target.name} · ${target.by}` : target.name,
            }))}
            onChange={(to: string) => patch({ to })}
          />
          <Radio.Group
            aria-label={t('operation.resubmit')}
            value={body.resubmit}
            onChange={(event) => patch({ resubmit: event.target.value as 'again' })}
            options={(['again', 'straight'] as const).map((value) => ({ value, label: t(`operation.${value}`) }))}
          />
        </>
      )}
      {words !== null && (
        <>
          <label htmlFor={wordsId}>{words}</label>
          <Input.TextArea
            id={wordsId}
            maxLength={1000}
            aria-required={form.wordsNeeded}
            aria-invalid={lacks('words')}
            status={lacks('words') ? 'error' : undefined}
            autoSize={{ minRows: 2 }}
            value={body.reason ?? ''}
            onChange={(event) => patch({ reason: event.target.value })}
          />
          {lacks('words') && <p className="operation-missing">{t('operation.needsReason')}</p>}
        </>
      )}
    </Modal>
  );
}
