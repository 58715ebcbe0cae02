import { useTranslation } from 'react-i18next';
import { languages } from '../../i18n/languages.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import styles from './SiteShell.module.css';

/** Offers each language by its own name. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const { language, change } = useLanguage();
  return (
    <div className={styles.languages} role="group" aria-label={t('language.label')}>
      {languages.map((one) => (
        <button key={one} type="button" lang={one} aria-pressed={language === one} onClick={() => change(one)}>
          {t(`language.${one}`)}
        </button>
      ))}
    </div>
  );
}
