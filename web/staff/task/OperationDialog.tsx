import { Input, Modal, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { TaskView } from '../../../schema/contracts/tasks.ts';
import { useRead } from '../../api/use-read.ts';

type Name = TaskView['operations'][number]['name'];

export interface OperationBody {
  operation: Name;
  to?: string;
  users?: string[];
  position?: 'before' | 'after' | 'parallel';
  resubmit?: 'again' | 'straight';
  reason?: string;
}

interface Props {
  view: TaskView;
  operation: Name;
  busy: boolean;
  onCancel: () => void;
  onSend: (body: OperationBody) => void;
}

const toOne = new Set<Name>(['transfer', 'delegate', 'copy']);
const toSeveral = new Set<Name>(['addSigner', 'removeSigner']);

/** Asks for what an operation needs: whom, where to, in which place, why. */
export function OperationDialog({ view, operation, busy, onCancel, onSend }: Props) {
  const { t } = useTranslation('staff');
  const [body, setBody] = useState<OperationBody>({
    operation,
    ...(operation === 'addSigner' ? { position: 'parallel' } : {}),
    ...(operation === 'return' ? { resubmit: 'again' } : {}),
  });
  const needsPeople = toOne.has(operation) || toSeveral.has(operation);
  const people = useRead(routes.tasks.colleagues, { params: { taskId: view.task.id }, query: {} }, { enabled: needsPeople });
  const [whomId, whereId, reasonId] = [useId(), useId(), useId()];
  const options = (people.data ?? []).map((person) => ({ value: person.id, label: `${person.name} · ${person.organisationName}` }));
  const patch = (change: Partial<OperationBody>) => setBody((before) => ({ ...before, ...change }));
  const ready =
    (!toOne.has(operation) || body.to) &&
    (!toSeveral.has(operation) || (body.users?.length ?? 0) > 0) &&
    (operation !== 'return' || body.to) &&
    (operation !== 'terminate' || body.reason?.trim());
  return (
    <Modal
      open
      title={t(`operation.${operation}`)}
      okText={t('operation.confirm')}
      cancelText={t('task.cancel')}
      okButtonProps={{ disabled: !ready, loading: busy, danger: operation === 'terminate' }}
      onCancel={onCancel}
      onOk={() => onSend(body)}
    >
      {needsPeople && (
        <>
          <label htmlFor={whomId}>{t('operation.whom')}</label>
          <Select
            id={whomId}
            aria-label={t('operation.whom')}
            className="full-width"
            mode={toSeveral.has(operation) ? 'multiple' : undefined}
            showSearch
            optionFilterProp="label"
            loading={people.isPending}
            options={options}
            onChange={(chosen: string | string[]) => patch(Array.isArray(chosen) ? { users: chosen } : { to: chosen })}
          />
        </>
      )}
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
      <label htmlFor={reasonId}>{t('operation.reason')}</label>
      <Input.TextArea
        id={reasonId}
        maxLength={1000}
        autoSize={{ minRows: 2 }}
        value={body.reason ?? ''}
        onChange={(event) => patch({ reason: event.target.value })}
      />
    </Modal>
  );
}
