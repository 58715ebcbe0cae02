import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import type { LicenceView } from '../../../schema/contracts/licences.ts';
import { useCommand } from '../../api/use-command.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import styles from './Wallet.module.css';

/** To change, renew or give up a licence: each begins an application filled in from it; one that can't says why. */
export function LicenceOffers({ licence }: { licence: LicenceView }) {
  const { t } = useTranslation('licences');
  const { pick } = useLanguage();
  const navigate = useNavigate();
  const apply = useCommand(routes.licences.apply, {
    invalidates: [routes.drafts.list],
    onSuccess: (draft) => void navigate(`/apply/${draft.id}`),
  });
  const { number, openCase } = licence;
  return (
    <>
      <ErrorSummary error={apply.error} />
      {openCase ? (
        <p>
          <Link to={`/cases/${openCase}`}>{t('wallet.openCase')}</Link>
        </p>
      ) : null}
      <ul className={styles.offers}>
        {licence.offers.map(({ itemId, itemName, effect, reason, late }) => (
          <li key={itemId}>
            <button
              type="button"
              className={effect === 'cancel' ? 'button danger' : 'button quiet'}
              disabled={reason !== null || apply.isPending}
              aria-describedby={`offer-${itemId}`}
              onClick={() => apply.mutate({ params: { number }, body: { itemId } })}
            >
              {t(`effect.${effect}`)}
            </button>
            <small id={`offer-${itemId}`}>{reason ? t(`reasons.${reason}`) : late ? t('late') : pick(itemName)}</small>
          </li>
        ))}
      </ul>
    </>
  );
}
