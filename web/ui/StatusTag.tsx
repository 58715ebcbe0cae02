import { useTranslation } from 'react-i18next';
import type { CaseState, Light } from '../../schema/contracts/values.ts';
import styles from './StatusTag.module.css';

type Tone = 'neutral' | 'brand' | 'ok' | 'warn' | 'danger';

const toneOf: Record<CaseState, Tone> = {
  SUBMITTED: 'brand',
  PRE_REVIEW: 'brand',
  CORRECTION: 'warn',
  NOT_ACCEPTED: 'danger',
  ACCEPTED: 'brand',
  REVIEW: 'brand',
  SUSPENDED: 'warn',
  EXTENDED: 'warn',
  DECISION: 'brand',
  GRANTED: 'ok',
  DENIED: 'danger',
  CERTIFYING: 'ok',
  DELIVERED: 'ok',
  WITHDRAWN: 'neutral',
  LAPSED: 'neutral',
  FORWARDED: 'brand',
  FILED: 'ok',
  TERMINATED: 'neutral',
};

const toneOfLight: Record<Light, Tone> = { green: 'ok', yellow: 'warn', orange: 'warn', red: 'danger' };

/** A small label; colour never carries the meaning alone. */
export function Tag({ tone = 'neutral', children }: { tone?: Tone; children: string }) {
  return <span className={`${styles.tag} ${styles[tone]}`}>{children}</span>;
}

export function StatusTag({ state }: { state: CaseState }) {
  const { t } = useTranslation('states');
  return <Tag tone={toneOf[state]}>{t(`case.${state}`)}</Tag>;
}

export function LightTag({ light }: { light: Light }) {
  const { t } = useTranslation('states');
  return <Tag tone={toneOfLight[light]}>{t(`light.${light}`)}</Tag>;
}
