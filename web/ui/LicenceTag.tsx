import { useTranslation } from 'react-i18next';
import type { LicenceState } from '../../schema/licences/state.ts';
import { Tag } from './StatusTag.tsx';

const tones = { valid: 'ok', expired: 'neutral', revoked: 'danger', withdrawn: 'danger', cancelled: 'neutral' } as const;

export function LicenceTag({ state }: { state: LicenceState }) {
  const { t } = useTranslation('licences');
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>;
}
