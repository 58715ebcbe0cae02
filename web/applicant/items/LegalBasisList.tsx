import { useTranslation } from 'react-i18next';
import type { ItemGuide } from '../../../schema/catalog/item.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { SampleTag } from './SampleTag.tsx';
import styles from './ItemPage.module.css';

/** Laws with article and text; what was not checked against the original is labelled. */
export function LegalBasisList({ bases }: { bases: ItemGuide['legalBasis'] }) {
  const { t } = useTranslation('catalogue');
  const { pick } = useLanguage();
  return (
    <ul className={styles.plain}>
      {bases.map((basis) => (
        <li key={basis.law.zh + basis.article} className={styles.law}>
          <strong>{pick(basis.law)}</strong> {basis.article}
          {basis.documentNumber ? <small className={styles.soft}> {basis.documentNumber}</small> : null}{' '}
          {basis.provenance === 'V' ? null : <SampleTag hint={t(`guide.provenance.${basis.provenance}`)} />}
          <blockquote lang="zh-CN">{basis.text}</blockquote>
        </li>
      ))}
    </ul>
  );
}
