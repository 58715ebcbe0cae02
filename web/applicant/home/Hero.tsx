import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import styles from './Hero.module.css';

/** The site's promise and its search field. */
export function Hero() {
  const { t } = useTranslation(['applicant', 'common']);
  const [words, setWords] = useState('');
  const navigate = useNavigate();
  const title = t('home.title');
  useEffect(() => {
    document.title = t('common:site.name');
  }, [t]);
  const search = (event: FormEvent): void => {
    event.preventDefault();
    void navigate(words.trim() === '' ? '/items' : `/items?query=${encodeURIComponent(words.trim())}`);
  };
  return (
    <div className={styles.hero}>
      <div className={styles.inner}>
        <h1>{title}</h1>
        <p>{t('home.lead')}</p>
        <form role="search" onSubmit={search} className={styles.search}>
          <label htmlFor="home-search" className="visually-hidden">
            {t('home.searchLabel')}
          </label>
          <input
            id="home-search"
            type="search"
            enterKeyHint="search"
            maxLength={100}
            placeholder={t('home.searchPlaceholder')}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <button type="submit">{t('home.search')}</button>
        </form>
      </div>
    </div>
  );
}
