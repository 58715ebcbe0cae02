import { useEffect, useId, useMemo, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading } from '../Loading.tsx';
import { MapList } from './MapList.tsx';
import { MapLegend } from './MapLegend.tsx';
import { marksOf, showsCase, type MapData } from './marks.ts';
import styles from './ProcessMap.module.css';
import './map-marks.css';
import { useViewer } from './use-viewer.ts';

interface Props {
  map: MapData;
  /** What the map shows, for screen readers; "process map" by default. */
  label?: string;
  /** The text alternative is opened at once (small screens, or where the map is the content). */
  listOpen?: boolean;
  /** An element of the drawing was clicked; who can't click finds the same choice beside the map. */
  onPick?: (element: string) => void;
}

/** Pixels an arrow key moves the map. */
const stride = 60;

/** A BPMN diagram with the past, the present and the way ahead of a case; the same said in text below it. */
export function ProcessMap({ map, label, listOpen = false, onPick }: Props) {
  const { t } = useTranslation();
  const hint = useId();
  const container = useRef<HTMLDivElement>(null);
  const here = t('map.current');
  const marks = useMemo(() => marksOf(map, { here }), [map, here]);
  const { state, viewer } = useViewer(container, map.bpmn, marks);

  useEffect(() => (onPick && state === 'drawn' ? viewer.current?.onPick(onPick) : undefined), [onPick, state, viewer]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const map = viewer.current;
    if (!map || event.ctrlKey || event.metaKey || event.altKey) return;
    const acts: Record<string, () => void> = {
      ArrowLeft: () => map.scrollBy(stride, 0),
      ArrowRight: () => map.scrollBy(-stride, 0),
      ArrowUp: () => map.scrollBy(0, stride),
      ArrowDown: () => map.scrollBy(0, -stride),
      '+': () => map.zoomBy(1.2),
      '=': () => map.zoomBy(1.2),
      '-': () => map.zoomBy(1 / 1.2),
      '0': () => map.fit(),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <figure className={styles.figure} aria-label={label ?? t('map.label')}>
      <div className={styles.frame} hidden={state === 'broken'}>
        <div
          ref={container}
          className={styles.canvas}
          role="group"
          // The map pans and zooms by keyboard, so it has to take the focus.
          tabIndex={0}
          aria-label={label ?? t('map.label')}
          aria-describedby={hint}
          onKeyDown={onKeyDown}
        />
        {state === 'loading' ? (
          <div className={styles.loading}>
            <Loading />
          </div>
        ) : null}
        <div className={styles.tools}>
          <button type="button" aria-label={t('map.zoomIn')} title={t('map.zoomIn')} onClick={() => viewer.current?.zoomBy(1.2)}>
            +
          </button>
          <button type="button" aria-label={t('map.zoomOut')} title={t('map.zoomOut')} onClick={() => viewer.current?.zoomBy(1 / 1.2)}>
            −
          </button>
          <button type="button" aria-label={t('map.fit')} title={t('map.fit')} onClick={() => viewer.current?.fit()}>
            ⤢
          </button>
        </div>
      </div>
      {state === 'broken' ? <p role="status">{t('map.broken')}</p> : null}
      <figcaption className={styles.caption}>
        {showsCase(map) ? <MapLegend /> : null}
        <p id={hint} className={styles.hint}>
          {t('map.keyboard')}
        </p>
      </figcaption>
      <MapList map={map} open={listOpen || state === 'broken'} />
    </figure>
  );
}
