import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { readBasicCode, readCertificateType, readProvince } from '../../../../hub/cli/arguments.js';

describe('a word of a command line', () => {
  it.each([
    [readCertificateType, '11100000MBY0090078901'],
    [readBasicCode, '002091135000'],
    [readProvince, '440000'],
  ])('is what it should be', (read, text) => {
    expect(read(text)).toBe(text);
  });

  it.each([
    [readCertificateType, '1', '应为 21 位类型代码'],
    [readBasicCode, '00209113500A', '应为 12 位数字的基本编码'],
    [readProvince, '440100', '应为省级区划代码'],
  ])('is refused with what it should be', (read, text, told) => {
    expect(() => read(text)).toThrow(InvalidArgumentError);
    expect(() => read(text)).toThrow(told);
  });
});
