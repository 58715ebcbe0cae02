import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Material } from '../../../schema/catalog/item.ts';
import { routes } from '../../../schema/contracts/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorSummary } from '../../ui/ErrorSummary.tsx';
import { LicenceTag } from '../../ui/LicenceTag.tsx';
import { ReadGate } from '../../ui/page/ReadGate.tsx';
import wallet from '../licences/Wallet.module.css';

interface Props {
  draftId: string;
  material: Material;
  /** Says what has been handed in. */
  onDone: (sentence: string) => void;
}

/** One of my licences as a material, straight from the register: nothing is uploaded. */
export function ReuseLicence({ draftId, material, onDone }: Props) {
  const { t } = useTranslation('licences');
  const { pick } = useLanguage();
  const [open, setOpen] = useState(false);
  return (
    <p>
      <button type="button" className="text-button" onClick={() => setOpen(true)}>
        {t('reuse.choose')}
      </button>
      {open ? (
        <Dialog title={t('reuse.title', { material: pick(material.name) })} onClose={() => setOpen(false)}>
          <Choice
            draftId={draftId}
            materialCode={material.code}
            onDone={(sentence) => {
              setOpen(false);
              onDone(sentence);
            }}
          />
        </Dialog>
      ) : null}
    </p>
  );
}

function Choice({ draftId, materialCode, onDone }: { draftId: string; materialCode: string; onDone: (sentence: string) => void }) {
  const { t } = useTranslation('licences');
  const { pick } = useLanguage();
  const read = useRead(routes.licences.mine, { query: { limit: 100 } });
  const reuse = useCommand(routes.licences.reuse, {
    invalidates: [routes.drafts.get],
    onSuccess: (draft) => {
      const file = draft.files.findLast((one) => one.materialCode === materialCode && one.licenceIdentifier !== null);
      onDone(t('reuse.added', { name: file?.name ?? '' }));
    },
  });
  return (
    <>
      <p>{t('reuse.lead')}</p>
      <ErrorSummary error={reuse.error} />
      <ReadGate read={read}>
        {({ rows }) => (
          <>
            {rows.length === 0 ? <p>{t('reuse.none')}</p> : null}
            <ul className={wallet.offers}>
              {rows.map(({ number, licenceName, state, authority }) => (
                <li key={number}>
                  <strong>{pick(licenceName)}</strong> <LicenceTag state={state} />
                  <small>
                    {number} · {pick(authority)}
                  </small>
                  <button
                    type="button"
                    className="button quiet"
                    disabled={state !== 'valid' || reuse.isPending}
                    onClick={() => reuse.mutate({ params: { draftId }, body: { materialCode, number } })}
                  >
                    {t(state === 'valid' ? 'reuse.use' : state === 'expired' ? 'reasons.expired' : 'reasons.notInForce')}
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </ReadGate>
    </>
  );
}
