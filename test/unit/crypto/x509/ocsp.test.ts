import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  DerError,
  derBits,
  derOctets,
  derSequence,
  derTagged,
  derValue,
  Fields,
  readDer,
} from '#crypto/asn1';
import {
  type Certificate,
  formatOcspRequest,
  isAnswer,
  type OcspResponse,
  parseOcspResponse,
  type Revocation,
  type RevocationList,
  readCertificates,
  revocationOf,
} from '#crypto/x509/certificate';
import { flipsOf } from '../../../kit/flips.js';
import { runCommand } from '../../../kit/program.js';
import { type OcspWish, TestTsa } from '../../../kit/tsa.js';

/** Against responses of `openssl ocsp`. */

const made: TestTsa[] = [];
afterAll(() => {
  for (const tsa of made) tsa.close();
});

interface Parties {
  readonly tsa: TestTsa;
  readonly signer: Certificate;
  readonly issuer: Certificate;
}

async function parties(key: 'p256' | 'rsa' = 'p256'): Promise<Parties> {
  const tsa = await TestTsa.make({ key });
  made.push(tsa);
  const [signer] = readCertificates(readFileSync(tsa.signerFile, 'utf8'));
  const [issuer] = tsa.roots;
  if (signer === undefined || issuer === undefined) return expect.fail('no certificate');
  return { tsa, signer, issuer };
}

const NONCE = Buffer.from('00112233445566778899aabbccddeeff', 'hex');

async function answer({ tsa, signer, issuer }: Parties, wish?: OcspWish): Promise<Uint8Array> {
  return tsa.ocsp(formatOcspRequest(signer, issuer, NONCE), wish);
}

function said(
  { signer, issuer }: Parties,
  bytes: Uint8Array,
  at = Date.now(),
  lists: readonly RevocationList[] = [],
): Revocation {
  return revocationOf(signer, issuer, { lists, responses: [parseOcspResponse(bytes)] }, at);
}

describe('a request to a responder', () => {
  it('is read by openssl as it was meant', async () => {
    const { tsa, signer, issuer } = await parties();
    writeFileSync(tsa.path('query'), formatOcspRequest(signer, issuer, NONCE));
    const { stdout } = await runCommand('openssl', ['ocsp', '-reqin', tsa.path('query'), '-req_text']);
    expect(stdout).toContain('Hash Algorithm: sha1');
    expect(stdout).toContain(`Serial Number: ${signer.serial.toString(16).toUpperCase()}`);
    expect(stdout.replaceAll(/\s/g, '')).toContain(NONCE.toString('hex').toUpperCase());
  });
});

describe('a response of openssl', () => {
  let all: Parties;
  let good: Uint8Array;
  beforeAll(async () => {
    all = await parties();
    good = await answer(all);
  });

  it.each<[string, OcspWish]>([
    ['a responder whom the issuer named', {}],
    ['the issuer itself', { signer: 'issuer' }],
    ['the issuer, without a certificate', { signer: 'issuer', isBare: true }],
    ['a responder by its key', { byKey: true }],
  ])('is the word of %s', async (_, wish) => {
    const response = await answer(all, wish);
    expect(said(all, response).kind).toBe('GOOD');
    expect(parseOcspResponse(response).nonce).toEqual(NONCE);
  });

  it('is the word of an issuer with an RSA key', async () => {
    const rsa = await parties('rsa');
    expect(said(rsa, await answer(rsa, { signer: 'issuer' })).kind).toBe('GOOD');
  });

  it.each<[string, OcspWish]>([
    ['a responder that is for something else', { signer: 'unfit' }],
    ['a responder whose certificate it does not bring', { isBare: true }],
    ['a responder for which nobody vouches', { signer: 'unvouched' }],
  ])('is nothing from %s', async (_, wish) => {
    expect(said(all, await answer(all, wish))).toEqual({ kind: 'UNKNOWN', why: 'NONE' });
  });

  it('is the word of a responder that a list says is not revoked, and of none that it says is', async () => {
    const other = await parties();
    const unvouched = parseOcspResponse(await answer(other, { signer: 'unvouched' }));
    const vouched = parseOcspResponse(await answer(other));
    const before = await other.tsa.revocationLists();
    const isOne = (response: OcspResponse, lists: readonly RevocationList[]) =>
      isAnswer(response, { certificate: other.signer, issuer: other.issuer }, lists, Date.now());
    expect([isOne(unvouched, []), isOne(unvouched, before)]).toEqual([false, true]);
    expect([isOne(vouched, []), isOne(vouched, before)]).toEqual([true, true]);
    await other.tsa.revoke('keyCompromise', 'root-responder');
    expect(isOne(vouched, await other.tsa.revocationLists())).toBe(false);
  });

  it('is nothing from the responder of another, of the same name', async () => {
    const other = await parties();
    const foreign = await other.tsa.ocsp(formatOcspRequest(all.signer, all.issuer, NONCE));
    expect(said(all, foreign)).toEqual({ kind: 'UNKNOWN', why: 'NONE' });
    expect(said(other, good)).toEqual({ kind: 'UNKNOWN', why: 'NONE' });
  });

  it('says nothing of a certificate that it was not asked for', async () => {
    const twin = { ...all.signer, serial: all.signer.serial + 1n };
    const unknown = await answer({ ...all, signer: twin });
    expect(said({ ...all, signer: twin }, unknown)).toEqual({ kind: 'UNKNOWN', why: 'NONE' });
    expect(said({ ...all, signer: twin }, good)).toEqual({ kind: 'UNKNOWN', why: 'NONE' });
  });

  it('speaks of the time until there is to be newer', async () => {
    const { statuses } = parseOcspResponse(good);
    const until = statuses[0]?.nextAt ?? expect.fail('no end');
    expect(said(all, good, until).kind).toBe('GOOD');
    expect(said(all, good, until + 1)).toEqual({ kind: 'UNKNOWN', why: 'OF_ANOTHER_TIME' });
    const endless = await answer(all, { minutes: 0 });
    const at = parseOcspResponse(endless).statuses[0]?.issuedAt ?? expect.fail('no status');
    expect(said(all, endless, at).kind).toBe('GOOD');
    expect(said(all, endless, at + 1)).toEqual({ kind: 'UNKNOWN', why: 'OF_ANOTHER_TIME' });
  });

  it('says since when a certificate is revoked, and why', async () => {
    const other = await parties();
    await other.tsa.revoke('superseded');
    const revoked = said(other, await answer(other));
    expect(revoked).toMatchObject({ kind: 'REVOKED', reason: 4 });
    expect(revoked.kind === 'REVOKED' && Math.abs(revoked.at - Date.now())).toBeLessThan(60_000);
    const without = await parties();
    await without.tsa.revoke();
    expect(said(without, await answer(without))).toMatchObject({ kind: 'REVOKED', reason: undefined });
  });

  it('says the same or nothing with a bit of any of its bytes turned over', async () => {
    const bare = await answer(all, { signer: 'issuer', isBare: true });
    const revoked = await parties();
    await revoked.tsa.revoke('keyCompromise');
    for (const [who, bytes, kind] of [
      [all, good, 'GOOD'],
      [all, bare, 'GOOD'],
      [revoked, await answer(revoked), 'REVOKED'],
    ] as const) {
      expect(said(who, bytes).kind).toBe(kind);
      const at = Date.now();
      const passed = [...flipsOf(bytes, [0])].filter(
        ([, flipped]) => outcome(who, flipped, at) !== 'UNKNOWN',
      );
      expect(passed.map(([place]) => place)).toEqual([]);
    }
  }, 120_000);

  function outcome(who: Parties, bytes: Uint8Array, at: number): Revocation['kind'] {
    try {
      return said(who, bytes, at).kind;
    } catch (error) {
      if (error instanceof DerError) return 'UNKNOWN';
      throw error;
    }
  }

  it('is one only in its one form', () => {
    const enumerated = (value: number) => derValue('universal', 10, false, Buffer.of(value));
    const basic = readDer(good).children?.[1]?.children?.[0]?.bytes ?? expect.fail('no answer');
    expect(() => parseOcspResponse(derSequence(enumerated(3)))).toThrow('tryLater');
    expect(() => parseOcspResponse(derSequence(enumerated(0)))).toThrow(DerError);
    expect(() => parseOcspResponse(derSequence(enumerated(3), derTagged(0, basic)))).toThrow('tryLater');
    expect(() => parseOcspResponse(Buffer.concat([good, Buffer.of(0)]))).toThrow(DerError);
    const other = derSequence(readDer(basic).children?.[0]?.bytes ?? good, derOctets(derBits(good)));
    expect(() => parseOcspResponse(derSequence(enumerated(0), derTagged(0, other)))).toThrow(DerError);
    expect(new Fields(readDer(good)).take().content).toEqual(Buffer.of(0));
  });
});
