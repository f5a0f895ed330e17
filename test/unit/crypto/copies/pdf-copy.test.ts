import { deflateSync } from 'node:zlib';
import { decodePDFRawStream, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COPY_MARK, copyOfPdf, markOfPdf } from '#crypto/copies';
import { PdfError } from '#crypto/pdf';
import { hex, sm3, utf8 } from '#crypto/primitives';
import { pdfOf } from '../../../kit/pdf.js';

const NOTE = {
  purpose: '异地办理不动产登记 & 核验婚姻状况',
  item: '002090012000',
  caseNo: '410100-20260601-000123-7',
  usedBy: '11410100MB1234567X',
  at: '2026-06-01 08:30:00',
  useId: '01980f3c-0000-7000-8000-000000000001',
};

const original = pdfOf({ pages: 2 });

/** The streams of a document, unpacked: of pages seen as pictures (forms), or what is drawn on pages. */
async function streamsOf(bytes: Uint8Array, kind: 'forms' | 'drawn'): Promise<string[]> {
  const { context } = await PDFDocument.load(bytes);
  return context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFRawStream) || object.dict.has(PDFName.of('Type')) !== (kind === 'forms'))
      return [];
    return [Buffer.from(decodePDFRawStream(object).decode()).toString('latin1')];
  });
}

/** What is written on each page over the original. */
async function notesOf(bytes: Uint8Array): Promise<string[]> {
  return (await streamsOf(bytes, 'drawn')).map((drawn) => {
    const texts = [...drawn.matchAll(/<([0-9A-F]+)> Tj/g)];
    return texts.map(([, code = '']) => Buffer.from(code, 'hex').swap16().toString('utf16le')).join('');
  });
}

describe('a copy of a PDF', () => {
  it('says on every page what it is, which use it is for and which original it was made of', async () => {
    const copy = await copyOfPdf(original, NOTE);
    const notes = await notesOf(copy);
    expect(notes).toHaveLength(2);
    for (const note of notes) {
      for (const value of [COPY_MARK, ...Object.values(NOTE), hex(sm3(original))])
        expect(note).toContain(value);
    }
    expect(await markOfPdf(copy)).toEqual({ originalSm3: hex(sm3(original)), useId: NOTE.useId });
    expect(await markOfPdf(original)).toBeUndefined();
  });

  it('shows the pages as they were, in their size and turned as they were', async () => {
    const bytes = await copyOfPdf(pdfOf({ page: '/Rotate 90 /CropBox [10 20 510 720]' }), NOTE);
    const copy = await PDFDocument.load(bytes);
    const [page] = copy.getPages();
    expect(page?.getSize()).toEqual({ width: 500, height: 700 });
    expect(page?.getRotation().angle).toBe(90);
    const forms = await streamsOf(bytes, 'forms');
    expect(forms.filter((each) => each.includes('(CERTIFICATE) Tj'))).toHaveLength(1);
  });

  it('has no script, no attachment, no field and no signature of the original', async () => {
    const dangerous = pdfOf({
      catalogue:
        '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Names << /EmbeddedFiles 5 0 R >> /AcroForm << /SigFlags 3 /Fields [6 0 R] >>',
      page: '/Annots [6 0 R] /AA << /O << /S /Launch /F (a.exe) >> >>',
      more: [
        '<< /Names [(a) << /Type /Filespec /F (a.exe) >>] >>',
        '<< /Type /Annot /Subtype /Widget /FT /Sig /Rect [0 0 9 9] /T (seal) /V << /Type /Sig /ByteRange [0 1 2 3] >> >>',
      ],
    });
    const copy = await PDFDocument.load(await copyOfPdf(dangerous, NOTE));
    const everything = copy.context.enumerateIndirectObjects().map(([, object]) => String(object));
    expect(
      everything.filter((each) => /JavaScript|OpenAction|AcroForm|Widget|\/Sig|Launch|\.exe/.test(each)),
    ).toEqual([]);
  });

  it('is the same to the byte for the same use, and another for another', async () => {
    const [first, again, other] = await Promise.all([
      copyOfPdf(original, NOTE),
      copyOfPdf(original, { ...NOTE }),
      copyOfPdf(original, { ...NOTE, purpose: '其他' }),
    ]);
    expect(hex(first)).toBe(hex(again));
    expect(hex(first)).not.toBe(hex(other));
  });

  it('says it where the page cannot move it: what state the page leaves behind ends with it', async () => {
    const contents = Buffer.from('q 0.001 0 0 0.001 5000 5000 cm q q');
    const copy = await copyOfPdf(pdfOf({ contents, packed: '' }), NOTE);
    expect((await streamsOf(copy, 'forms')).join('')).toContain('5000 5000 cm');
    expect((await streamsOf(copy, 'drawn')).join('')).not.toContain('5000 5000 cm');
  });

  const circular = Buffer.from(
    pdfOf().toString('latin1').replace('/Kids [5 0 R]', '/Kids [2 0 R]'),
    'latin1',
  );
  const bomb = deflateSync(Buffer.alloc(80 * 1024 ** 2));

  it.each<[string, Uint8Array, string]>([
    ['nothing', Buffer.alloc(0), 'is not a whole PDF'],
    ['words that begin like one', utf8('%PDF-1.7 garbage'), 'is not a whole PDF'],
    ['the first half of one', original.subarray(0, original.length / 2), 'is not a whole PDF'],
    ['one whose insides are garbage', utf8('%PDF-1.7\ngarbage\n%%EOF'), 'cannot be read'],
    ['one without pages', pdfOf({ pages: 0 }), 'has 0 pages'],
    ['one of too many pages', pdfOf({ pages: 201 }), 'has 201 pages'],
    [
      'one that is encrypted',
      pdfOf({
        trailer: `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'00'.repeat(32)}> /U <${'00'.repeat(32)}> >> /ID [<00> <00>]`,
      }),
      'is encrypted',
    ],
    ['one that is too large', Buffer.concat([original, Buffer.alloc(20 * 1024 ** 2)]), 'has more than'],
    ['one that unpacks to too much', pdfOf({ contents: bomb }), 'unpacks to too much'],
    ['one that is packed again and again', pdfOf({ contents: deflateSync(bomb) }), 'unpacks to too much'],
    [
      'one that unpacks to too much, whatever its check sum says',
      pdfOf({ contents: Buffer.concat([bomb.subarray(0, -4), Buffer.alloc(4)]) }),
      'unpacks to too much',
    ],
    ['one packed in another way', pdfOf({ packed: '/Filter /LZWDecode' }), 'is packed in a way'],
    ['one that hides in which way', pdfOf({ packed: '/Filter /L#5aWDecode' }), 'is packed in a way'],
    ['one whose page is its own contents', pdfOf({ page: '/Contents 5 0 R' }), 'cannot be read'],
    ['one whose pages go round in circles', circular, 'cannot be read'],
  ])('is not made of %s', async (_, bytes, reason) => {
    const refused = copyOfPdf(bytes, NOTE);
    await expect(refused).rejects.toThrow(PdfError);
    await expect(refused).rejects.toThrow(reason);
  });

  it('is made, or refused with a reason, whatever is changed in the original', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(original.length - 1), fc.nat(255), async (at, value) => {
        const bytes = Buffer.from(original);
        bytes[at] = value;
        try {
          await copyOfPdf(bytes, NOTE);
        } catch (error) {
          expect(error).toBeInstanceOf(PdfError);
        }
      }),
      { numRuns: 150 },
    );
  });
});
