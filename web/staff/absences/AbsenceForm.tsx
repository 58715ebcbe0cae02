import { App, Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { StaffRole } from '../../../schema/contracts/values.ts';
import { absenceDenial, dayOf } from '../../../schema/rules/stand-in.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { useSession } from '../../api/use-session.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { useReason } from '../use-reason.ts';

const caseRoles: StaffRole[] = ['window', 'reviewer', 'decider', 'supervisor', 'expert'];

/** Arranges an absence: who, whom in their place, from when to when, in which roles. The same rule as the server's says why not. */
export function AbsenceForm() {
  const { t } = useTranslation('staff');
  const reason = useReason();
  const { message } = App.useApp();
  const session = useSession();
  const own = session.data?.user?.id ?? '';
  const [today] = useState(() => dayOf(new Date()));
  const [who, setWho] = useState<string | null>(null);
  const [standInId, setStandIn] = useState<string | null>(null);
  const [from, setFrom] = useState(today);
  const [through, setThrough] = useState(today);
  const [roles, setRoles] = useState<StaffRole[]>([]);
  const [whoId, standInField, fromId, throughId, rolesId] = [useId(), useId(), useId(), useId(), useId()];
  const people = useRead(routes.absences.people, { query: {} });
  const present = useRead(routes.absences.list, {});
  const userId = who ?? own;
  const create = useCommand(routes.absences.create, {
    invalidates: [routes.absences.list],
    onSuccess: () => void message.success(t('absences.added')),
  });
  const known = (present.data ?? [])
    .filter((row) => row.state !== 'calledOff')
    .map((row) => ({ ...row, userId: row.user.id, standInId: row.standIn?.id ?? null }));
  const denial = absenceDenial(known, { userId, standInId, from, through, roles }, today);
  const named = (id: string) => people.data?.find((person) => person.id === id);
  const options = (people.data ?? []).map((person) => ({ value: person.id, label: `${person.name} · ${person.organisationName}`, person }));
  const refused = create.error === null ? undefined : reason(create.error.params.reason);
  return (
    <form
      className="absence-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (denial === null) create.mutate({ body: { userId, standInId, from, through, roles } });
      }}
    >
      <div>
        <label htmlFor={whoId}>{t('absences.who')}</label>
        <Select
          id={whoId}
          aria-label={t('absences.who')}
          className="full-width"
          showSearch
          optionFilterProp="label"
          value={userId}
          options={options.filter(({ person }) => person.maySpeakFor || person.id === own)}
          onChange={setWho}
        />
      </div>
      <div>
        <label htmlFor={standInField}>{t('absences.standIn')}</label>
        <Select
          id={standInField}
          aria-label={t('absences.standIn')}
          className="full-width"
          showSearch
          optionFilterProp="label"
          value={standInId ?? ''}
          options={[
            { value: '', label: t('absences.nobody') },
            ...options.filter(({ person }) => person.id !== userId && person.organisationId === named(userId)?.organisationId),
          ]}
          onChange={(id: string) => setStandIn(id === '' ? null : id)}
        />
      </div>
      <div>
        <label htmlFor={fromId}>{t('absences.from')}</label>
        <Input id={fromId} type="date" required min={today} value={from} onChange={(event) => setFrom(event.target.value)} />
      </div>
      <div>
        <label htmlFor={throughId}>{t('absences.through')}</label>
        <Input id={throughId} type="date" required min={from} value={through} onChange={(event) => setThrough(event.target.value)} />
      </div>
      <div>
        <label htmlFor={rolesId}>{t('absences.roles')}</label>
        <Select
          id={rolesId}
          mode="multiple"
          aria-label={t('absences.roles')}
          className="full-width"
          value={roles}
          options={caseRoles.filter((role) => named(userId)?.roles.includes(role)).map((value) => ({ value, label: t(`role.${value}`) }))}
          onChange={setRoles}
        />
      </div>
      <div className="absence-send">
        {create.error && <ErrorSummary error={create.error} lines={refused === undefined ? [] : [{ message: refused }]} />}
        {denial !== null && (
          <p className="handling-reason" role="status">
            {reason(denial)}
          </p>
        )}
        <Button type="primary" htmlType="submit" disabled={denial !== null} loading={create.isPending}>
          {t('absences.add')}
        </Button>
      </div>
    </form>
  );
}
