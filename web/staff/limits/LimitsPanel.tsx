import { App, Button, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { ProcedureOffer } from '../../../schema/contracts/procedures.ts';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useReason } from '../use-reason.ts';
import { EndDialog } from './EndDialog.tsx';
import { ExtensionDialog } from './ExtensionDialog.tsx';
import './limits.css';
import { ProcedureDialog } from './ProcedureDialog.tsx';

/** 特别程序 and 延期 of a case: what is under way, and what can be done to its limits; what cannot says why. */
export function LimitsPanel({ caseNumber }: { caseNumber: string }) {
  const { t } = useTranslation('staff');
  const { pick } = useLanguage();
  const { message } = App.useApp();
  const format = useFormat();
  const reason = useReason();
  const [asking, setAsking] = useState<ProcedureOffer['name'] | null>(null);
  const { data: view } = useRead(routes.procedures.get, { params: { caseNumber } });
  if (!view) return null;
  const { running, extension } = view;
  const done = (sentence: string): void => {
    setAsking(null);
    void message.success(sentence);
  };
  const common = { caseNumber, onCancel: () => setAsking(null), onDone: done };
  return (
    <section className="limits-panel" aria-label={t('limits.title')}>
      <h2>{t('limits.title')}</h2>
      {running && (
        <p>
          {t(`limits.running.${running.mode}`, {
            name: pick(running.name),
            from: format.date(running.startedAt),
            days: running.days,
            until: running.until ? format.date(running.until) : '',
          })}
          <br />
          <span className="limits-law">{running.law}</span>
        </p>
      )}
      <ul>
        {view.offers
          .filter(({ name }) => name !== (running ? 'startProcedure' : 'endProcedure'))
          .map((offer) => (
            <li key={offer.name}>
              <Tooltip title={reason(offer.reason)}>
                <Button block disabled={!offer.enabled} onClick={() => setAsking(offer.name)}>
                  {t(`limits.${offer.name}`)}
                </Button>
              </Tooltip>
              {offer.reason !== null && <span className="limits-reason">{reason(offer.reason)}</span>}
            </li>
          ))}
      </ul>
      {asking === 'startProcedure' && <ProcedureDialog {...common} />}
      {asking === 'endProcedure' && <EndDialog {...common} />}
      {asking === 'extend' && <ExtensionDialog {...common} extension={extension} />}
    </section>
  );
}
