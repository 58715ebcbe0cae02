import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { ItemGuide } from '../../../schema/catalog/item.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { LicenceTag } from '../../ui/LicenceTag.tsx';
import { Empty } from '../../ui/page/Empty.tsx';
import { ReadGate } from '../../ui/page/ReadGate.tsx';
import wallet from '../licences/Wallet.module.css';

/** An item about a licence begins with choosing which; the office and the answers follow from it. */
export function LicenceChoice({ guide }: { guide: ItemGuide }) {
  const { t } = useTranslation('licences');
  const { pick } = useLanguage();
  const navigate = useNavigate();
  const read = useRead(routes.licences.mine, { query: { limit: 100 } });
  const apply = useCommand(routes.licences.apply, {
    invalidates: [routes.drafts.list],
    onSuccess: (draft) => void navigate(`/apply/${draft.id}`),
  });
  const isAbout = (itemId: string): boolean => guide.licence.of.length === 0 || guide.licence.of.includes(itemId);
  return (
    <ReadGate read={read}>
      {({ rows }) => {
        const fitting = rows.filter(({ itemId, state }) => isAbout(itemId) && (state === 'valid' || state === 'expired'));
        if (fitting.length === 0) {
          return (
            <Empty title={t('begin.none')}>
              <Link className="button quiet" to="/licences">
                {t('wallet.title')}
              </Link>
            </Empty>
          );
        }
        return (
          <>
            <p>{t('begin.lead')}</p>
            <ErrorSummary error={apply.error} />
            <ul className={wallet.offers}>
              {fitting.map(({ number, licenceName, holderName, state }) => (
                <li key={number}>
                  <strong>{pick(licenceName)}</strong> <LicenceTag state={state} />
                  <small>
                    {number} · {holderName}
                  </small>
                  <button
                    type="button"
                    className="button quiet"
                    disabled={apply.isPending}
                    onClick={() => apply.mutate({ params: { number }, body: { itemId: guide.id } })}
                  >
                    {t('begin.choose')}
                  </button>
                </li>
              ))}
            </ul>
          </>
        );
      }}
    </ReadGate>
  );
}
