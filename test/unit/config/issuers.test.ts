import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCertificatePowers } from '#config';
import { GUANGDONG, HENAN, IDENTITY, LICENCE } from '../../kit/ecert.js';
import { faultsThrownBy } from '../../kit/faults.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-issuers-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const issuer = {
  issuer: GUANGDONG,
  divisionCode: '440000',
  typeCodes: [LICENCE, IDENTITY],
  validFrom: '2020-01-01',
  source: 'test',
};
const duty = {
  id: 'D-1',
  organisation: HENAN,
  platform: 'henan',
  typeCodes: [LICENCE],
  basis: '某法第一条',
  source: 'test',
};

function write(issuers: object[], duties: object[] = [], seals?: object[]): void {
  const file = { note: 'test', sources: { test: 'an act of a test' }, issuers, duties, seals };
  writeFileSync(join(folder, 'issuers.json'), JSON.stringify(file));
}

function faultsOf(issuers: object[], duties: object[] = []): string[] {
  write(issuers, duties);
  return faultsThrownBy(() => readCertificatePowers(folder)).map((fault) =>
    fault.replace(`${folder}/issuers.json: `, ''),
  );
}

describe('the file of issuers and duties', () => {
  it('grants each type of a row by itself, for its place and days alone', () => {
    write([issuer], [duty]);
    const { issuers, duties } = readCertificatePowers(folder);
    const question = { issuer: GUANGDONG, divisionCode: '440100', issuedOn: '2026-11-22' };
    expect(issuers.mayIssue({ ...question, typeCode: LICENCE })).toBe('MAY_ISSUE');
    expect(issuers.mayIssue({ ...question, typeCode: IDENTITY })).toBe('MAY_ISSUE');
    expect(issuers.mayIssue({ ...question, typeCode: LICENCE, divisionCode: '410100' })).toBe(
      'OUTSIDE_PLACE',
    );
    expect(issuers.mayIssue({ ...question, typeCode: LICENCE, issuedOn: '2019-12-31' })).toBe('OUTSIDE_TIME');
    expect(issuers.mayIssue({ ...question, issuer: HENAN, typeCode: LICENCE })).toBe('UNKNOWN_ISSUER');
    expect(duties).toMatchObject([
      { id: 'D-1', platform: 'henan', source: 'an act of a test', basicCodePrefix: '' },
    ]);
  });

  it('registers seals by the certificate of who signs with them, and says of whom there are any', () => {
    const seal = { issuer: GUANGDONG, certificateSha256: 'a'.repeat(64), source: 'test' };
    const revocation = { from: '2026-05-01', reason: 'RETIRED' };
    write([issuer], [], [seal, { ...seal, certificateSha256: 'b'.repeat(64), revocation }]);
    const { issuers } = readCertificatePowers(folder);
    const question = { issuer: GUANGDONG, divisionCode: '440100', typeCode: LICENCE, use: 'SEAL' } as const;
    const ask = (kid: string) => issuers.mayHaveIssued({ ...question, kid, issuedOn: '2026-06-01' });
    expect(['a', 'b', 'c'].map((each) => ask(each.repeat(64)))).toEqual([
      'MAY_ISSUE',
      'KEY_REVOKED',
      'UNKNOWN_KEY',
    ]);
    expect([GUANGDONG, HENAN].map((each) => issuers.hasSeals(each))).toEqual([true, false]);
    write([issuer], [], [{ ...seal, certificateSha256: 'A'.repeat(64) }]);
    expect(() => readCertificatePowers(folder)).toThrow('seals.0.certificateSha256');
    write([issuer], [], [seal, seal]);
    expect(() => readCertificatePowers(folder)).toThrow('stands twice');
  });

  it('is refused with every fault of its shape', () => {
    expect(faultsOf([{ ...issuer, typeCodes: LICENCE }], [{ ...duty, id: '', law: 'x' }])).toEqual([
      'issuers.0.typeCodes: Invalid input: expected array, received string',
      'duties.0.id: Too small: expected string to have >=1 characters',
      'duties.0: Unrecognized key: "law"',
    ]);
  });

  it('is refused with every number whose check character is wrong, and every source that is none', () => {
    const wrong = `${GUANGDONG.slice(0, 17)}${GUANGDONG.endsWith('A') ? 'B' : 'A'}`;
    expect(faultsOf([{ ...issuer, issuer: wrong }])).toEqual(
      [LICENCE, IDENTITY].map((type) =>
        expect.stringMatching(new RegExp(`^${wrong} for ${type} in 440000: .*check`)),
      ),
    );
    expect(faultsOf([{ ...issuer, source: 'rumour' }])).toEqual([
      'issuers.0.source: no source is named rumour',
    ]);
  });

  it('is refused when a duty covers nothing, names no law, or stands twice', () => {
    expect(faultsOf([], [{ ...duty, typeCodes: [], basis: ' ' }, duty, duty])).toEqual([
      'duty D-1: it covers no type',
      'duty D-1: it names no law',
      'duty D-1: stands twice',
      'duty D-1: stands twice',
    ]);
  });

  it('of the sample lets its authorities issue what the sample types name', () => {
    const { issuers, duties } = readCertificatePowers();
    const question = { issuer: '11440000MBY900019A', typeCode: LICENCE, divisionCode: '440100' };
    expect(issuers.mayIssue({ ...question, issuedOn: '2026-11-22' })).toBe('MAY_ISSUE');
    expect(duties.length).toBeGreaterThan(0);
  });
});
