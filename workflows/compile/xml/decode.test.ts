import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { compile } from '../compile.ts';
import { decodeXml } from './decode.ts';

const body = (encoding: string): string =>
  `<?xml version="1.0" encoding="${encoding}"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><process id="p"><task id="任务" name="审查"/></process></definitions>`;
const named = (bytes: Uint8Array): unknown => {
  const compiled = compile(bytes, {
    decoder: (raw, encoding) => (iconv.encodingExists(encoding) ? iconv.decode(Buffer.from(raw), encoding) : undefined),
  });
  return 'program' in compiled ? compiled.program.nodes['任务']?.name : compiled.refused[0]?.code;
};

describe('declared encodings', () => {
  it.each(['UTF-8', 'GBK', 'GB2312', 'gb18030'])('%s', (encoding) => {
    expect(named(iconv.encode(body(encoding), encoding))).toBe('审查');
  });

  it.each(['UTF-16LE', 'UTF-16BE', 'UTF-32LE', 'UTF-32BE'])('%s, with a mark and without', (encoding) => {
    const declared = encoding.slice(0, 6);
    expect(named(iconv.encode(body(declared), encoding, { addBOM: true }))).toBe('审查');
    expect(named(iconv.encode(body(declared), encoding))).toBe('审查');
  });

  it('goes by the mark of UTF-8 and needs no declaration', () => {
    expect(named(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(body('UTF-8'))]))).toBe('审查');
    expect(named(Buffer.from(body('UTF-8').replace(/<\?xml.*?\?>/, '')))).toBe('审查');
  });

  it('refuses bytes that are not of the encoding, and encodings nobody knows', () => {
    expect(named(iconv.encode(body('UTF-8'), 'GBK'))).toBe('not-well-formed');
    expect(named(Buffer.from(body('UTF-16')))).toBe('not-well-formed');
    expect(named(Buffer.from(body('klingon')))).toBe('unsupported-encoding');
    expect(decodeXml(new Uint8Array())).toEqual({ text: '' });
  });
});
