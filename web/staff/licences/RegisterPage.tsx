import { Button, Empty, Spin } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { LicenceState } from '../../../schema/licences/state.ts';
import { useReadPages } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { LicenceTag } from '../../ui/LicenceTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { FilterChoice, ListFilters } from '../ListFilters.tsx';

/** Every licence the reader's organisations have issued, newest first, by words and state. */
export function RegisterPage() {
  const { t } = useTranslation(['licences', 'staff']);
  const { pick } = useLanguage();
  const format = useFormat();
  const [words, setWords] = useState('');
  const [state, setState] = useState<LicenceState | undefined>();
  const query = useDeferredValue(words.trim());
  const list = useReadPages(routes.licences.search, { query: { limit: 20, ...(query ? { query } : {}), ...(state ? { state } : {}) } });
  return (
    <section aria-labelledby="register-title">
      <header className="staff-head">
        <h1 id="register-title">{t('register.title')}</h1>
        <Link to="/staff/licences/batch">{t('batch.nav')}</Link>
      </header>
      <ListFilters search={t('register.search')} onSearch={setWords}>
        <FilterChoice
          label={t('register.state')}
          value={state}
          options={LicenceState.options}
          textOf={(value) => t(`state.${value}`)}
          onChange={setState}
        />
      </ListFilters>
      {list.error && <ErrorSummary error={list.error} />}
      {list.isPending && <Spin className="staff-spin" />}
      {!list.isPending && list.rows.length === 0 && <Empty description={t('register.empty')} />}
      {list.rows.length > 0 && (
        <table className="task-table">
          <thead>
            <tr>
              <th scope="col">{t('register.licence')}</th>
              <th scope="col">{t('register.holder')}</th>
              <th scope="col">{t('register.state')}</th>
              <th scope="col">{t('register.validTo')}</th>
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <tr key={row.number}>
                <td data-label={t('register.licence')}>
                  <Link to={`/staff/licences/${row.number}`} className="task-name">
                    {pick(row.licenceName)}
                  </Link>{' '}
                  <small>{row.number}</small>
                </td>
                <td data-label={t('register.holder')}>{row.holderName}</td>
                <td data-label={t('register.state')}>
                  <LicenceTag state={row.state} />
                </td>
                <td data-label={t('register.validTo')}>{row.validTo ? format.date(`${row.validTo}T12:00:00+08:00`) : t('facts.noEnd')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('staff:worklist.more')}
        </Button>
      )}
    </section>
  );
}
