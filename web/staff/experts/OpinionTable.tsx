import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { ExpertPanel, PanelMember } from '../../../schema/contracts/experts.ts';
import { useCommand } from '../../api/use-command.ts';
import { Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { LeaveDialog } from './LeaveDialog.tsx';
import { staleAfterPanel } from './stale.ts';

const tones = { approve: 'ok', reject: 'danger', abstain: 'neutral' } as const;

/** Who sits on a panel and what each has said and signed; on a phone a card each. */
export function OpinionTable({ panel, caseNumber }: { panel: ExpertPanel; caseNumber: string }) {
  const { t } = useTranslation('review');
  const { message } = App.useApp();
  const [leaving, setLeaving] = useState<PanelMember | null>(null);
  const replace = useCommand(routes.experts.replace, {
    invalidates: staleAfterPanel,
    onSuccess: () => {
      setLeaving(null);
      void message.success(t('experts.replaced'));
    },
  });
  const heads = ['member', 'conclusion', 'opinion', 'signature'] as const;
  return (
    <>
      <table className="panel-table panel-opinions">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(`experts.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {panel.members.map((member) => (
            <tr key={member.id}>
              <td>
                <strong>{member.name}</strong>
                <small>{member.organisationName}</small>
                {member.replaceReason === null && (
                  <Button size="small" onClick={() => setLeaving(member)} aria-label={t('experts.replaceTitle', { name: member.name })}>
                    {t('experts.replace')}
                  </Button>
                )}
              </td>
              <td data-label={t('experts.conclusion')}>
                {member.decision ? (
                  <Tag tone={tones[member.decision]}>{t(`experts.decision.${member.decision}`)}</Tag>
                ) : (
                  t(`experts.state.${member.state}`)
                )}
              </td>
              <td data-label={t('experts.opinion')}>{member.isHidden ? <small>{t('experts.hidden')}</small> : member.opinion}</td>
              <td data-label={t('experts.signature')}>
                <Signature member={member} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {leaving && (
        <LeaveDialog
          title={t('experts.replaceTitle', { name: leaving.name })}
          lead={t('experts.replaceLead')}
          ok={t('experts.replace')}
          whys={['challenged', 'unavailable']}
          error={replace.error}
          isSending={replace.isPending}
          onCancel={() => setLeaving(null)}
          onGiven={(reason, why) => replace.mutate({ params: { caseNumber }, body: { expertId: leaving.id, why, reason } })}
        />
      )}
    </>
  );
}

function Signature({ member: { signature } }: { member: PanelMember }) {
  const { t } = useTranslation('review');
  const format = useFormat();
  if (!signature) return null;
  return (
    <>
      {t('experts.signed', { name: signature.name, time: format.dateTime(signature.at) })}
      <small>
        {t(signature.isIntact ? 'experts.intact' : 'experts.broken')} <code title={t('experts.hash')}>{signature.hash.slice(0, 12)}</code>
      </small>
    </>
  );
}
