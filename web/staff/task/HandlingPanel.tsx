import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Tooltip } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import type { DecisionOffer, TaskView } from '../../../schema/contracts/tasks.ts';
import type { ApiError } from '../../api/api-error.ts';
import { useSession } from '../../api/use-session.ts';
import { useCommand } from '../../api/use-command.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { useReason } from '../use-reason.ts';
import { DrawField, useDrawn } from '../experts/DrawField.tsx';
import { ExpertSigning } from '../experts/ExpertSigning.tsx';
import { missingFor } from './missing-for.ts';
import { OperationsMenu } from './OperationsMenu.tsx';
import { FurtherNoticeDialog } from './FurtherNoticeDialog.tsx';
import { NoticePanel } from './NoticePanel.tsx';
import type { NoticeHandle } from './use-notice.ts';
import type { DraftHandle } from './use-task-draft.ts';

interface Props {
  /** Says what has been done, in a sentence that stays on the page. */
  onDone: (sentence: string) => void;
  view: TaskView;
  draft: DraftHandle;
  notice: NoticeHandle;
  reload: () => void;
}

const changed = [routes.tasks.list, routes.tasks.counts, routes.tasks.get, routes.tasks.done, routes.cases.get, routes.corrections.draft];

/** Opinion, what the decision needs besides, and the decisions that the definition offers. */
export function HandlingPanel({ view, draft, notice, reload, onDone }: Props) {
  const { t } = useTranslation('staff');
  const { pick } = useLanguage();
  const { message, modal } = App.useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const opinionId = useId();
  const agencyId = useId();
  const [missing, setMissing] = useState<string[]>([]);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const why = useReason();
  const taskId = view.task.id;
  /** What keeps the reader from deciding; the same for every decision. */
  const blocked = view.decisions.every(({ enabled }) => !enabled) ? (view.decisions[0]?.reason ?? null) : null;
  /** What keeps one decision back while others are open. */
  const held = blocked === null ? [...new Set(view.decisions.flatMap(({ reason }) => reason ?? []))] : [];
  const needs = new Set(view.decisions.filter((decision) => decision.enabled).flatMap((decision) => decision.requires));
  const onError = (error: ApiError) => {
    setRefused(error);
    // What somebody else has done meanwhile shows at once; what was typed here stays.
    reload();
    void client.invalidateQueries({ queryKey: [routes.corrections.draft.path] });
  };
  const complete = useCommand(routes.tasks.complete, {
    invalidates: changed,
    onSuccess: (done) => {
      void message.success(done.licenceNumber ? t('task.issued', { number: done.licenceNumber }) : t('task.done'));
      void navigate('/staff');
    },
    onError,
  });
  const claim = useCommand(routes.tasks.claim, { invalidates: changed, onError });
  const release = useCommand(routes.tasks.release, { invalidates: changed, onError });

  const session = useSession();
  const [signedName, setSignedName] = useState('');
  const drawn = useDrawn(taskId, view.case.caseNumber, needs.has('experts'));

  /** A further notice with something new on it waits for its reason. */
  const [further, setFurther] = useState<DecisionOffer | null>(null);
  const furtherNames = notice.draft?.items.filter((item) => item.isNew).map((item) => pick(item.name)) ?? [];

  const beside = {
    marked: notice.draft?.items.length ?? 0,
    unsaved: notice.unsaved,
    hasPanel: drawn.panel !== null,
    isSigned: signedName.trim() === session.data?.user?.name,
  };
  /** What was missing and has been given since is not told any more. */
  const lacking = missing.filter((one) => !(one === 'experts' && beside.hasPanel) && !(one === 'signature' && beside.isSigned));

  const decide = (decision: DecisionOffer, furtherReason?: string) => {
    const without = missingFor(decision, draft.value, beside);
    setMissing(without);
    if (without.length > 0) return;
    const isNotice = decision.requires.includes('marks');
    if (isNotice && furtherNames.length > 0 && furtherReason === undefined) return setFurther(decision);
    setFurther(null);
    const signing = decision.requires.includes('signature') ? { signedName: signedName.trim() } : {};
    const sending = isNotice ? { marksSeen: notice.draft?.revision, furtherReason } : {};
    const body = { ...draft.value, ...sending, ...signing, decision: decision.value, step: view.case.step };
    const send = () => complete.mutate({ params: { taskId }, body: { ...body, ...(view.askAgain ? { again: true } : {}) } });
    if (view.askAgain) {
      modal.confirm({
        title: t('task.againTitle'),
        content: t('task.againDetail'),
        okText: t('task.againOk'),
        cancelText: t('task.cancel'),
        onOk: send,
      });
      return;
    }
    if (decision.tone !== 'danger') return send();
    modal.confirm({
      title: t('task.confirm', { decision: pick(decision.label) }),
      content: t('task.confirmDetail', { applicant: view.case.applicantName }),
      okText: pick(decision.label),
      cancelText: t('task.cancel'),
      okButtonProps: { danger: true },
      onOk: send,
    });
  };

  return (
    <aside className="handling" aria-label={t('task.handling')}>
      <div className="handling-head">
        <h2>{t('task.handling')}</h2>
        <OperationsMenu view={view} onDone={onDone} />
      </div>
      {refused && <ErrorSummary error={refused} />}
      {blocked === 'claimFirst' && (
        <Button type="primary" block loading={claim.isPending} onClick={() => claim.mutate({ params: { taskId } })}>
          {view.inNameOf ? t('worklist.claimInNameOf', { name: view.inNameOf }) : t('task.claim')}
        </Button>
      )}
      <label htmlFor={opinionId}>{t('task.opinion')}</label>
      <Input.TextArea
        id={opinionId}
        value={draft.value.opinion}
        maxLength={4000}
        status={missing.includes('opinion') ? 'error' : undefined}
        autoSize={{ minRows: 4, maxRows: 12 }}
        onChange={(event) => draft.change({ opinion: event.target.value })}
      />
      <p className="handling-saved" role="status">
        {draft.saving !== 'none' && t(`task.${draft.saving}`)}
      </p>
      <NoticePanel notice={notice} />
      {further && (
        <FurtherNoticeDialog names={furtherNames} onClose={() => setFurther(null)} onGiven={(reason) => decide(further, reason)} />
      )}
      {needs.has('agency') && (
        <>
          <label htmlFor={agencyId}>{t('task.agency')}</label>
          <Input
            id={agencyId}
            value={draft.value.agency ?? ''}
            maxLength={200}
            status={missing.includes('agency') ? 'error' : undefined}
            onChange={(event) => draft.change({ agency: event.target.value || null })}
          />
        </>
      )}
      {needs.has('experts') && (
        <DrawField taskId={taskId} caseNumber={view.case.caseNumber} onDone={(sentence) => void message.success(sentence)} />
      )}
      {needs.has('signature') && (
        <ExpertSigning taskId={taskId} value={signedName} isMissing={lacking.includes('signature')} onChange={setSignedName} />
      )}
      <div role="alert">
        {lacking.length > 0 && (
          <ul className="handling-missing">
            {lacking.map((one) => (
              <li key={one}>{t(`missing.${one as 'opinion'}`)}</li>
            ))}
          </ul>
        )}
      </div>
      <div className="decisions" role="group" aria-label={t('task.decisions')}>
        {view.decisions.map((decision) => (
          <Tooltip key={decision.value} title={why(decision.reason)}>
            <Button
              block
              type={decision.tone === 'primary' ? 'primary' : 'default'}
              danger={decision.tone === 'danger'}
              disabled={!decision.enabled}
              loading={complete.isPending && complete.variables?.body.decision === decision.value}
              onClick={() => decide(decision)}
            >
              {pick(decision.label)}
            </Button>
          </Tooltip>
        ))}
      </div>
      {held.map((one) => (
        <p key={one} className="handling-reason">
          {why(one)}
        </p>
      ))}
      {blocked !== null && <p className="handling-reason">{why(blocked)}</p>}
      {view.task.assignee !== null && blocked === null && !needs.has('signature') && (
        <Button type="link" loading={release.isPending} onClick={() => release.mutate({ params: { taskId } })}>
          {t('task.release')}
        </Button>
      )}
    </aside>
  );
}
