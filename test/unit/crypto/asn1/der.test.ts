import { describe, expect, it } from 'vitest';
import {
  bitBytesOf,
  bitsOf,
  booleanOf,
  DerError,
  type DerNode,
  derInteger,
  derOid,
  derSequence,
  derTagged,
  derText,
  Fields,
  innerOf,
  integerOf,
  membersOf,
  octetsOf,
  oidOf,
  readDer,
  smallIntegerOf,
  textOf,
  timeOf,
} from '#crypto/asn1';
import { hex } from '#crypto/primitives';

const bytesOf = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const read = <T>(as: (node: DerNode) => T, text: string) => as(readDer(bytesOf(text)));
const time = (tag: string, text: string) =>
  `${tag}${text.length.toString(16).padStart(2, '0')}${Buffer.from(text).toString('hex')}`;

describe('DER', () => {
  it.each([
    ['nothing', '', 0, 'too early'],
    ['a tag alone', '02', 1, 'too early'],
    ['less than its length says', '0403 0102', 0, 'longer than what holds it'],
    ['an element longer than its sequence', '3003 0402 01', 2, 'longer than what holds it'],
    ['bytes after the value', '0500 00', 2, 'bytes after the value'],
    ['an indefinite length', '3080 0000', 1, 'indefinite'],
    ['a short length in the long form', '048101 00', 1, 'longer form'],
    ['a length with a zero before it', `04820080${'00'.repeat(128)}`, 1, 'longer form'],
    ['a length of five bytes', '04850000000001 00', 1, 'more than 4 bytes'],
    ['a length of all the bytes there are', '0484ffffffff 00', 0, 'longer than what holds it'],
    ['an end of contents', '3002 0000', 2, 'end of contents'],
    ['a tag number above 30', '1f2001 00', 0, 'above 30'],
    ['a string in pieces', '2403 040100', 0, 'form'],
    ['a sequence that is primitive', '1000', 0, 'form'],
  ])('is not %s', (_, text, offset, reason) => {
    const act = () => readDer(bytesOf(text));
    expect(act).toThrow(DerError);
    expect(act).toThrow(reason);
    expect(act).toThrow(`at byte ${offset}:`);
  });

  it('nests 32 deep and not deeper, and has at most 20,000 values', () => {
    const nested = (depth: number) =>
      Array.from({ length: depth }).reduce<Uint8Array>((inner) => derSequence(inner), derInteger(0));
    expect(readDer(nested(32)).bytes).toHaveLength(3 + 32 * 2);
    expect(() => readDer(nested(33))).toThrow('deep');
    const wide = (count: number) => derSequence(...Array.from({ length: count }, () => derInteger(0)));
    expect(readDer(wide(19_999)).children).toHaveLength(19_999);
    expect(() => readDer(wide(20_000))).toThrow('more than 20000 values');
    expect(() => readDer(Buffer.alloc(16 * 1024 * 1024 + 1))).toThrow('longer than');
  });

  it('keeps of each value the bytes as they stood, and where', () => {
    const inner = derSequence(derInteger(5), derText('UTF8String', '印章'));
    const node = readDer(derSequence(derOid('1.2.156'), inner));
    const [, second] = node.children ?? [];
    expect(hex(second?.bytes ?? new Uint8Array(0))).toBe(hex(inner));
    expect(second?.offset).toBe(7);
  });
});

describe('values of DER', () => {
  it('are what the standard’s examples say', () => {
    expect(read(integerOf, '0201 80')).toBe(-128n);
    expect(read(integerOf, '0202 0080')).toBe(128n);
    expect(read(oidOf, '0603 883703')).toBe('2.999.3'); // X.690 section 8.19.5
    expect(read(oidOf, '0608 2a811ccf55018375')).toBe('1.2.156.10197.1.501');
    expect(read(bitsOf, '0307 040a3b5f291cd0')).toEqual({ bytes: bytesOf('0a3b5f291cd0'), unused: 4 });
    expect(read(booleanOf, '0101 ff')).toBe(true);
    expect(read(textOf, '1e04 53704ef6')).toBe('印件');
    expect(read(timeOf, time('17', '490101000000Z'))).toBe(Date.UTC(2049, 0, 1));
    expect(read(timeOf, time('17', '500101000000Z'))).toBe(Date.UTC(1950, 0, 1));
    expect(read(timeOf, time('18', '20201012111403Z'))).toBe(Date.UTC(2020, 9, 12, 11, 14, 3));
    expect(read(timeOf, time('18', '20201012111403.25Z'))).toBe(Date.UTC(2020, 9, 12, 11, 14, 3, 250));
  });

  it.each<[string, (node: DerNode) => unknown, string]>([
    ['an INTEGER without digits', integerOf, '0200'],
    ['an INTEGER with a zero before it', integerOf, '0202 007f'],
    ['a negative INTEGER with ones before it', integerOf, '0202 ff80'],
    ['a version that is negative', smallIntegerOf, '0201 ff'],
    ['a version that is beyond all numbers', smallIntegerOf, '0205 0080000000'],
    ['a BOOLEAN that is half true', booleanOf, '0101 01'],
    ['a BIT STRING of nothing', bitsOf, '0300'],
    ['a BIT STRING with eight unused bits', bitsOf, '0302 0800'],
    ['unused bits that are set', bitsOf, '0302 0101'],
    ['unused bits of no byte', bitsOf, '0301 01'],
    ['bits where bytes are expected', bitBytesOf, '0302 0180'],
    ['an OBJECT IDENTIFIER of nothing', oidOf, '0600'],
    ['an arc with a zero before it', oidOf, '0602 8001'],
    ['an arc without an end', oidOf, '0602 2a81'],
    ['an arc of astronomical size', oidOf, `0616 2a${'ff'.repeat(20)}7f`],
    ['text that is not UTF-8', textOf, '0c01 ff'],
    ['a letter that a PrintableString has not', textOf, '1301 40'],
    ['an IA5String beyond ASCII', textOf, '1601 80'],
    ['a number for a text', textOf, '0201 00'],
    ['local time', timeOf, time('18', '20201012111403')],
    ['time with a zone', timeOf, time('18', '20201012111403+0800')],
    ['time without seconds', timeOf, time('17', '2010121114Z')],
    ['a fraction that ends in zero', timeOf, time('18', '20201012111403.50Z')],
    ['30 February', timeOf, time('18', '20230230000000Z')],
    ['hour 24', timeOf, time('18', '20230228240000Z')],
    ['a text for a time', timeOf, '0c00'],
    ['a set for octets', octetsOf, '3100'],
    ['a sequence for a set', membersOf, '3000'],
    ['a tag with two values in it', innerOf, 'a004 05000500'],
  ])('are not %s', (_, as, text) => {
    expect(() => read(as, text)).toThrow(DerError);
  });

  it('stand in a sequence one after the other, and none is passed over', () => {
    const fields = new Fields(
      readDer(derSequence(derInteger(4), derTagged(0, derInteger(7)), derInteger(1))),
    );
    expect(smallIntegerOf(fields.take())).toBe(4);
    expect(fields.takeTagged(1)).toBeUndefined();
    expect(smallIntegerOf(fields.takeTagged(0) ?? readDer(derInteger(0)))).toBe(7);
    expect(() => fields.end()).toThrow('at byte 10: INTEGER was not expected here');
    fields.take();
    fields.end();
    expect(() => fields.take()).toThrow('at byte 13: a field is missing');
  });
});
