import { expect, test } from 'vitest';
import { createPayloadCodec } from './payload-codec.ts';

const hash = 'ab'.repeat(32);
const program = { version: 1, hash, nodes: { a: { name: '受理 "}" {', script: '${a} $& $$' } } };
const input = { caseNumber: '1', program, variables: { 姓名: '张三' }, padding: 'x'.repeat(400) };
const json = (value: unknown) => ({ metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from(JSON.stringify(value)) });
const codec = createPayloadCodec('s'.repeat(32), async (asked) => {
  expect(asked).toBe(hash);
  return JSON.stringify(program);
});

test('a payload comes back as it went, without the program or a name readable on the way', async () => {
  const [sealed] = await codec.encode([json(input)]);
  expect(Buffer.from(sealed!.data!).includes('张三')).toBe(false);
  expect(sealed!.data!.length).toBeLessThan(250);
  const [opened] = await codec.decode([sealed!]);
  expect(JSON.parse(Buffer.from(opened!.data!).toString())).toEqual(input);
});

test('a changed payload is refused', async () => {
  const [sealed] = await codec.encode([json({ a: 1 })]);
  sealed!.data![20]! ^= 1;
  await expect(codec.decode([sealed!])).rejects.toThrow();
});
