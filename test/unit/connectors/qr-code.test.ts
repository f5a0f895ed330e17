import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawPng, drawSvg, drawText } from '#connectors/kit';
import { readQrPng, readQrSvg, readQrText } from '../../kit/qr-reader.js';

/** What a holder shows is what a camera reads: by a reader that has nothing from what draws. */

const codes = fc
  .array(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'), { minLength: 32, maxLength: 32 })
  .map((characters) => `TONGBAN1:${characters.join('')}`);

describe('the QR code of a presentation', () => {
  it('is read back from every form in which it is drawn', async () => {
    await fc.assert(
      fc.asyncProperty(codes, async (code) => {
        const read = [
          readQrPng(await drawPng(code)),
          readQrSvg(await drawSvg(code)),
          readQrText(drawText(code)),
        ];
        expect(read).toEqual([code, code, code]);
      }),
      { numRuns: 15 },
    );
  });

  it('is not drawn of anything else', async () => {
    for (const text of [
      '',
      'https://example.com',
      `TONGBAN1:${'a'.repeat(32)}`,
      `TONGBAN1:${'A'.repeat(33)}`,
    ]) {
      expect(() => drawText(text)).toThrow();
      await expect((async () => drawPng(text))()).rejects.toThrow();
      await expect((async () => drawSvg(text))()).rejects.toThrow();
    }
  });
});
