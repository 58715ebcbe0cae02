import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Notice } from '../../ui/page/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';

/** Drafts of the same item, so that nobody begins twice by mistake. */
export function ExistingDrafts({ itemId }: { itemId: string }) {
  const { t } = useTranslation('applicant');
  const { pick } = useLanguage();
  const format = useFormat();
  const drafts = useRead(routes.drafts.list, {});
  const mine = (drafts.data ?? []).filter((draft) => draft.itemId === itemId && draft.submittedAs === null);
  if (mine.length === 0) return null;
  return (
    <Notice title={t('start.drafts')}>
      {mine.map((draft) => (
        <div key={draft.id}>
          <Link to={`/apply/${draft.id}`}>
            {pick(draft.organisationName)} · {t('start.resume', { date: format.dateTime(draft.updatedAt) })}
          </Link>
        </div>
      ))}
    </Notice>
  );
}
