import { describe, expect, it } from 'vitest';
import { decode, encode, Gb18030Error } from '#connectors/qingxin';

describe('the encoding of Qingxin’s platform', () => {
  it.each([
    ['ff', '不是 GB18030 编码'],
    ['c7', '不是 GB18030 编码'],
    ['aaa1', '含自造字、各版编码不一的字符或乱码 U+E000'],
    ['8431a437', '含自造字、各版编码不一的字符或乱码 U+FFFD'],
    ['a6d9', '含自造字、各版编码不一的字符或乱码 U+FE10'],
  ])('is not read from %s, and says why', (hex, message) => {
    expect(() => decode(Buffer.from(hex, 'hex'))).toThrow(new Gb18030Error(message));
  });

  it('is not written with characters that do not arrive, which it names', () => {
    expect(() => encode('张\u9FB4三\uE000')).toThrow(
      new Gb18030Error('GB18030 不能可靠表示的字符 · not safe in GB18030: U+9FB4 U+E000'),
    );
    expect(decode(encode('清新区㐀𠮷€'))).toBe('清新区㐀𠮷€');
  });
});
