import { useTranslation } from 'react-i18next';
import type { Material } from '../../../schema/catalog/item.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Tag } from '../../ui/StatusTag.tsx';
import styles from './ItemPage.module.css';

const tones = { required: 'brand', optional: 'neutral', mayFollow: 'warn' } as const;

/** Materials as the guide lists them: what, in which form, how many, from where. */
export function MaterialList({ materials }: { materials: readonly Material[] }) {
  const { t } = useTranslation('catalogue');
  const { pick } = useLanguage();
  return (
    <ol className={styles.materials}>
      {materials.map((material) => (
        <li key={material.code}>
          <div className={styles.materialName}>
            <strong>{pick(material.name)}</strong>
            <Tag tone={tones[material.necessity]}>{t(`material.necessity.${material.necessity}`)}</Tag>
          </div>
          <p className={styles.soft}>
            {[
              t(`material.type.${material.type}`),
              t(`material.source.${material.source}`),
              t(`material.form.${material.form}`),
              t('material.counts', { originals: material.originals, copies: material.copies }),
            ].join(' · ')}
          </p>
          {material.notes ? <p>{pick(material.notes)}</p> : null}
        </li>
      ))}
    </ol>
  );
}
