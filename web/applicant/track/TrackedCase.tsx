import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { ApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import type { ResponseOf } from '../../api/request-of.ts';
import { useCaseEvents } from '../../api/use-case-events.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/page/Notice.tsx';
import { Page } from '../../ui/page/Page.tsx';
import { CaseOverview } from '../cases/CaseOverview.tsx';
import { LiveMark } from '../cases/LiveMark.tsx';
import { TrackForm } from './TrackForm.tsx';
import type { TrackingCodes } from './TrackPage.tsx';

interface Props {
  codes: TrackingCodes;
  onAgain: () => void;
  onChange: (codes: TrackingCodes) => void;
}

/** The public view of a case; wrong codes come back to the form with what was typed. */
export function TrackedCase({ codes, onAgain, onChange }: Props) {
  const { t } = useTranslation('applicant');
  const { pick } = useLanguage();
  const { caseNumber, queryCode } = codes;
  const read = useQuery<ResponseOf<typeof routes.cases.track>, ApiError>({
    queryKey: [routes.cases.track.path, codes],
    queryFn: ({ signal }) => call(routes.cases.track, { body: codes }, { signal }),
  });
  const { refetch } = read;
  const onStep = useCallback(() => void refetch(), [refetch]);
  const live = useCaseEvents(read.data ? caseNumber : undefined, { queryCode, onStep });
  if (!read.data) {
    return (
      <Page title={t('track.title')}>
        {read.isPending ? <Loading /> : <TrackForm initial={codes} error={read.error} onTrack={onChange} />}
      </Page>
    );
  }
  const { case: view, map, documents } = read.data;
  return (
    <Page wide title={pick(view.itemName)} caption={pick(view.organisationName)} aside={view.endedAt ? null : <LiveMark state={live} />}>
      <Notice>
        {t('case.publicNotice')}{' '}
        <button type="button" className="text-button" onClick={onAgain}>
          {t('track.another')}
        </button>
      </Notice>
      <CaseOverview view={view} map={map} known={documents} />
    </Page>
  );
}
