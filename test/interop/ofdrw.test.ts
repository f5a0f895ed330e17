import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import {
  parseSeal,
  parseSealSignature,
  type SealAnswer,
  type SealStep,
  verifySeal,
  verifySealSignature,
} from '#crypto/eseal';
import { verifyOfd } from '#crypto/ofd';
import { parseCertificate } from '#crypto/x509/certificate';

/**
 * Seals and sealed documents that ofdrw made, with its own test certificate that ended on 21 April 2022: files of its
 * repository (commit 7459e350, Apache-2.0), whose licence stands beside them.
 */
const folder = join(packageRoot, 'test', 'vectors', 'data', 'eseal');
const sample = (name: string) => readFileSync(join(folder, name));
const trustOf = (makerCertificate: Uint8Array) => ({
  makers: [parseCertificate(makerCertificate)],
  issuers: undefined,
});

/** Steps that did not pass. */
function failed(answers: readonly SealAnswer[]): SealStep[] {
  return answers.filter(({ verdict }) => verdict !== 'PASS').map(({ step }) => step);
}

describe('seals made by ofdrw', () => {
  it.each([
    ['UserV1.esl', 'GM/T 0031', []],
    ['UserV4.esl', 'GB/T 38540', []],
    ['UserV5.esl', 'GB/T 38540', ['SEAL_MAKER']], // made after its maker's certificate had ended
  ])('%s is a seal of %s that its maker signed', (name, standard, expected) => {
    const seal = parseSeal(sample(name));
    expect(seal).toMatchObject({ standard, picture: { type: 'PNG', width: 40, height: 40 } });
    expect(failed(verifySeal(seal.bytes, trustOf(seal.makerCertificate), seal.validFrom))).toEqual(expected);
  });

  it.each([
    ['SignedValueV4.dat', ['DATA_HASH']], // of a document that is not at hand
    ['SignedValueV5.dat', ['SEAL_MAKER', 'SIGNER_CERTIFICATE', 'DATA_HASH']], // used after the certificates had ended
  ])('%s was signed by whom the seal names', (name, expected) => {
    const { seal } = parseSealSignature(sample(name));
    const trust = trustOf(seal.makerCertificate);
    expect(failed(verifySealSignature(sample(name), new Uint8Array(0), trust).answers)).toEqual(expected);
  });

  it.each([
    ['SESV4SignDoc.ofd', 5, ['SEAL_VALIDITY', 'SIGNER_CERTIFICATE'], 'UNPROVEN'], // sealed anew in 2026
    ['allprotected.ofd', 6, [], 'WHOLE'],
  ])(
    '%s is as it was sealed, in all %i files that its seal names',
    async (name, count, expected, verdict) => {
      const { signatures } = await verifyOfd(sample(name), { makers: [], issuers: undefined });
      const trust = trustOf(signatures[0]?.seal.signature?.seal.makerCertificate ?? new Uint8Array(0));
      const report = await verifyOfd(sample(name), trust);
      const [signature] = report.signatures;
      expect(failed(signature?.seal.answers ?? [])).toEqual(expected);
      expect(signature?.shownSeal).toBe('SAME');
      expect(signature?.references.map(({ state }) => state)).toEqual(
        Array.from({ length: count }, () => 'COVERED'),
      );
      expect(report.verdict).toBe(verdict);
    },
  );
});
