import { caseNumberGroups } from './case-number.ts';
import styles from './CaseNumber.module.css';

/** A case number in readable groups; copying it gives the bare 43 characters. */
export function CaseNumberText({ value, size = 'normal' }: { value: string; size?: 'normal' | 'large' }) {
  return (
    <span className={`${styles.number} ${styles[size]}`}>
      {caseNumberGroups(value).map((group, index) => (
        <span key={index}>{group}</span>
      ))}
    </span>
  );
}
