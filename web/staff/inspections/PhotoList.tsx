import { App, Button, Input } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useRef } from 'react';
import type { ChangeEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { routes } from '../../../schema/contracts/index.ts';
import type { InspectionView, PhotoView } from '../../../schema/contracts/inspections.ts';
import { useCommand } from '../../api/use-command.ts';
import { useUploads } from '../../ui/uploads/use-uploads.ts';
import { useRefusalSentence } from '../use-reason.ts';
import { fromField, toField } from './local-time.ts';
import { staleAfterInspection } from './stale.ts';
import type { RecordDraft } from './use-record.ts';

type Said = RecordDraft['photos'][string];

interface Props {
  view: InspectionView;
  said: RecordDraft['photos'];
  onSay: (id: string, words: Said) => void;
}

/** Photos of the record: taken with the phone's camera or chosen, each with when and where it was taken. */
export function PhotoList({ view, said, onSay }: Props) {
  const { t } = useTranslation('review');
  const { message } = App.useApp();
  const client = useQueryClient();
  const sentence = useRefusalSentence();
  const uploads = useUploads({
    target: `inspection:${view.id}`,
    onDone: () => void client.invalidateQueries({ queryKey: [routes.inspections.get.path] }),
  });
  const remove = useCommand(routes.inspections.removePhoto, {
    invalidates: staleAfterInspection,
    onError: (error) => void message.warning(sentence(error)),
  });
  const add = (event: ChangeEvent<HTMLInputElement>): void => {
    uploads.add('photo', [...(event.target.files ?? [])]);
    // The same photo can be chosen again after it was taken out.
    event.target.value = '';
  };
  return (
    <>
      <h3>{t('inspection.photos')}</h3>
      <div className="inspection-adding">
        <FileButton label={t('inspection.take')} isCamera onChange={add} />
        <FileButton label={t('inspection.choose')} isCamera={false} onChange={add} />
      </div>
      <div role="status">
        <ul className="inspection-sending">
          {uploads.rows.map((row) => (
            <li key={row.id}>
              {row.file.name} · {row.error ? sentence(row.error) : t('inspection.sending', { percent: row.percent })}
              {row.error && (
                <Button size="small" onClick={() => uploads.retry(row)}>
                  {t('inspection.again')}
                </Button>
              )}
              <Button size="small" type="text" onClick={() => uploads.cancel(row)}>
                {t('experts.cancel')}
              </Button>
            </li>
          ))}
        </ul>
      </div>
      <ul className="inspection-photos">
        {view.photos.map((photo) => (
          <li key={photo.id}>
            <PhotoFields
              photo={{ ...photo, ...said[photo.id] }}
              onSay={(words) => onSay(photo.id, words)}
              onRemove={() => remove.mutate({ params: { photoId: photo.id } })}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function FileButton({
  label,
  isCamera,
  onChange,
}: {
  label: string;
  isCamera: boolean;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>{label}</Button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        {...(isCamera ? { capture: 'environment' as const } : {})}
        multiple
        hidden
        aria-label={label}
        onChange={onChange}
      />
    </>
  );
}

function PhotoFields({ photo, onSay, onRemove }: { photo: PhotoView; onSay: (words: Said) => void; onRemove: () => void }) {
  const { t } = useTranslation('review');
  const [captionId, timeId, whereId] = [useId(), useId(), useId()];
  const { takenAt, takenWhere, caption } = photo;
  const say = (patch: Partial<Said>): void => onSay({ takenAt, takenWhere, caption, ...patch });
  return (
    <figure>
      <img src={`/api/inspection-photos/${photo.id}`} alt={caption === '' ? photo.name : caption} loading="lazy" />
      <figcaption>
        <label htmlFor={captionId}>{t('inspection.caption')}</label>
        <Input id={captionId} value={caption} maxLength={300} onChange={(event) => say({ caption: event.target.value })} />
        <label htmlFor={timeId}>{t('inspection.takenTime')}</label>
        <Input
          id={timeId}
          type="datetime-local"
          value={toField(takenAt)}
          onChange={(event) => say({ takenAt: fromField(event.target.value) })}
        />
        <label htmlFor={whereId}>{t('inspection.takenWhere')}</label>
        <Input
          id={whereId}
          value={takenWhere ?? ''}
          maxLength={200}
          onChange={(event) => say({ takenWhere: event.target.value === '' ? null : event.target.value })}
        />
        <Button type="link" danger onClick={onRemove} aria-label={t('inspection.removeNamed', { name: photo.name })}>
          {t('inspection.remove')}
        </Button>
      </figcaption>
    </figure>
  );
}
