import { expect, test } from 'vitest';
import { participantsIn, statementsIn } from './record-lines.ts';

test('lines are cut at the first mark, whatever its width; empty lines are nothing', () => {
  expect(participantsIn('李四，申请人\n\n 隔壁茶馆, 利害关系人 ')).toEqual([
    { name: '李四', role: '申请人' },
    { name: '隔壁茶馆', role: '利害关系人' },
  ]);
  expect(statementsIn('李四：时间是 9:00，没有异议。')).toEqual([{ speaker: '李四', words: '时间是 9:00，没有异议。' }]);
});

test('a line without its other half is no line', () => {
  for (const text of ['', '\n', '李四', '李四，', '：没有异议', '李四，申请人\n王五']) {
    expect(participantsIn(text)).toBeNull();
    expect(statementsIn(text)).toBeNull();
  }
});
