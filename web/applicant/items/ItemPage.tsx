import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { ItemDetail } from '../../../schema/contracts/catalogue.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Card } from '../../ui/page/Card.tsx';
import { Page } from '../../ui/page/Page.tsx';
import { ReadPage } from '../../ui/page/ReadPage.tsx';
import { GuideBasics } from './GuideBasics.tsx';
import { GuideChannels } from './GuideChannels.tsx';
import { GuideKeyFacts } from './GuideKeyFacts.tsx';
import { GuideLimits } from './GuideLimits.tsx';
import { GuideProcess } from './GuideProcess.tsx';
import { LegalBasisList } from './LegalBasisList.tsx';
import { MaterialList } from './MaterialList.tsx';
import { SampleTag } from './SampleTag.tsx';
import styles from './ItemPage.module.css';

const parts = ['basics', 'conditions', 'materials', 'process', 'limits', 'legal', 'channels'] as const;

/** The service guide of one item: every field of it, in the order people ask for them. */
export function ItemPage() {
  const { t } = useTranslation('catalogue');
  const { itemId = '' } = useParams();
  const read = useRead(routes.catalogue.get, { params: { itemId } });
  return (
    <ReadPage title={t('items.title')} read={read}>
      {(item) => <Guide item={item} />}
    </ReadPage>
  );
}

function Guide({ item }: { item: ItemDetail }) {
  const { t } = useTranslation('catalogue');
  const { pick } = useLanguage();
  const { guide } = item;
  const apply = `/items/${guide.id}/apply`;
  const applyLink =
    guide.state === 'inUse' ? (
      <Link className="button" to={apply}>
        {t('guide.apply')}
      </Link>
    ) : (
      <p>{t('guide.applyClosed')}</p>
    );
  return (
    <Page
      wide
      title={pick(guide.name)}
      back={{ to: '/items', label: t('items.title') }}
      caption={
        <>
          {t('guide.basicCode')} {guide.basicCode} {item.summary.sample ? <SampleTag /> : null}
        </>
      }
    >
      <GuideKeyFacts guide={guide} action={applyLink} />
      <div className={styles.columns}>
        <nav className={styles.contents} aria-label={t('guide.contents')}>
          <ol>
            {parts.map((part) => (
              <li key={part}>
                <a href={`#guide-${part}`}>{t(`guide.${part}`)}</a>
              </li>
            ))}
          </ol>
        </nav>
        <div className={styles.parts}>
          <Card id="guide-basics" title={t('guide.basics')}>
            <GuideBasics guide={guide} />
          </Card>
          <Card id="guide-conditions" title={t('guide.conditions')}>
            <ol>
              {guide.conditions.map((condition) => (
                <li key={condition.zh}>{pick(condition)}</li>
              ))}
            </ol>
          </Card>
          <Card id="guide-materials" title={t('guide.materials')}>
            <MaterialList materials={guide.materials} />
          </Card>
          <Card id="guide-process" title={t('guide.process')}>
            <p>{t('guide.processLead')}</p>
            <GuideProcess itemId={guide.id} />
          </Card>
          <Card id="guide-limits" title={t('guide.limits')}>
            <GuideLimits guide={guide} />
          </Card>
          <Card id="guide-legal" title={t('guide.legal')}>
            <LegalBasisList bases={guide.legalBasis} />
          </Card>
          <Card id="guide-channels" title={t('guide.channels')}>
            <GuideChannels guide={guide} offices={item.offices} />
          </Card>
          {applyLink}
        </div>
      </div>
    </Page>
  );
}
