import { DownOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { TaskView } from '../../../schema/contracts/tasks.ts';
import { useCommand } from '../../api/use-command.ts';
import { useReason } from '../use-reason.ts';
import { OperationDialog } from './OperationDialog.tsx';
import type { OperationBody } from './OperationDialog.tsx';

type Name = TaskView['operations'][number]['name'];

interface Props {
  view: TaskView;
  /** Says what has been done, in a sentence that stays on the page. */
  onDone: (sentence: string) => void;
}

/** Back to where the list was opened. */
const focusButton = (box: HTMLElement | null): void => box?.querySelector('button')?.focus();

/** 指派, 沟通, 转办, 加签, 退回 …: what can be done with this task, and what not and why; all of it by keyboard. */
export function OperationsMenu({ view, onDone }: Props) {
  const { t } = useTranslation('staff');
  const reason = useReason();
  const panel = useId();
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState<Name | null>(null);
  const operate = useCommand(routes.tasks.operate, {
    invalidates: [routes.tasks.list, routes.tasks.get, routes.tasks.counts, routes.tasks.done, routes.cases.get],
    onSuccess: (_, { body }) => {
      setAsking(null);
      onDone(t(`operation.result.${body.operation}`));
    },
  });
  const close = (): void => {
    setAsking(null);
    operate.reset();
    focusButton(box.current);
  };
  useEffect(() => {
    if (!open) return undefined;
    const leave = (event: PointerEvent): void => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      focusButton(box.current);
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('keydown', escape);
    };
  }, [open]);

  const possible = view.operations.filter((one) => one.enabled);
  // A case that is not suspended has nothing to resume: no need to say so.
  const others = view.operations.filter((one) => !one.enabled && one.name !== 'resume');
  if (view.operations.length === 0) return null;
  return (
    <div ref={box} className="operations">
      <Button aria-expanded={open} aria-controls={panel} onClick={() => setOpen(!open)}>
        {t('operation.menu')} <DownOutlined aria-hidden />
      </Button>
      <div id={panel} className="operations-panel" hidden={!open}>
        {possible.length === 0 && <p>{t('operation.noOperations')}</p>}
        <ul>
          {possible.map(({ name }) => (
            <li key={name}>
              <Button
                type="text"
                block
                danger={name === 'terminate'}
                onClick={() => {
                  setOpen(false);
                  setAsking(name);
                }}
              >
                {t(`operation.${name}`)}
              </Button>
            </li>
          ))}
        </ul>
        {others.length > 0 && (
          <details>
            <summary>{t('operation.notNow')}</summary>
            <dl>
              {others.map((one) => (
                <div key={one.name}>
                  <dt>{t(`operation.${one.name}`)}</dt>
                  <dd>{reason(one.reason)}</dd>
                </div>
              ))}
            </dl>
          </details>
        )}
      </div>
      {asking && (
        <OperationDialog
          view={view}
          operation={asking}
          busy={operate.isPending}
          error={operate.error}
          onCancel={close}
          onSend={(body: OperationBody) => operate.mutate({ params: { taskId: view.task.id }, body })}
        />
      )}
    </div>
  );
}
