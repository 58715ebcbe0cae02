import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { readExtension, readList, readText, writeExtension } from '../modeling.ts';
import { ChoiceField, SwitchField, TextField } from './PanelField.tsx';
import type { GroupProps } from './group-props.ts';
import { useWords } from '../../use-words.ts';

const rules = ['all', 'any', 'sequence', 'count', 'percent', 'weight'];
/** The attribute that carries a rule's number. */
const measure: Record<string, string> = { count: 'count', percent: 'percent', weight: 'threshold' };

interface Signer {
  user: string;
  expression: string;
  weight: string;
}

/** 会签, 或签, 依次 …: how several signers decide one task together. */
export function VoteGroup({ diagram, element }: GroupProps) {
  const { t } = useTranslation('designer');
  const words = useWords();
  const vote = readExtension(element, 'approval:Vote');
  const rule = readText(vote, 'rule');
  const number = measure[rule] ?? '';
  const signers: Signer[] = readList(vote, 'signers').map((signer) => ({
    user: readText(signer, 'user'),
    expression: readText(signer, 'expression'),
    weight: readText(signer, 'weight'),
  }));

  const write = (patch: Record<string, unknown>, next = signers) => {
    const chosen = String(patch.rule ?? rule);
    if (chosen === '') return writeExtension(diagram, element, 'approval:Vote', null);
    const key = measure[chosen];
    const attributes: Record<string, unknown> = {
      rule: chosen,
      veto: patch.veto ?? readText(vote, 'veto') === 'true',
      outcome: patch.outcome ?? (readText(vote, 'outcome') || 'outcome'),
      signers: next.map((signer) => ({
        $type: 'approval:Signer',
        ...(signer.user ? { user: signer.user } : {}),
        ...(signer.expression ? { expression: signer.expression } : {}),
        ...(signer.weight ? { weight: Number(signer.weight) } : {}),
      })),
    };
    if (key) attributes[key] = Number(patch[key] ?? (readText(vote, key) || (key === 'percent' ? 60 : 1)));
    writeExtension(diagram, element, 'approval:Vote', attributes);
  };
  const change = (index: number, patch: Partial<Signer>) =>
    write(
      {},
      signers.map((signer, at) => (at === index ? { ...signer, ...patch } : signer)),
    );

  return (
    <>
      <ChoiceField
        label={t('panel.voteRule')}
        hint={rule ? words(`voteHint.${rule}`) : undefined}
        value={rule}
        options={rules.map((value) => ({ value, label: words(`voteRule.${value}`) }))}
        onCommit={(chosen) => write({ rule: chosen })}
      />
      {rule && (
        <>
          {number && (
            <TextField
              label={words(`panel.${number}`)}
              value={readText(vote, number)}
              onCommit={(value) => Number(value) > 0 && write({ [number]: value })}
            />
          )}
          <SwitchField
            label={t('panel.veto')}
            hint={t('panel.vetoHint')}
            value={readText(vote, 'veto') === 'true'}
            onCommit={(veto) => write({ veto })}
          />
          <TextField
            label={t('panel.outcome')}
            value={readText(vote, 'outcome') || 'outcome'}
            code
            onCommit={(outcome) => write({ outcome })}
          />
          <ol className="panel-list">
            {signers.map((signer, index) => (
              <li key={index}>
                <div className="panel-list-head">
                  <strong>{signer.user || signer.expression || t('panel.signer')}</strong>
                  <Button
                    type="text"
                    danger
                    icon={<DeleteOutlined />}
                    aria-label={t('panel.removeSigner', { name: signer.user || signer.expression })}
                    onClick={() =>
                      write(
                        {},
                        signers.filter((_, at) => at !== index),
                      )
                    }
                  />
                </div>
                <TextField label={t('panel.signerUser')} value={signer.user} onCommit={(user) => change(index, { user })} />
                <div className="panel-pair">
                  <TextField
                    label={t('panel.signerExpression')}
                    value={signer.expression}
                    code
                    onCommit={(expression) => change(index, { expression })}
                  />
                  <TextField label={t('panel.weight')} value={signer.weight} onCommit={(weight) => change(index, { weight })} />
                </div>
              </li>
            ))}
          </ol>
          <Button block icon={<PlusOutlined />} onClick={() => write({}, [...signers, { user: '', expression: 'experts', weight: '' }])}>
            {t('panel.addSigner')}
          </Button>
        </>
      )}
    </>
  );
}
