import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { Level } from '../../../schema/contracts/values.ts';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { organisationOptions } from './organisation-options.ts';
import type { Filters } from './filters.ts';
import styles from './ItemsPage.module.css';

const audiences = ['person', 'legalPerson', 'other'] as const;

/** Words, body, level and audience; applied by the button, so that nothing moves while one chooses. */
export function ItemFilters({ filters }: { filters: Filters }) {
  const { t } = useTranslation(['catalogue', 'states']);
  const { pick } = useLanguage();
  const navigate = useNavigate();
  const organisations = useRead(routes.catalogue.organisations, {}, { staleTime: 600_000 });
  const [draft, setDraft] = useState(filters);
  const set = (name: keyof Filters) => (event: { target: { value: string } }) =>
    setDraft({ ...draft, [name]: event.target.value === '' ? undefined : event.target.value });
  const apply = (event: FormEvent): void => {
    event.preventDefault();
    const given = Object.entries(draft).flatMap(([name, value]) => (value ? [[name, value]] : []));
    void navigate(`/items?${new URLSearchParams(given).toString()}`);
  };
  return (
    <form className={styles.filters} role="search" aria-label={t('items.filters')} onSubmit={apply}>
      <label htmlFor="filter-query">{t('items.query')}</label>
      <input id="filter-query" type="search" maxLength={100} value={draft.query ?? ''} onChange={set('query')} />
      <label htmlFor="filter-organisation">{t('items.organisation')}</label>
      <select id="filter-organisation" value={draft.organisationId ?? ''} onChange={set('organisationId')}>
        <option value="">{t('items.any')}</option>
        {organisationOptions(organisations.data ?? []).map(({ organisation, depth }) => (
          <option key={organisation.id} value={organisation.id}>
            {'　'.repeat(depth) + pick(organisation.name)}
          </option>
        ))}
      </select>
      <label htmlFor="filter-level">{t('items.level')}</label>
      <select id="filter-level" value={draft.level ?? ''} onChange={set('level')}>
        <option value="">{t('items.any')}</option>
        {Level.options.map((level) => (
          <option key={level} value={level}>
            {t(`states:level.${level}`)}
          </option>
        ))}
      </select>
      <label htmlFor="filter-audience">{t('items.audience')}</label>
      <select id="filter-audience" value={draft.audience ?? ''} onChange={set('audience')}>
        <option value="">{t('items.any')}</option>
        {audiences.map((audience) => (
          <option key={audience} value={audience}>
            {t(`audience.${audience}`)}
          </option>
        ))}
      </select>
      <div className={styles.filterActions}>
        <button type="submit" className="button">
          {t('items.apply')}
        </button>
        <Link to="/items">{t('items.clear')}</Link>
      </div>
    </form>
  );
}
