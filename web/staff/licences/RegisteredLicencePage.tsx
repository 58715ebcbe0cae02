import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { routes } from '../../../schema/contracts/index.ts';
import type { LicenceOffer, LicenceView } from '../../../schema/contracts/licences.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Timeline } from '../../ui/case/Timeline.tsx';
import { LicenceFacts } from '../../ui/licences/LicenceFacts.tsx';
import { LicenceVersions } from '../../ui/licences/LicenceVersions.tsx';
import { LicenceTag } from '../../ui/LicenceTag.tsx';
import { Card } from '../../ui/page/Card.tsx';
import { ReadGate } from '../../ui/page/ReadGate.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';

/** One licence of the register: what it says, its papers and history, and what an authority may do by itself. */
export function RegisteredLicencePage() {
  const { number = '' } = useParams();
  const read = useRead(routes.licences.get, { params: { number } });
  return <ReadGate read={read}>{(licence) => <Registered licence={licence} />}</ReadGate>;
}

function Registered({ licence }: { licence: LicenceView }) {
  const { t } = useTranslation('licences');
  const { pick } = useLanguage();
  return (
    <section aria-labelledby="licence-title">
      <p>
        <Link to="/staff/licences">{t('register.back')}</Link>
      </p>
      <header className="staff-head">
        <h1 id="licence-title">
          {pick(licence.licenceName)} · {licence.holderName} <LicenceTag state={licence.state} />
        </h1>
      </header>
      <Acts licence={licence} />
      <Card title={t('wallet.details')}>
        <LicenceFacts licence={licence} />
      </Card>
      <Card title={t('wallet.versions')}>
        <LicenceVersions licence={licence} caseAddress="/staff/cases" />
      </Card>
      <Card title={t('wallet.history')}>
        <Timeline entries={licence.history} />
      </Card>
    </section>
  );
}

type Asked = { kind: 'reprint' } | { kind: 'end'; offer: LicenceOffer };

/** 补打, and beginning a revocation or withdrawal; each asks why. */
function Acts({ licence }: { licence: LicenceView }) {
  const { t } = useTranslation('licences');
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Asked | null>(null);
  const params = { number: licence.number };
  const reprint = useCommand(routes.licences.reprint, {
    invalidates: [routes.licences.get],
    onSuccess: () => {
      setAsked(null);
      void message.success(t('register.reprinted'));
    },
  });
  const end = useCommand(routes.licences.end, {
    invalidates: [routes.licences.get, routes.tasks.list],
    onSuccess: ({ caseNumber }) => {
      void message.success(t('register.begun'));
      void navigate(`/staff/cases/${caseNumber}`);
    },
  });
  const close = (): void => {
    setAsked(null);
    reprint.reset();
    end.reset();
  };
  return (
    <>
      {licence.openCase ? (
        <p>
          <Link to={`/staff/cases/${licence.openCase}`}>{t('wallet.openCase')}</Link>
        </p>
      ) : null}
      <div className="licence-acts">
        <Button disabled={licence.state !== 'valid'} onClick={() => setAsked({ kind: 'reprint' })}>
          {t('register.reprint')}
        </Button>
        {licence.offers.map((offer) => (
          <Button
            key={offer.itemId}
            danger
            disabled={offer.reason !== null}
            title={offer.reason ? t(`reasons.${offer.reason}`) : undefined}
            onClick={() => setAsked({ kind: 'end', offer })}
          >
            {t('register.endTitle', { effect: t(`effect.${offer.effect}`) })}
          </Button>
        ))}
        {licence.reprints > 0 ? (
          <span>
            {t('register.reprints')}: {licence.reprints}
          </span>
        ) : null}
      </div>
      {asked?.kind === 'reprint' ? (
        <ReasonDialog
          title={t('register.reprintTitle')}
          lead={t('register.reprintLead')}
          ok={t('register.reprint')}
          isPending={reprint.isPending}
          error={reprint.error}
          onClose={close}
          onGiven={(reason) => reprint.mutate({ params, body: { reason } })}
        />
      ) : null}
      {asked?.kind === 'end' ? (
        <ReasonDialog
          danger
          title={t('register.endTitle', { effect: t(`effect.${asked.offer.effect}`) })}
          lead={t('register.endLead')}
          ok={t('register.begin')}
          isPending={end.isPending}
          error={end.error}
          onClose={close}
          onGiven={(reason) => end.mutate({ params, body: { itemId: asked.offer.itemId, reason } })}
        />
      ) : null}
    </>
  );
}
