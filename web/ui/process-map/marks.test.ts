import { expect, test } from 'vitest';
import { asEnded, marksOf, type MapData } from './marks.ts';

const at = '2026-11-24T09:00:00+08:00';
const map: MapData = {
  bpmn: '',
  visited: [
    { element: 'start', count: 1, firstAt: at, lastAt: at },
    { element: 'receive', count: 2, firstAt: at, lastAt: at },
    { element: 'review', count: 1, firstAt: at, lastAt: at },
  ],
  current: [{ element: 'review', since: at, dueAt: null, holder: '新闻出版局' }],
  ahead: ['decide'],
};
const flow = (source: string, target: string) => ({ sourceRef: { id: source }, targetRef: { id: target } });

test('the past, the present, the way ahead and what was passed over', () => {
  const { markerOf } = marksOf(map, { here: '' });
  expect(['start', 'review', 'review_label', 'decide', 'refuse'].map((id) => markerOf(id, {}))).toEqual([
    'map-visited',
    'map-current',
    'map-current',
    'map-ahead',
    'map-untaken',
  ]);
});

test('flows follow their ends', () => {
  const { markerOf } = marksOf(map, { here: '' });
  expect(markerOf('f1', flow('receive', 'review'))).toBe('map-visited');
  expect(markerOf('f2', flow('review', 'decide'))).toBe('map-ahead');
  expect(markerOf('f3', flow('receive', 'refuse'))).toBe('map-untaken');
});

test('badges: how often it was passed; who holds it now', () => {
  const { visitedBadges, current } = marksOf(map, { here: '' });
  expect(visitedBadges).toEqual([
    { element: 'start', text: '✓' },
    { element: 'receive', text: '✓ 2' },
  ]);
  expect(current).toEqual([{ element: 'review', text: '新闻出版局' }]);
});

test('looks at where the case is, else at where it came to last', () => {
  expect(marksOf(map, { here: '' }).focus).toBe('review');
  const later = { element: 'receive', count: 1, firstAt: at, lastAt: '2026-11-25T09:00:00+08:00' };
  expect(marksOf({ bpmn: '', visited: [...map.visited!, later] }, { here: '' }).focus).toBe('receive');
  expect(marksOf({ bpmn: '' }, { here: '' }).focus).toBeNull();
});

test('a bare definition is not marked at all', () => {
  expect(marksOf({ bpmn: '' }, { here: '' }).markerOf('start', {})).toBeNull();
});

test('an ended case is nowhere any more: its end is behind it', () => {
  const ended = asEnded(
    {
      bpmn: '',
      definitionVersion: 1,
      step: 9,
      visited: [],
      current: [{ element: 'end', since: at, dueAt: null, holder: null }],
      ahead: ['x'],
    },
    at,
  );
  expect(ended).toMatchObject({ current: [], ahead: [], visited: [{ element: 'end', count: 1 }] });
});
