import { useTranslation } from 'react-i18next';
import type { InspectionView, PhotoView } from '../../../schema/contracts/inspections.ts';
import { Tag } from '../../ui/StatusTag.tsx';
import { useFormat } from '../../ui/use-format.ts';

/** A record to read: what was found at each point, the photos, the conclusion, and what was signed. */
export function RecordView({ view }: { view: InspectionView }) {
  const { t } = useTranslation('review');
  return (
    <>
      {view.result && <Tag tone={view.result === 'meets' ? 'ok' : 'danger'}>{t(`inspection.result.${view.result}`)}</Tag>}
      <ul className="inspection-findings">
        {view.findings.map(({ point, finding, meets }) => (
          <li key={point}>
            <strong>{point}</strong>{' '}
            {meets !== null && <Tag tone={meets ? 'ok' : 'danger'}>{t(meets ? 'inspection.meets' : 'inspection.fails')}</Tag>}
            <br />
            {finding === '' ? t('inspection.notYet') : finding}
          </li>
        ))}
      </ul>
      {view.conclusion !== '' && (
        <p>
          <strong>{t('inspection.conclusion')}</strong>
          <br />
          {view.conclusion}
        </p>
      )}
      <ul className="inspection-photos">
        {view.photos.map((photo) => (
          <li key={photo.id}>
            <Photo photo={photo} />
          </li>
        ))}
      </ul>
      {view.recordHash !== null && (
        <p className="inspection-note">
          {t(view.isIntact ? 'inspection.intact' : 'inspection.broken')} <code>{view.recordHash.slice(0, 12)}</code>
        </p>
      )}
    </>
  );
}

function Photo({ photo }: { photo: PhotoView }) {
  const { t } = useTranslation('review');
  const format = useFormat();
  const address = `/api/inspection-photos/${photo.id}`;
  const said = [photo.caption, photo.takenWhere, photo.takenAt && t('inspection.takenAt', { time: format.dateTime(photo.takenAt) })];
  return (
    <figure>
      <a href={address} target="_blank" rel="noreferrer">
        <img src={address} alt={photo.caption === '' ? photo.name : photo.caption} loading="lazy" />
      </a>
      <figcaption>
        {said.filter(Boolean).join(' · ')}
        <span className="inspection-note">{t('inspection.sentBy', { name: photo.by, time: format.dateTime(photo.uploadedAt) })}</span>
      </figcaption>
    </figure>
  );
}
