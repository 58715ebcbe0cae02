import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Material } from '../../../schema/catalog/item.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './Promises.module.css';

/** Instead of a material that is not at hand: the words to sign, and the day by which it is promised. */
export function SignPromise({ draftId, material }: { draftId: string; material: Material }) {
  const { t } = useTranslation('applicant');
  const { pick } = useLanguage();
  const format = useFormat();
  const agree = useId();
  const [agreed, setAgreed] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const read = useRead(routes.promises.ofDraft, { params: { draftId } });
  const sign = useCommand(routes.promises.sign, { invalidates: [routes.promises.ofDraft] });
  const takeBack = useCommand(routes.promises.takeBack, { invalidates: [routes.promises.ofDraft] });
  const { code } = material;
  const offer = read.data?.offers.find((one) => one.materialCode === code);
  const signed = read.data?.promises.find((one) => one.materialCode === code);
  const day = (on: string): string => format.date(`${on}T12:00:00+08:00`);
  const params = { draftId, materialCode: code };
  if (!offer) return null;
  return (
    <div className={styles.promise}>
      <ErrorSummary error={sign.error ?? takeBack.error} />
      {signed ? (
        <div role="status">
          <p>
            <strong>{t('promise.signed', { name: signed.signedBy, date: day(signed.dueOn) })}</strong>
          </p>
          <p>{pick(signed.statement)}</p>
          <button type="button" className="text-button" disabled={takeBack.isPending} onClick={() => takeBack.mutate({ params })}>
            {t('promise.takeBack')}
          </button>
        </div>
      ) : (
        <details>
          <summary>
            {t('promise.choose')} {t(`promise.${offer.kind}`)}
          </summary>
          <p>{pick(offer.statement)}</p>
          <p>
            <strong>{t('promise.dueOn', { date: day(offer.dueOn) })}</strong>
          </p>
          <label className={styles.agree} htmlFor={agree}>
            <input
              id={agree}
              type="checkbox"
              checked={agreed}
              aria-invalid={isMissing || undefined}
              onChange={(event) => {
                setAgreed(event.target.checked);
                setMissing(false);
              }}
            />
            <span>{t('promise.agree')}</span>
          </label>
          {isMissing ? (
            <p className={styles.error} role="alert">
              {t('promise.mustAgree')}
            </p>
          ) : null}
          <button
            type="button"
            className="button quiet"
            disabled={sign.isPending}
            onClick={() => (agreed ? sign.mutate({ params, body: { agreed: true } }) : setMissing(true))}
          >
            {t('promise.sign')}
          </button>
        </details>
      )}
    </div>
  );
}
