import { App, Button, Empty, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useRefusalSentence } from '../use-reason.ts';
import { AbsenceForm } from './AbsenceForm.tsx';

/** 代理: who is away when, who acts in their name, and arranging it. */
export function AbsencesPage() {
  const { t } = useTranslation('staff');
  const format = useFormat();
  const sentence = useRefusalSentence();
  const { message } = App.useApp();
  const list = useRead(routes.absences.list, {});
  const revoke = useCommand(routes.absences.revoke, {
    invalidates: [routes.absences.list],
    onSuccess: () => void message.success(t('absences.revoked')),
    onError: (error) => void message.warning(sentence(error)),
  });
  return (
    <section aria-labelledby="absences-title">
      <header className="staff-head">
        <h1 id="absences-title">{t('absences.title')}</h1>
      </header>
      <p className="staff-lead">{t('absences.lead')}</p>
      <AbsenceForm />
      {list.error && <ErrorSummary error={list.error} />}
      {list.isPending && <Spin className="staff-spin" />}
      {list.data?.length === 0 && <Empty description={t('absences.empty')} />}
      <ul className="staff-cards">
        {(list.data ?? []).map((row) => (
          <li key={row.id}>
            <h2>
              {row.user.name} <Tag tone={row.state === 'underWay' ? 'brand' : 'neutral'}>{t(`absences.state.${row.state}`)}</Tag>
            </h2>
            <p>{t('absences.days', { from: format.date(row.from), through: format.date(row.through) })}</p>
            <p>
              {row.standIn ? t('absences.standsFor', { name: row.standIn.name }) : t('absences.noStandIn')}
              {row.roles.length > 0 && ` · ${format.list(row.roles.map((role) => t(`role.${role}`)))}`}
            </p>
            <p className="staff-card-facts">{t('absences.by', { name: row.setBy })}</p>
            {row.mayRevoke && (
              <Button
                aria-label={t('absences.revokeOf', { name: row.user.name })}
                loading={revoke.isPending && revoke.variables?.params.id === row.id}
                onClick={() => revoke.mutate({ params: { id: row.id } })}
              >
                {t('absences.revoke')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
