import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyOfOfd } from '#crypto/copies';
import { OfdError, verifyOfd } from '#crypto/ofd';
import { parseCertificate } from '#crypto/x509/certificate';
import { mutationsOf } from '../kit/mutation.js';
import { ofdFiles, packOfd, sealOfd, withFile } from '../kit/ofd.js';
import { sealWorld } from '../kit/seals.js';

const world = sealWorld();
const trust = {
  makers: [parseCertificate(world.maker.certificate)],
  issuers: [parseCertificate(world.authority.certificate)],
};
const trustNobody = { makers: [], issuers: [] };
const files = sealOfd(ofdFiles(), world, { covers: () => true });
const note = {
  purpose: '核验',
  item: '002090012000',
  caseNo: '1',
  usedBy: '窗口',
  at: '2026-06-01 08:30:00',
  useId: '01980f3c-0000-7000-8000-000000000001',
};

/** The document with one of its files changed, as whoever has it in hand could do. */
const tampered = fc
  .constantFrom(...files)
  .chain(([path, bytes]) => mutationsOf(bytes).map((changed) => packOfd(withFile(files, path, changed))));

async function orRefused<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    expect(error).toBeInstanceOf(OfdError);
    return undefined;
  }
}

describe('a sealed document', () => {
  it('is whole as it was sealed, and after no change of any file whatever', async () => {
    expect((await verifyOfd(packOfd(files), trust)).verdict).toBe('WHOLE');
    let read = 0;
    await fc.assert(
      fc.asyncProperty(tampered, async (bytes) => {
        const report = await orRefused(verifyOfd(bytes, trust));
        if (report === undefined) return;
        read++;
        expect(report.verdict).not.toBe('WHOLE');
      }),
      { numRuns: 300 },
    );
    expect(read).toBeGreaterThan(100);
  });

  it('is refused, and breaks nothing, when its package was changed', async () => {
    await fc.assert(
      fc.asyncProperty(mutationsOf(packOfd(files)), async (bytes) => {
        await orRefused(verifyOfd(bytes, trust));
      }),
      { numRuns: 200 },
    );
  });

  it('gives a copy without seals that can be read, or none', async () => {
    let made = 0;
    await fc.assert(
      fc.asyncProperty(tampered, async (bytes) => {
        const copy = await orRefused(copyOfOfd(bytes, note));
        if (copy === undefined) return;
        made++;
        expect((await verifyOfd(copy, trustNobody)).verdict).toBe('UNSIGNED');
      }),
      { numRuns: 200 },
    );
    expect(made).toBeGreaterThan(50);
  });
});
