import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import type { TaskRow } from '../../../schema/contracts/tasks.ts';
import { useCommand } from '../../api/use-command.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { CaseNumberText } from '../../ui/case/CaseNumber.tsx';
import { LightTag, StatusTag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useReason, useRefusalSentence } from '../use-reason.ts';

/** Rows of a worklist; on narrow screens each row becomes a card (see staff.css). */
export function TaskTable({ rows, claimable }: { rows: TaskRow[]; claimable: boolean }) {
  const { t } = useTranslation('staff');
  const { pick } = useLanguage();
  const format = useFormat();
  const sentence = useRefusalSentence();
  const reason = useReason();
  const { message } = App.useApp();
  const claim = useCommand(routes.tasks.claim, {
    invalidates: [routes.tasks.list, routes.tasks.counts],
    onSuccess: () => void message.success(t('worklist.claimed')),
    onError: (error) => void message.warning(sentence(error)),
  });
  return (
    <table className="task-table">
      <thead>
        <tr>
          {(['light', 'task', 'applicant', 'state', 'due', 'holder'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`column.${column}`)}
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">{t('column.act')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td data-label={t('column.light')}>
              <LightTag light={row.light} />
              {row.urged && <span className="task-urged">{t('worklist.urged')}</span>}
              {row.escalated && (
                <span className="task-urged">
                  {t(`worklist.why.${row.escalated.why}`)} {t('worklist.since', { time: format.dateTime(row.escalated.at) })}
                </span>
              )}
            </td>
            <td data-label={t('column.task')}>
              <Link to={`/staff/tasks/${row.id}`} className="task-name">
                {row.name}
              </Link>
              <span className="task-item">{pick(row.itemName)}</span>
              <CaseNumberText value={row.caseNumber} />
            </td>
            <td data-label={t('column.applicant')}>{row.applicantName}</td>
            <td data-label={t('column.state')}>
              <StatusTag state={row.caseState} />
            </td>
            <td data-label={t('column.due')}>{row.dueAt ? format.date(row.dueAt) : row.caseDueAt ? format.date(row.caseDueAt) : '—'}</td>
            <td data-label={t('column.holder')}>
              {row.assignee?.name ?? row.organisationName}
              {row.inNameOf !== null && <span className="task-note">{t('worklist.inNameOf', { name: row.inNameOf })}</span>}
              {claimable && row.reason !== null && <span className="task-note">{reason(row.reason)}</span>}
            </td>
            <td>
              {claimable && row.assignee === null && row.reason === null ? (
                <Button
                  size="small"
                  aria-label={t('worklist.claimTask', { name: row.name, applicant: row.applicantName })}
                  loading={claim.isPending && claim.variables?.params.taskId === row.id}
                  onClick={() => claim.mutate({ params: { taskId: row.id } })}
                >
                  {t('worklist.claim')}
                </Button>
              ) : (
                <Link to={`/staff/tasks/${row.id}`}>{t('worklist.open')}</Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
