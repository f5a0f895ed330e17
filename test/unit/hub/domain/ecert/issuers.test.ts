import { describe, expect, it } from 'vitest';
import { type IssueQuestion, type IssuerGrant, type IssuerKey, IssuerRegistry } from '#domain/ecert';
import { GUANGDONG, HENAN, IDENTITY, LICENCE } from '../../../../kit/ecert.js';
import { faultsThrownBy } from '../../../../kit/faults.js';

const grant: IssuerGrant = {
  issuer: GUANGDONG,
  typeCode: LICENCE,
  divisionCode: '440100',
  validFrom: '2020-01-01',
  validTo: '2026-12-31',
  source: 'test',
};

const key: IssuerKey = {
  issuer: GUANGDONG,
  kid: 'gd-1',
  use: 'DATA',
  validFrom: '2024-01-01',
  validTo: '2026-06-30',
  revocation: undefined,
};

const registry = new IssuerRegistry(
  [
    grant,
    { ...grant, issuer: HENAN, divisionCode: '410000' },
    { ...grant, issuer: '340100', divisionCode: '340100' },
  ],
  [
    key,
    { ...key, kid: 'gd-seal', use: 'SEAL' },
    { ...key, kid: 'gd-retired', revocation: { from: '2025-06-01', reason: 'RETIRED' } },
    { ...key, kid: 'gd-stolen', revocation: { from: '2025-06-01', reason: 'COMPROMISED' } },
    { ...key, kid: 'ha-1', issuer: HENAN },
    { ...key, kid: 'hefei', issuer: '340100' },
  ],
);

const ask = (change: Partial<IssueQuestion> = {}) =>
  registry.mayHaveIssued({
    issuer: GUANGDONG,
    typeCode: LICENCE,
    divisionCode: '440106',
    kid: 'gd-1',
    use: 'DATA',
    issuedOn: '2025-05-01',
    ...change,
  });

describe('a key of an issuer', () => {
  it('may have signed what its issuer may issue, there and then', () => {
    expect(ask()).toBe('MAY_ISSUE');
    expect(ask({ divisionCode: '440106003' })).toBe('MAY_ISSUE');
    expect(ask({ kid: 'gd-seal', use: 'SEAL' })).toBe('MAY_ISSUE');
    expect(ask({ issuer: '340100', kid: 'hefei', divisionCode: '340102' })).toBe('MAY_ISSUE');
  });

  it.each<[string, Partial<IssueQuestion>]>([
    ['UNKNOWN_ISSUER', { issuer: '110000' }],
    ['TYPE_NOT_GRANTED', { typeCode: IDENTITY }],
    ['OUTSIDE_PLACE', { divisionCode: '440300' }],
    ['OUTSIDE_PLACE', { divisionCode: '440000' }],
    ['OUTSIDE_PLACE', { divisionCode: 'anywhere' }],
    ['OUTSIDE_TIME', { issuedOn: '2019-12-31' }],
    ['OUTSIDE_TIME', { issuedOn: '2027-01-01' }],
    ['OUTSIDE_TIME', { issuedOn: '2025-02-30' }],
    ['UNKNOWN_KEY', { kid: 'gd-2' }],
    ['KEY_OF_ANOTHER', { kid: 'ha-1' }],
    ['KEY_OF_OTHER_USE', { kid: 'gd-seal' }],
    ['KEY_OF_OTHER_USE', { use: 'SEAL' }],
    ['KEY_OUTSIDE_TIME', { issuedOn: '2023-12-31' }],
    ['KEY_OUTSIDE_TIME', { issuedOn: '2026-07-01' }],
    ['KEY_REVOKED', { kid: 'gd-retired', issuedOn: '2025-06-01' }],
    ['KEY_REVOKED', { kid: 'gd-stolen', issuedOn: '2025-06-01', seenOn: '2025-05-31' }],
  ])('may not: %s, %j', (verdict, change) => {
    expect(ask(change)).toBe(verdict);
  });

  it('that is retired keeps what it signed; one that was stolen, only what others saw before', () => {
    expect(ask({ kid: 'gd-retired', issuedOn: '2025-05-31' })).toBe('MAY_ISSUE');
    expect(ask({ kid: 'gd-stolen' })).toBe('KEY_REVOKED');
    expect(ask({ kid: 'gd-stolen', seenOn: '2025-06-01' })).toBe('KEY_REVOKED');
    expect(ask({ kid: 'gd-stolen', seenOn: '2025' })).toBe('KEY_REVOKED');
    expect(ask({ kid: 'gd-stolen', seenOn: '2025-05-31' })).toBe('MAY_ISSUE');
  });
});

describe('a register of issuers', () => {
  it('is refused with every fault', () => {
    const faults = faultsThrownBy(
      () =>
        new IssuerRegistry(
          [{ ...grant, issuer: 'police', typeCode: 'X', divisionCode: '44', validFrom: '2027-01-01' }],
          [key, { ...key, issuer: 'police', revocation: { from: 'soon', reason: 'RETIRED' } }],
        ),
    );
    expect(faults).toEqual([
      'police for X in 44: character 1 is p, expected a digit',
      'police for X in 44: a certificate type has 21 characters, not 1',
      'police for X in 44: a division code has 6, 9 or 12 digits, not 2',
      'police for X in 44: it ends on 2026-12-31, before it begins on 2027-01-01',
      `key gd-1: ${GUANGDONG} may issue nothing`,
      'key gd-1: stands twice',
      'key gd-1: soon is not a day YYYY-MM-DD',
    ]);
  });
});
