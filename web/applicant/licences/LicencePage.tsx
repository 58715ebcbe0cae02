import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import type { LicenceView } from '../../../schema/contracts/licences.ts';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Timeline } from '../../ui/case/Timeline.tsx';
import { LicenceFacts } from '../../ui/licences/LicenceFacts.tsx';
import { LicenceVersions } from '../../ui/licences/LicenceVersions.tsx';
import { LicenceTag } from '../../ui/LicenceTag.tsx';
import { Card } from '../../ui/page/Card.tsx';
import { Notice } from '../../ui/page/Notice.tsx';
import { Page } from '../../ui/page/Page.tsx';
import { ReadPage } from '../../ui/page/ReadPage.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { SignInGate } from '../SignInGate.tsx';
import { LicenceOffers } from './LicenceOffers.tsx';
import { PresentCode } from './PresentCode.tsx';
import styles from './Wallet.module.css';

/** How often a licence that is still being made is looked for, ms. */
const making = 3000;
/** Days before the end by which an extension is asked for (Licensing Law art. 50). */
const inTime = 30;
const soon = 90;

/** One licence of mine: to be shown, downloaded, and changed, renewed or given up. */
export function LicencePage() {
  const { t } = useTranslation('licences');
  const { number = '' } = useParams();
  const [isMade, setMade] = useState(false);
  const read = useRead(routes.licences.get, { params: { number } }, { refetchInterval: isMade ? false : making });
  const hasPaper = read.data?.versions[0]?.document != null;
  useEffect(() => setMade(hasPaper || read.isError), [hasPaper, read.isError]);
  return (
    <SignInGate title={t('wallet.title')}>
      <ReadPage title={t('wallet.title')} read={read}>
        {(licence) => <Licence licence={licence} />}
      </ReadPage>
    </SignInGate>
  );
}

function Licence({ licence }: { licence: LicenceView }) {
  const { t } = useTranslation('licences');
  const { pick } = useLanguage();
  return (
    <Page
      wide
      title={pick(licence.licenceName)}
      caption={pick(licence.authority)}
      back={{ to: '/licences', label: t('wallet.title') }}
      aside={<LicenceTag state={licence.state} />}
    >
      <Ending licence={licence} />
      <div className={styles.columns}>
        <div>
          <Card title={t('wallet.details')}>
            <LicenceFacts licence={licence} />
          </Card>
          <Card title={t('wallet.versions')}>
            <LicenceVersions licence={licence} caseAddress="/cases" />
          </Card>
          <Card title={t('wallet.history')}>
            <Timeline entries={licence.history} />
          </Card>
        </div>
        <div className={styles.first}>
          <Card title={t('wallet.present')}>
            <PresentCode licence={licence} />
          </Card>
          {licence.offers.length > 0 ? (
            <Card title={t('wallet.act')}>
              <LicenceOffers licence={licence} />
            </Card>
          ) : null}
        </div>
      </div>
    </Page>
  );
}

/** That it ends soon, and by when an extension is to be asked for. */
function Ending({ licence }: { licence: LicenceView }) {
  const { t } = useTranslation('licences');
  const format = useFormat();
  const { state, daysLeft, validTo, reminders } = licence;
  if (state !== 'valid' || validTo === null || daysLeft === null || daysLeft > soon) return null;
  return (
    <Notice tone="warn" title={t('wallet.expiring', { date: format.date(`${validTo}T12:00:00+08:00`) })}>
      <p>{t(daysLeft < inTime ? 'wallet.expiringLate' : 'wallet.expiringHint')}</p>
      {reminders.map(({ days, at }) => (
        <p key={days}>{t('wallet.reminded', { days, date: format.date(at) })}</p>
      ))}
    </Notice>
  );
}
