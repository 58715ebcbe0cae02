import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ItemDetail } from '../../../schema/contracts/catalogue.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import fields from '../form/Field.module.css';

/** More offices than this get a field to narrow them down. */
const fewOffices = 8;

interface Props {
  itemId: string;
  offices: ItemDetail['offices'];
}

/** One body of those that implement the item; begins the draft. */
export function OfficeChoice({ itemId, offices }: Props) {
  const { t } = useTranslation(['applicant', 'states']);
  const { pick } = useLanguage();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState(offices.length === 1 ? offices[0]!.organisationId : null);
  const [words, setWords] = useState('');
  const [attempt, setAttempt] = useState(0);
  const create = useCommand(routes.drafts.create, {
    invalidates: [routes.drafts.list],
    onSuccess: (draft) => void navigate(`/apply/${draft.id}`),
  });
  const shown = offices.filter((office) => pick(office.name).toLowerCase().includes(words.trim().toLowerCase()));
  const missing = attempt > 0 && chosen === null;
  const begin = (event: FormEvent): void => {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (chosen !== null) create.mutate({ body: { itemId, organisationId: chosen } });
  };
  return (
    <form onSubmit={begin} noValidate>
      <ErrorSummary
        error={create.error}
        attempt={attempt}
        lines={missing ? [{ message: t('start.officeRequired'), target: 'office' }] : []}
      />
      <fieldset id="office" tabIndex={-1} className={`${fields.field} ${missing ? fields.wrong : ''}`}>
        <legend>{t('start.office')}</legend>
        {offices.length > fewOffices ? (
          <div className={fields.narrow}>
            <label htmlFor="office-filter">{t('start.filter')}</label>
            <input id="office-filter" type="search" value={words} onChange={(event) => setWords(event.target.value)} />
          </div>
        ) : null}
        {missing ? <p className={fields.error}>{t('start.officeRequired')}</p> : null}
        <div className={fields.options}>
          {shown.length === 0 ? <p>{t('start.noOffice')}</p> : null}
          {shown.map((office) => (
            <label key={office.organisationId} className={fields.option}>
              <input
                type="radio"
                name="office"
                checked={chosen === office.organisationId}
                onChange={() => setChosen(office.organisationId)}
              />
              <span>
                {pick(office.name)} <small>{t(`states:level.${office.level}`)}</small>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <button type="submit" className="button" disabled={create.isPending}>
        {t('start.begin')}
      </button>
    </form>
  );
}
