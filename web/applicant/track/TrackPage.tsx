import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { tidyCaseNumber } from '../../ui/case/case-number.ts';
import { TrackedCase } from './TrackedCase.tsx';
import { TrackForm } from './TrackForm.tsx';
import { Page } from '../../ui/page/Page.tsx';

export interface TrackingCodes {
  caseNumber: string;
  queryCode: string;
}

/** Tracking without sign-in: by typing both codes, or from the QR code (`/track?c=…&q=…`). */
export function TrackPage() {
  const { t } = useTranslation('applicant');
  const [search, setSearch] = useSearchParams();
  const scanned = { caseNumber: tidyCaseNumber(search.get('c') ?? ''), queryCode: (search.get('q') ?? '').trim() };
  const [codes, setCodes] = useState<TrackingCodes | null>(scanned.caseNumber !== '' && scanned.queryCode !== '' ? scanned : null);
  const again = (): void => {
    setCodes(null);
    if (search.size > 0) setSearch({}, { replace: true });
  };
  if (codes) return <TrackedCase key={codes.caseNumber + codes.queryCode} codes={codes} onAgain={again} onChange={setCodes} />;
  return (
    <Page title={t('track.title')}>
      <p>{t('track.lead')}</p>
      <TrackForm initial={scanned} error={null} onTrack={setCodes} />
    </Page>
  );
}
