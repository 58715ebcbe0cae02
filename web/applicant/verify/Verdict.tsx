import { useTranslation } from 'react-i18next';
import type { CheckOutcome } from '../../../schema/contracts/licence-checks.ts';
import type { LicenceClaims } from '../../../schema/licences/code.ts';
import { wholeIdentifier } from '../../../schema/rules/codes/licence-identifier.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Facts } from '../../ui/page/Facts.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { Checked } from './check-code.ts';
import styles from './Verdict.module.css';

type Told = CheckOutcome | 'offline';

const tones: Record<Told, 'ok' | 'warn' | 'danger'> = {
  valid: 'ok',
  offline: 'warn',
  changed: 'warn',
  expired: 'danger',
  revoked: 'danger',
  withdrawn: 'danger',
  cancelled: 'danger',
  notGenuine: 'danger',
  notFound: 'danger',
};
const marks = { ok: 'M20 33l9 9 17-20', warn: 'M32 18v20M32 46v.5', danger: 'M23 23l18 18M41 23L23 41' };

/** What a verification comes to, in one large sentence, and then of which licence. */
export function Verdict({ checked }: { checked: Checked }) {
  const { t } = useTranslation('licences');
  const format = useFormat();
  const told: Told = checked.kind === 'register' ? checked.check.outcome : checked.kind === 'signature' ? 'offline' : 'notGenuine';
  const licence = checked.kind === 'register' ? checked.check.licence : null;
  const at = checked.kind === 'register' ? checked.check.checkedAt : checked.at;
  const tone = tones[told];
  return (
    <>
      <section className={`${styles.verdict} ${styles[tone]}`} role="status" aria-labelledby="verdict">
        <div className={styles.head}>
          <svg viewBox="0 0 64 64" aria-hidden="true">
            <circle cx="32" cy="32" r="28" />
            <path d={marks[tone]} />
          </svg>
          <h2 id="verdict">{t(`verify.outcome.${told}`)}</h2>
        </div>
        <p>{t(`verify.detail.${told}`, { version: licence?.latestVersion ?? '' })}</p>
        <p className={styles.when}>
          {t('verify.checkedAt', { time: format.dateTime(at) })} {licence ? t('verify.online') : null}
        </p>
      </section>
      {licence ? <RegisterFacts licence={licence} /> : null}
      {checked.kind === 'signature' ? <SignedFacts claims={checked.claims} /> : null}
    </>
  );
}

/** A day of the licence's own calendar. */
const noon = (day: string): string => `${day}T12:00:00+08:00`;

function RegisterFacts({ licence }: { licence: NonNullable<Extract<Checked, { kind: 'register' }>['check']['licence']> }) {
  const { t } = useTranslation('licences');
  const { pick } = useLanguage();
  const format = useFormat();
  return (
    <Facts
      facts={[
        { label: t('facts.kind'), value: pick(licence.licenceName) },
        { label: t('facts.holder'), value: licence.holderName },
        { label: t('facts.authority'), value: pick(licence.authority) },
        { label: t('facts.validFrom'), value: format.date(noon(licence.validFrom)) },
        { label: t('facts.validTo'), value: licence.validTo ? format.date(noon(licence.validTo)) : t('facts.noEnd') },
        { label: t('facts.endedAt'), value: licence.endedAt ? format.dateTime(licence.endedAt) : null },
        { label: t('facts.version'), value: t('facts.versionNumber', { version: licence.version }) },
        { label: t('facts.number'), value: licence.number },
        { label: t('facts.identifier'), value: <span className={styles.identifier}>{licence.identifier}</span> },
      ]}
    />
  );
}

const dayOf = (written: number): string => String(written).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');

function SignedFacts({ claims }: { claims: LicenceClaims }) {
  const { t } = useTranslation('licences');
  const format = useFormat();
  return (
    <Facts
      facts={[
        { label: t('facts.kind'), value: claims.k },
        { label: t('facts.holder'), value: claims.h },
        { label: t('facts.authority'), value: claims.a },
        { label: t('facts.validFrom'), value: format.date(noon(dayOf(claims.f))) },
        { label: t('facts.validTo'), value: claims.t ? format.date(noon(dayOf(claims.t))) : t('facts.noEnd') },
        { label: t('facts.identifier'), value: <span className={styles.identifier}>{wholeIdentifier(claims.i)}</span> },
      ]}
    />
  );
}
