import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import { Level } from '../../../schema/contracts/values.ts';
import { useReadPages } from '../../api/use-read.ts';
import { ReadGate } from '../../ui/page/ReadGate.tsx';
import { ItemList } from '../items/ItemList.tsx';
import { Hero } from './Hero.tsx';
import styles from './HomePage.module.css';

const audiences = ['person', 'legalPerson', 'other'] as const;
const steps = ['how1', 'how2', 'how3', 'how4'] as const;

/** The front door: search, the three things people come for, ways to browse, and the items themselves. */
export function HomePage() {
  const { t } = useTranslation(['applicant', 'catalogue', 'states']);
  const items = useReadPages(routes.catalogue.list, { query: { limit: 6 } });
  const quick = [
    { to: '/items', label: t('home.toItems'), hint: t('home.toItemsHint') },
    { to: '/cases', label: t('home.toCases'), hint: t('home.toCasesHint') },
    { to: '/track', label: t('home.toTrack'), hint: t('home.toTrackHint') },
  ];
  return (
    <>
      <Hero />
      <div className={styles.body}>
        <nav aria-label={t('home.quick')} className={styles.quick}>
          {quick.map(({ to, label, hint }) => (
            <Link key={to} to={to}>
              <strong>{label}</strong>
              <span>{hint}</span>
            </Link>
          ))}
        </nav>
        <div className={styles.columns}>
          <section aria-labelledby="home-items">
            <h2 id="home-items">{t('home.popular')}</h2>
            <ReadGate read={items}>{() => <ItemList items={items.rows} />}</ReadGate>
            <p>
              <Link to="/items">{t('home.all')}</Link>
            </p>
          </section>
          <div>
            <section aria-labelledby="home-level">
              <h2 id="home-level">{t('home.byLevel')}</h2>
              <ul className={styles.chips}>
                {Level.options.map((level) => (
                  <li key={level}>
                    <Link to={`/items?level=${level}`}>{t(`states:level.${level}`)}</Link>
                  </li>
                ))}
              </ul>
            </section>
            <section aria-labelledby="home-audience">
              <h2 id="home-audience">{t('home.byAudience')}</h2>
              <ul className={styles.chips}>
                {audiences.map((audience) => (
                  <li key={audience}>
                    <Link to={`/items?audience=${audience}`}>{t(`catalogue:audience.${audience}`)}</Link>
                  </li>
                ))}
              </ul>
            </section>
            <section aria-labelledby="home-how">
              <h2 id="home-how">{t('home.how')}</h2>
              <ol className={styles.how}>
                {steps.map((step) => (
                  <li key={step}>
                    <strong>{t(`home.${step}`)}</strong>
                    <span>{t(`home.${step}Text`)}</span>
                  </li>
                ))}
              </ol>
            </section>
          </div>
        </div>
      </div>
    </>
  );
}
