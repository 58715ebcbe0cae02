import { CheckCircleOutlined, ExclamationCircleOutlined, LoadingOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../schema/contracts/definitions.ts';
import { useWords } from '../use-words.ts';

interface Props {
  findings: Finding[] | null;
  onSelect: (element: string) => void;
}

/** A compiler's code as the words of the page know it. */
const families = ['unsupported-vendor', 'unsupported-decision'];
const refusalOf = (code: string): string => families.find((family) => code.startsWith(`${family}-`)) ?? code;

/** What stands between the draft and publishing: every refusal of the compiler, each leading to its element. */
export function FindingsPanel({ findings, onSelect }: Props) {
  const { t } = useTranslation('designer');
  const words = useWords();
  if (findings === null) {
    return (
      <p className="findings findings-wait" role="status">
        <LoadingOutlined /> {t('findings.checking')}
      </p>
    );
  }
  if (findings.length === 0) {
    return (
      <p className="findings findings-clear" role="status">
        <CheckCircleOutlined /> {t('findings.none')}
      </p>
    );
  }
  return (
    <section className="findings findings-some" aria-label={t('findings.title', { count: findings.length })}>
      <h2 role="status">
        <ExclamationCircleOutlined /> {t('findings.title', { count: findings.length })}
      </h2>
      <ul>
        {findings.map((finding, index) => (
          <li key={`${finding.element}-${finding.code}-${index}`}>
            <button type="button" disabled={finding.element === null} onClick={() => finding.element && onSelect(finding.element)}>
              <code>{finding.element ?? t('findings.file')}</code>
              <span>{words(`refusal.${refusalOf(finding.code)}`, { defaultValue: t('refusal.other') })}</span>
              <small lang="en">
                {finding.message} <code>{finding.code}</code>
              </small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
