import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { ExpertPanel } from '../../../schema/contracts/experts.ts';
import { useRead } from '../../api/use-read.ts';
import { ReadGate } from '../../ui/page/ReadGate.tsx';
import { Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { DrawRecord } from './DrawRecord.tsx';
import './experts.css';
import { OpinionTable } from './OpinionTable.tsx';

/** 专家评审 of a case: each panel with its opinions, how it was drawn, and what came of its vote. */
export function ExpertPanels({ caseNumber }: { caseNumber: string }) {
  const { t } = useTranslation('review');
  const read = useRead(routes.experts.ofCase, { params: { caseNumber } });
  return (
    <ReadGate read={read}>
      {({ panels }) =>
        panels.length === 0 ? (
          <p>{t('experts.none')}</p>
        ) : (
          <>
            {panels.map((panel, n) => (
              <Panel key={panel.id} panel={panel} n={n + 1} caseNumber={caseNumber} />
            ))}
          </>
        )
      }
    </ReadGate>
  );
}

function Panel({ panel, n, caseNumber }: { panel: ExpertPanel; n: number; caseNumber: string }) {
  const { t } = useTranslation('review');
  const format = useFormat();
  const { tally, outcome } = panel;
  return (
    <section className="panel-part" aria-label={t('experts.round', { n })}>
      <h2>{t('experts.round', { n })}</h2>
      <p className="panel-note">
        {t('experts.drawnBy', { name: panel.drawnBy, time: format.dateTime(panel.drawnAt), count: panel.count })}
      </p>
      {panel.members.some(({ isHidden }) => isHidden) && <p>{t('experts.sealedLead')}</p>}
      {tally && tally.approve + tally.reject + tally.abstain > 0 && (
        <p className="panel-outcome">
          {outcome && <Tag tone={outcome === 'approved' ? 'ok' : 'danger'}>{t(`experts.outcome.${outcome}`)}</Tag>}
          <span>{t('experts.tally', tally)}</span>
        </p>
      )}
      <OpinionTable panel={panel} caseNumber={caseNumber} />
      {panel.candidates.length > 0 && <DrawRecord panel={panel} />}
    </section>
  );
}
