import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSealOffice, sealTrustOf } from '#connectors/sandbox/seals';
import type { SealTrust } from '#crypto/eseal';
import { verifyOfd } from '#crypto/ofd';
import { readCertificates } from '#crypto/x509/certificate';
import { ofdFiles, packOfd } from '../../kit/ofd.js';
import { SEALED_AT } from '../../kit/seals.js';

/** The seal of a sandbox platform: made once, believed from then on by whoever was told of it. */

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-seal-office-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const options = (name = 'serial') => ({ serialFile: join(folder, name), now: () => SEALED_AT });
const open = (name?: string) => openSealOffice(options(name), '某省');

function trustOf(name = 'serial'): SealTrust {
  const { makers, issuers } = sealTrustOf(options(name).serialFile);
  const read = (files: readonly string[]) =>
    files.flatMap((file) => readCertificates(readFileSync(file, 'utf8')));
  return { makers: read(makers), issuers: read(issuers) };
}

const verdictOf = async (office: ReturnType<typeof open>, trust: SealTrust) =>
  (await verifyOfd(packOfd(office.sealed(ofdFiles())), trust)).verdict;

describe('the seal of a sandbox', () => {
  it('is proven to whoever believes its maker, and to nobody else', async () => {
    const [one, other] = [open(), open('other')];
    expect(await verdictOf(one, trustOf())).toBe('WHOLE');
    expect(await verdictOf(one, trustOf('other'))).toBe('UNPROVEN');
    expect(await verdictOf(other, trustOf('other'))).toBe('WHOLE');
  });

  it('is the same after the platform has started again', async () => {
    open();
    const trust = trustOf();
    expect(await verdictOf(open(), trust)).toBe('WHOLE');
  });

  it('is made anew by a start after one that broke off', async () => {
    open();
    const before = trustOf();
    rmSync(join(folder, 'serial.seals', 'seal.esl'));
    const office = open();
    expect(await verdictOf(office, trustOf())).toBe('WHOLE');
    expect(await verdictOf(office, before)).toBe('UNPROVEN');
  });
});
