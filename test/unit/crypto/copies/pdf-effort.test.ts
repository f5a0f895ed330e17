import { deflateRawSync, deflateSync } from 'node:zlib';
import { PDFDocument } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { copyOfPdf, examineFile, markOfPdf } from '#crypto/copies';
import { PdfError, verifyPdf } from '#crypto/pdf';
import { appendToPdf, pdfOf, sealPdf } from '../../../kit/pdf.js';
import { sealWorld } from '../../../kit/seals.js';

const NOBODY = { makers: [], issuers: [] };
const NOTE = {
  purpose: '核验婚姻状况',
  item: '002090012000',
  caseNo: undefined,
  usedBy: '11410100MB1234567X',
  at: '2026-06-01 08:30:00',
  useId: '01980f3c-0000-7000-8000-000000000001',
};

const world = sealWorld();
const plain = pdfOf().toString('latin1');

/** Between the last object and the table. */
const between = (text: string) =>
  Buffer.from(
    plain.replace('xref\n', () => `${text}\nxref\n`),
    'latin1',
  );

function stream(dictionary: string, contents: Uint8Array, opening = 'stream\n'): string {
  const text = Buffer.from(contents).toString('latin1');
  return `<< ${dictionary} /Length ${contents.length} >>\n${opening}${text}\nendstream`;
}

const withObject = (...objects: readonly string[]) => pdfOf({ more: objects });
const packed = (dictionary: string, contents: string | Uint8Array) =>
  withObject(stream(`${dictionary} /Filter /FlateDecode`, deflateSync(contents)));

/** As fuzzing made it: the seal's dictionary, with its thousands of zeros, stands again and again where the trailer was. */
function repeatedSeal(): Buffer {
  const lines = sealPdf(pdfOf(), world).toString('latin1').split('\n');
  const seal = lines.find((line) => line.includes('/ByteRange')) ?? '';
  const trailer = lines.lastIndexOf('trailer');
  lines.splice(trailer, 1, ...Array<string>(150).fill(seal));
  return Buffer.from(lines.join('\n'), 'latin1');
}

/** Every object of the stream begins one byte behind the one before, and all end together. */
function overlapping(count: number): Buffer {
  const head = Array.from({ length: count }, (_, i) => `${100 + i} ${i} `).join('');
  const body = `${'['.repeat(100)}${'1 '.repeat(20_000)}${']'.repeat(100)}`;
  return packed(`/Type /ObjStm /N ${count} /First ${head.length}`, head + body);
}

/** Unpacks to 60 MiB, and then to nothing that is in order. */
const brokenBomb = Buffer.concat([
  Buffer.from([0x78, 0x9c]),
  deflateRawSync(Buffer.alloc(60 * 1024 ** 2), { finishFlush: 2 }),
  Buffer.from([0xff, 0xff, 0xff]),
]);

describe('the work of reading a PDF', () => {
  it.each<[string, () => Buffer, string]>([
    ['a seal again and again where no object is', repeatedSeal, 'takes too much work'],
    ['digits between objects', () => between('9'.repeat(20_000)), 'takes too much work'],
    ['blanks between objects', () => between(`x${' '.repeat(20_000)}x`), 'takes too much work'],
    ['comments between objects', () => between(`x${'%'.repeat(20_000)}`), 'takes too much work'],
    ['letters between objects', () => between('x'.repeat(200_000)), 'takes too much work'],
    [
      'a table that lists more than there is',
      () => withObject(stream('/Type /XRef /Size 1000000000000000 /W [0 0 0]', Buffer.alloc(0))),
      'has a table of objects that is too large',
    ],
    [
      'a table whose parts list more than there is',
      () => withObject(stream('/Type /XRef /Size 9 /Index [0 9 0 999999999] /W [1 2 1]', Buffer.alloc(0))),
      'has a table of objects that is too large',
    ],
    [
      'a table whose columns are too wide',
      () => withObject(stream('/Type /XRef /Size 9 /W [1 999999999999 1]', Buffer.alloc(0))),
      'has a table of objects that is too large',
    ],
    ['objects in a stream that begin within one another', () => overlapping(100), 'takes too much work'],
    [
      'a stream that hides among objects in a stream',
      () => packed('/Type /ObjStm /N 1 /First 4', `7 0 ${stream('', Buffer.from('hidden'))}`),
      'has a stream within a stream',
    ],
    [
      'too many objects in streams',
      () => packed('/Type /ObjStm /N 1 /First 4', `7 0 ${'1 '.repeat(5 * 1024 ** 2)}`),
      'has too many objects in streams',
    ],
    [
      'a stream that unpacks to too much, though its opening is not as it must be',
      () =>
        withObject(
          stream('/Type /ObjStm /Filter /FlateDecode', deflateSync(Buffer.alloc(80 * 1024 ** 2)), 'stream\r'),
        ),
      'unpacks to too much',
    ],
    [
      'streams that unpack to much and then break',
      () => withObject(...Array<string>(6).fill(stream('/Filter /FlateDecode', brokenBomb))),
      'unpacks to too much',
    ],
  ])('is refused before it is done: %s', async (_, make, reason) => {
    const file = make();
    for (const refused of [examineFile(file, NOBODY), markOfPdf(file), copyOfPdf(file, NOTE)]) {
      await expect(refused).rejects.toThrow(PdfError);
      await expect(refused).rejects.toThrow(reason);
    }
  });

  it('is refused when pages hold one another so often that no memory has room for them', async () => {
    const floors = Array.from({ length: 30 }, (_, i) => {
      const [next, count] = [6 + i, i === 29 ? 0 : 2];
      return `<< /Type /Pages /Count 2 /Kids [${`${next} 0 R `.repeat(count)}] >>`;
    });
    const tower = pdfOf({ more: floors })
      .toString('latin1')
      .replace(/Kids \[\d+ 0 R\]/, 'Kids [5 0 R]');
    await expect(copyOfPdf(Buffer.from(tower, 'latin1'), NOTE)).rejects.toThrow('nodes in its tree of pages');
  });

  it('is refused when pages draw the same so often that no memory has room for it', async () => {
    const contents = deflateSync(Buffer.alloc(1024 ** 2, ' '));
    const once = pdfOf({ contents }).toString('latin1');
    const often = once.replace('/Contents 3 0 R', `/Contents [${'3 0 R '.repeat(100)}]`);
    await expect(copyOfPdf(Buffer.from(often, 'latin1'), NOTE)).rejects.toThrow('draws too much');
    expect((await copyOfPdf(Buffer.from(once, 'latin1'), NOTE)).length).toBeGreaterThan(0);
  });

  it('is done for what is honest: many seals, objects in streams, something added, a little that is out of order', async () => {
    let sealed = pdfOf();
    for (let i = 0; i < 20; i++) sealed = sealPdf(sealed, world);
    const document = await PDFDocument.load(pdfOf({ pages: 150 }));
    const streamed = await document.save({ useObjectStreams: true });
    expect(Buffer.from(streamed).toString('latin1')).toContain('/ObjStm');
    for (const file of [sealed, streamed, appendToPdf(sealed), between('x'.repeat(1_000))]) {
      expect(await markOfPdf(file)).toBeUndefined();
      expect((await copyOfPdf(file, NOTE)).length).toBeGreaterThan(0);
    }
    expect(await examineFile(sealed, NOBODY)).toMatchObject({ seals: { signatures: { length: 20 } } });
  });
});

describe('a signature dictionary of a size that none has', () => {
  it.each<[string, string]>([
    ['blanks', `${' '.repeat(8 * 1024 ** 2)}<<`],
    ['lines', `${' %\n'.repeat(3 * 1024 ** 2)}<<`],
    ['digits that are no number', `<< /A ${'1'.repeat(60_000)}x`],
  ])('is unproven: %s', (_, opening) => {
    const file = between(`9 0 obj\n${opening} /Type /Sig /ByteRange [0 1 2 3] >>\nendobj`);
    expect(verifyPdf(file, NOBODY)).toMatchObject({ verdict: 'UNPROVEN', signatures: { length: 1 } });
  });
});
