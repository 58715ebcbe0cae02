import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChoiceView, ServiceChoice } from '../../../schema/contracts/service.ts';
import type { ChosenChannel } from '../../../schema/rules/service.ts';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { reasonKey } from '../../ui/service/reason-key.ts';
import section from '../apply/SectionPage.module.css';
import fields from '../form/Field.module.css';
import { problemsOf } from './choice-problems.ts';
import styles from './ChoiceForm.module.css';

interface Props {
  view: ChoiceView;
  busy: boolean;
  error: unknown;
  /** What the button says. */
  save: string;
  onSave: (choice: ServiceChoice) => void;
}

const addresses = { email: 'email', phone: 'phone', postalAddress: 'postalAddress' } as const;
const inputs: Partial<Record<ChosenChannel, keyof typeof addresses>> = { email: 'email', sms: 'phone', post: 'postalAddress' };
const kinds = { email: 'email', phone: 'tel', postalAddress: 'text' } as const;
const completions = { email: 'email', phone: 'tel', postalAddress: 'street-address' } as const;

/** By which ways papers reach an applicant, where to, and the consent that electronic ones need. Ways that are off say why. */
export function ChoiceForm({ view, busy, error, save, onSave }: Props) {
  const { t } = useTranslation('service');
  const [choice, setChoice] = useState<ServiceChoice>(view.choice);
  const [attempt, setAttempt] = useState(0);
  const problems = attempt > 0 ? problemsOf(choice) : [];
  const wrong = (target: string): boolean => problems.some((one) => one.target === target);
  const patch = (change: Partial<ServiceChoice>): void => setChoice((before) => ({ ...before, ...change }));
  const toggle = (channel: ChosenChannel, on: boolean): void =>
    patch({ channels: on ? [...choice.channels, channel] : choice.channels.filter((one) => one !== channel) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAttempt(attempt + 1);
    if (problemsOf(choice).length === 0 && !busy) onSave(choice);
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary error={error} attempt={attempt} lines={problems.map(({ key, target }) => ({ message: t(`choose.${key}`), target }))} />
      <p className={section.hint}>{t('choose.lead')}</p>
      <fieldset id="channels" tabIndex={-1} className={`${fields.field} ${wrong('channels') ? fields.wrong : ''}`}>
        <legend>{t('choose.channels')}</legend>
        <div className={fields.options}>
          {view.offers.map(({ channel, problem }) => {
            const one = channel as ChosenChannel;
            const address = inputs[one];
            const on = choice.channels.includes(one);
            return (
              <div key={channel}>
                <label className={`${fields.option} ${problem === null ? '' : styles.off}`}>
                  <input
                    type="checkbox"
                    checked={on}
                    disabled={problem !== null}
                    aria-describedby={`hint-${channel}`}
                    onChange={(event) => toggle(one, event.target.checked)}
                  />
                  <span>
                    {t(`channel.${channel}`)}
                    <small id={`hint-${channel}`} className={styles.hint}>
                      {problem === null ? t(`choose.${one}Hint`) : t(`why.${reasonKey(problem)}`)}
                    </small>
                  </span>
                </label>
                {on && address ? (
                  <div className={`${fields.field} ${styles.address} ${wrong(address) ? fields.wrong : ''}`}>
                    <label htmlFor={address}>{t(`choose.${address}`)}</label>
                    <input
                      id={address}
                      type={kinds[address]}
                      autoComplete={completions[address]}
                      value={choice[address] ?? ''}
                      maxLength={300}
                      aria-required
                      aria-invalid={wrong(address) || undefined}
                      onChange={(event) => patch({ [address]: event.target.value === '' ? null : event.target.value })}
                    />
                  </div>
                ) : null}
              </div>
            );
          })}
        </div>
      </fieldset>
      <div className={`${fields.field} ${wrong('electronic') ? fields.wrong : ''}`}>
        <label className={fields.option}>
          <input
            id="electronic"
            type="checkbox"
            checked={choice.electronic}
            aria-invalid={wrong('electronic') || undefined}
            aria-describedby="electronic-hint"
            onChange={(event) => patch({ electronic: event.target.checked })}
          />
          <span>{t('choose.electronic')}</span>
        </label>
        <p id="electronic-hint" className={`${fields.hint} ${styles.consent}`}>
          {t('choose.electronicHint')}
        </p>
      </div>
      <div className={section.actions}>
        <button type="submit" className="button" aria-disabled={busy}>
          {save}
        </button>
      </div>
    </form>
  );
}
