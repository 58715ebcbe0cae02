import { DownOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { TaskView } from '../../../schema/contracts/tasks.ts';
import type { ApiError } from '../../api/api-error.ts';
import { useCommand } from '../../api/use-command.ts';
import { OperationDialog } from './OperationDialog.tsx';
import type { OperationBody } from './OperationDialog.tsx';

type Name = TaskView['operations'][number]['name'];

/** Operations that need nothing more than the click. */
const atOnce = new Set<Name>(['recall', 'suspend', 'resume', 'urge']);

/** 转办, 加签, 退回 …: the operations on this task, those that are not possible with the reason. */
export function OperationsMenu({ view, onError }: { view: TaskView; onError: (error: ApiError) => void }) {
  const { t } = useTranslation('staff');
  const { message } = App.useApp();
  const [asking, setAsking] = useState<Name | null>(null);
  const operate = useCommand(routes.tasks.operate, {
    invalidates: [routes.tasks.list, routes.tasks.get, routes.tasks.counts],
    onSuccess: (_, request) => {
      setAsking(null);
      void message.success(t('operation.done', { name: t(`operation.${request.body.operation}`) }));
    },
    onError: (error) => {
      setAsking(null);
      onError(error);
    },
  });
  const send = (body: OperationBody) => operate.mutate({ params: { taskId: view.task.id }, body });
  if (view.operations.length === 0) return null;
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: view.operations.map((operation) => ({
            key: operation.name,
            disabled: !operation.enabled,
            label: operation.reason
              ? `${t(`operation.${operation.name}`)} — ${t(`reasons.${operation.reason as 'claimFirst'}`)}`
              : t(`operation.${operation.name}`),
          })),
          onClick: ({ key }) => {
            const name = key as Name;
            if (atOnce.has(name)) send({ operation: name });
            else setAsking(name);
          },
        }}
      >
        <Button loading={operate.isPending}>
          {t('operation.menu')} <DownOutlined />
        </Button>
      </Dropdown>
      {asking && <OperationDialog view={view} operation={asking} busy={operate.isPending} onCancel={() => setAsking(null)} onSend={send} />}
    </>
  );
}
