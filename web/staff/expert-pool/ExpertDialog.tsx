import { Checkbox, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PooledExpert } from '../../../schema/contracts/expert-pool.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { expertFields, fieldNames } from '../../../schema/rules/experts.ts';
import type { ExpertField } from '../../../schema/rules/experts.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ActModal } from '../ActModal.tsx';
import { TextField } from '../TextField.tsx';
import { problemsOf, staleAfterPool } from './pool-dialog.ts';
import type { ExpertForm, FormProblem, PoolDialog } from './pool-dialog.ts';
import { TieFields } from './TieFields.tsx';

const empty: ExpertForm = { login: '', name: '', organisationId: '', fields: [], workplace: '', ties: [], reason: '' };

/** Takes somebody into the pool, or changes what is kept of them; with a reason, which stays in their record. */
export function ExpertDialog({ expert, onCancel, onDone }: PoolDialog & { expert: PooledExpert | null }) {
  const { t } = useTranslation('review');
  const { pick } = useLanguage();
  const [bodyId, fieldsId] = [useId(), useId()];
  const [form, setForm] = useState<ExpertForm>(expert ? { ...expert, reason: '' } : empty);
  const [tried, setTried] = useState(false);
  const bodies = useRead(routes.expertPool.bodies, {});
  const set = (change: Partial<ExpertForm>): void => setForm({ ...form, ...change });
  const told = { invalidates: staleAfterPool };
  const add = useCommand(routes.expertPool.add, { ...told, onSuccess: ({ name }) => onDone(t('pool.done.added', { name })) });
  const change = useCommand(routes.expertPool.change, { ...told, onSuccess: ({ name }) => onDone(t('pool.done.changed', { name })) });
  const problems = problemsOf(form, expert === null);
  const wrong = (field: FormProblem): string | null =>
    tried && problems.has(field) ? t(`pool.wrong.${field.startsWith('tie') ? 'tie' : (field as 'login')}`) : null;
  const send = (): void => {
    setTried(true);
    if (problems.size > 0) return;
    const { organisationId, fields, workplace, reason } = form;
    const ties = form.ties.map(({ kind, name, code }) => ({ kind, name: name.trim(), code: code.trim().toUpperCase() }));
    const facts = { organisationId, fields, workplace: workplace.trim(), ties, reason: reason.trim() };
    if (expert) change.mutate({ params: { expertId: expert.id }, body: { ...facts, revision: expert.revision } });
    else add.mutate({ body: { ...facts, login: form.login.trim(), name: form.name.trim() } });
  };
  return (
    <ActModal
      form="pool-form"
      title={expert ? t('pool.editTitle', { name: expert.name }) : t('pool.add')}
      ok={t(expert ? 'pool.save' : 'pool.add')}
      lead={t(expert ? 'pool.editLead' : 'pool.addLead')}
      error={add.error ?? change.error}
      busy={add.isPending || change.isPending}
      onCancel={onCancel}
      onSend={send}
    >
      {expert === null && (
        <>
          <TextField
            label={t('pool.login')}
            hint={t('pool.loginHint')}
            maxLength={60}
            value={form.login}
            problem={wrong('login')}
            onChange={(login) => set({ login })}
          />
          <TextField label={t('pool.name')} maxLength={60} value={form.name} problem={wrong('name')} onChange={(name) => set({ name })} />
        </>
      )}
      <label htmlFor={bodyId}>{t('pool.body')}</label>
      <Select
        id={bodyId}
        showSearch={{ optionFilterProp: 'label' }}
        loading={bodies.isPending}
        {...(form.organisationId === '' ? {} : { value: form.organisationId })}
        status={wrong('organisationId') === null ? '' : 'error'}
        onChange={(organisationId: string) => set({ organisationId })}
        options={(bodies.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Problem text={wrong('organisationId')} />
      <p id={fieldsId} className="pool-label">
        {t('pool.fields')}
      </p>
      <Checkbox.Group
        role="group"
        aria-labelledby={fieldsId}
        value={form.fields}
        onChange={(fields) => set({ fields: fields as ExpertField[] })}
        options={expertFields.map((value) => ({ value, label: pick(fieldNames[value]) }))}
      />
      <Problem text={wrong('fields')} />
      <TextField optional label={t('pool.workplace')} maxLength={200} value={form.workplace} onChange={(workplace) => set({ workplace })} />
      <TieFields ties={form.ties} wrong={(at) => wrong(`tie${at}`)} onChange={(ties) => set({ ties })} />
      <TextField label={t('pool.reason')} rows={2} value={form.reason} problem={wrong('reason')} onChange={(reason) => set({ reason })} />
    </ActModal>
  );
}

function Problem({ text }: { text: string | null }) {
  return text === null ? null : (
    <p className="field-problem" role="alert">
      {text}
    </p>
  );
}
