import { Alert, App, Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRefusalSentence } from '../use-reason.ts';

/** 回避: a member of staff says that they are too close to this case. */
export function DeclareRecusal({ caseNumber }: { caseNumber: string }) {
  const { t } = useTranslation('staff');
  const { message } = App.useApp();
  const sentence = useRefusalSentence();
  const [reasonId, helpId] = [useId(), useId()];
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const declare = useCommand(routes.recusals.declare, {
    invalidates: [routes.tasks.get, routes.tasks.list, routes.recusals.ofCase, routes.cases.get],
    onSuccess: () => {
      setOpen(false);
      void message.success(t('recusals.sent'));
    },
  });
  return (
    <>
      <Button type="link" className="declare-recusal" onClick={() => setOpen(true)}>
        {t('recusals.declare')}
      </Button>
      <Modal
        open={open}
        title={t('recusals.declareTitle')}
        okText={t('recusals.send')}
        cancelText={t('task.cancel')}
        aria-describedby={helpId}
        okButtonProps={{ disabled: reason.trim() === '', loading: declare.isPending }}
        onCancel={() => setOpen(false)}
        onOk={() => declare.mutate({ params: { caseNumber }, body: { reason } })}
      >
        <p id={helpId} className="operation-help">
          {t('recusals.declareLead')}
        </p>
        {declare.error && <Alert type="error" role="alert" showIcon title={sentence(declare.error)} className="operation-error" />}
        <label htmlFor={reasonId}>{t('recusals.declareReason')}</label>
        <Input.TextArea
          id={reasonId}
          value={reason}
          maxLength={1000}
          autoSize={{ minRows: 3 }}
          onChange={(event) => setReason(event.target.value)}
        />
      </Modal>
    </>
  );
}
