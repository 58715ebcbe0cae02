import { useTranslation } from 'react-i18next';
import type { ExpertPanel } from '../../../schema/contracts/experts.ts';
import { useFormat } from '../../ui/use-format.ts';

/** Everything it takes to draw a panel again: who took part, who did not and why, the seed, and who was replaced since. */
export function DrawRecord({ panel }: { panel: ExpertPanel }) {
  const { t } = useTranslation('review');
  const format = useFormat();
  const inOrder = panel.candidates.toSorted((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity));
  return (
    <>
      {panel.replacements.length > 0 && (
        <>
          <h3>{t('experts.replacements')}</h3>
          <ul>
            {panel.replacements.map((one) => (
              <li key={one.out.id}>
                {t('experts.replacedBy', { out: one.out.name, in: one.in.name, why: t(`experts.whyOut.${one.why}`) })}
                <span className="panel-note">
                  {t('experts.replacedReason', { reason: one.reason, by: one.by, time: format.dateTime(one.at) })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <details>
        <summary>{t('experts.record')}</summary>
        <table className="panel-table">
          <thead>
            <tr>
              <th scope="col">{t('experts.candidate')}</th>
              <th scope="col">{t('experts.result')}</th>
            </tr>
          </thead>
          <tbody>
            {inOrder.map(({ id, name, organisationName, place, reason }) => (
              <tr key={id}>
                <td>
                  {name} <small>{organisationName}</small>
                </td>
                <td>
                  {place === null
                    ? t('experts.leftOut', { why: t(`experts.why.${reason as 'recused'}`) })
                    : t(place <= panel.count ? 'experts.onPanel' : 'experts.standBy', { n: place })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="panel-note">{t('experts.recompute', { count: panel.count })}</p>
        <p className="panel-note">
          {t('experts.seed')}: <code>{panel.seed}</code>
          <br />
          {t('experts.listHash')}: <code>{panel.candidatesHash}</code>
        </p>
      </details>
    </>
  );
}
