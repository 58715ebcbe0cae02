import { Button } from 'antd';
import { useId, useRef, useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';

/** The canvas's own size; it is shown as wide as there is room. */
const size = { width: 600, height: 200 };

/** A box to sign in with a finger, a pen or a mouse; gives a PNG as a data URL, or null while it is empty. Typing the name does as well. */
export function SignaturePad({ onChange }: { onChange: (dataUrl: string | null) => void }) {
  const { t } = useTranslation('service');
  const hint = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ x: number; y: number } | null>(null);
  const [drawn, setDrawn] = useState(false);

  const pointOf = (event: PointerEvent<HTMLCanvasElement>): { x: number; y: number } => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) * size.width) / box.width,
      y: ((event.clientY - box.top) * size.height) / box.height,
    };
  };
  const begin = (event: PointerEvent<HTMLCanvasElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    last.current = pointOf(event);
  };
  const draw = (event: PointerEvent<HTMLCanvasElement>): void => {
    const pen = event.currentTarget.getContext('2d');
    if (!last.current || !pen) return;
    const to = pointOf(event);
    pen.lineWidth = 3;
    pen.lineCap = 'round';
    pen.strokeStyle = '#16202e';
    pen.beginPath();
    pen.moveTo(last.current.x, last.current.y);
    pen.lineTo(to.x, to.y);
    pen.stroke();
    last.current = to;
  };
  const end = (): void => {
    if (!last.current) return;
    last.current = null;
    setDrawn(true);
    onChange(canvas.current?.toDataURL('image/png') ?? null);
  };
  const clear = (): void => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, size.width, size.height);
    setDrawn(false);
    onChange(null);
  };
  return (
    <div className="service-pad">
      <p id={hint} className="service-soft">
        {t('pad.hint')}
      </p>
      <canvas
        ref={canvas}
        {...size}
        role="img"
        aria-label={t('pad.label')}
        aria-describedby={hint}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <div className="button-row">
        <span role="status">{t(drawn ? 'pad.drawn' : 'pad.empty')}</span>
        <Button size="small" disabled={!drawn} onClick={clear}>
          {t('pad.clear')}
        </Button>
      </div>
    </div>
  );
}
