import { describe, expect, it } from 'vitest';
import { certificateTypeFault } from '#domain/codes';
import {
  CERTIFICATE_STATES,
  type CertificateRecord,
  type CertificateState,
  type CertificateType,
  CertificateTypes,
  historyFaults,
  mayFollow,
  recordFaults,
  serves,
  standingOf,
  stateAt,
  Versions,
} from '#domain/ecert';
import {
  certificate,
  certificateId,
  change,
  GUANGDONG,
  HENAN,
  IDENTITY,
  LICENCE,
} from '../../../../kit/ecert.js';
import { faultsThrownBy } from '../../../../kit/faults.js';
import { readVectors } from '../../../../kit/vectors.js';

const TODAY = '20261122';
const STATES = Object.keys(CERTIFICATE_STATES) as CertificateState[];

describe('a certificate type', () => {
  it.each([LICENCE, IDENTITY, '11100000MB03271699022', '11100000000013338W011'])('may be %s', (code) => {
    expect(certificateTypeFault(code)).toBeUndefined();
  });

  it.each([
    ['11100000MB0143028R01', 'a certificate type has 21 characters, not 20'],
    ['11100000MB0143028S001', /^in the code 11100000MB0143028S of who defined the type: character 18 is S/],
    ['11100000MB0143028R0A1', 'character 20 is A, expected a digit'],
  ])('is not %s', (code, fault) => {
    expect(certificateTypeFault(code)).toEqual(
      typeof fault === 'string' ? fault : expect.stringMatching(fault),
    );
  });

  const row: CertificateType = {
    code: LICENCE,
    name: '营业执照',
    holderCodeTypes: ['001'],
    validFrom: '2019-01-01',
    validTo: '2024-12-31',
    source: 'test',
  };

  it('is known on its days', () => {
    const types = new CertificateTypes([
      row,
      { ...row, name: '营业执照（新）', validFrom: '2025-01-01', validTo: undefined },
    ]);
    expect(types.typeOf(LICENCE, '2018-12-31')).toBeUndefined();
    expect(types.typeOf(LICENCE, '2024-12-31')?.name).toBe('营业执照');
    expect(types.typeOf(LICENCE, '2025-01-01')?.name).toBe('营业执照（新）');
    expect(types.typeOf(IDENTITY, '2024-12-31')).toBeUndefined();
  });

  it('is known on the day of issue, and held by those who can hold it', () => {
    const types = new CertificateTypes([row]);
    const record = certificate(certificateId('A1'));
    expect(types.faultsOf(record, '2024-12-31')).toEqual([]);
    expect(types.faultsOf(record, '2025-01-01')).toEqual([`type ${LICENCE} is not known on 2025-01-01`]);
    const holders = [...record.holders, { codeType: '111', code: '11010519491231002X' }];
    expect(types.faultsOf({ ...record, holders }, '2024-12-31')).toEqual([
      'holder 2: 营业执照 is not held under codes of type 111',
    ]);
    expect(types.faultsOf({ ...record, id: 'x' }, '2024-12-31')).toEqual([
      expect.stringMatching(/^identifier: /),
    ]);
  });

  it('is refused with every fault of the table', () => {
    const faults = faultsThrownBy(
      () =>
        new CertificateTypes([
          row,
          { ...row, name: '再', validFrom: '2024-12-31' },
          { ...row, code: 'X', holderCodeTypes: [], validFrom: '2026-01-01', validTo: '2025-01-01' },
        ]),
    );
    expect(faults).toEqual([
      'X 营业执照: a certificate type has 21 characters, not 1',
      'X 营业执照: it ends on 2025-01-01, before it begins on 2026-01-01',
      'X 营业执照: nobody can hold it',
      `${LICENCE}: 营业执照 and 再 at the same time`,
    ]);
  });
});

describe('a record', () => {
  it('is right over every published identifier that is, and over no other', () => {
    const { license_ids_real: real, license_ids_synthetic: synthetic } = readVectors<
      Record<'license_ids_real', { id: string; ok: boolean }[]> & { license_ids_synthetic: string[] }
    >('domain.json');
    for (const id of synthetic) expect(recordFaults(certificate(id), TODAY)).toEqual([]);
    for (const { id, ok } of real) expect(recordFaults(certificate(id), TODAY).length === 0, id).toBe(ok);
    expect(real.filter(({ ok }) => !ok).map(({ id }) => recordFaults(certificate(id), TODAY))).toEqual([
      ['identifier: the check character is M, expected D'],
    ]);
    for (const { id } of real) expect(certificateTypeFault(id.split('.')[5] ?? '')).toBeUndefined();
  });

  it('is told everything that is wrong with it', () => {
    const wrong: CertificateRecord = {
      id: `${certificateId('A1').slice(0, -1)}?`,
      holders: [
        { codeType: '111', code: '11010519491231002X' },
        { codeType: '001', code: '11010519491231002X' },
        { codeType: '111', code: '11010519491231002X' },
        { codeType: '9', code: 'x' },
        { codeType: '414', code: 'a b' },
      ],
      history: [change('SUSPENDED', 5), change('CANCELLED', 4, 3), change('VALID', 9)],
      supersedes: undefined,
      validFrom: '2026-02-30',
      validTo: undefined,
    };
    expect(recordFaults(wrong, TODAY)).toEqual([
      'identifier: not an electronic certificate identifier of GB/T 36904',
      expect.stringMatching(/^holder 2: the check character/),
      'holder 3: is the same as holder 1',
      'holder 4: 9 is not a type of holder codes, expected three digits',
      'holder 5: not the code of a holder',
      'change 1: it begins SUSPENDED, expected VALID',
      'change 2: it was recorded before the change that stands before it',
      'change 2: CANCELLED cannot hold from before SUSPENDED',
      'change 3: VALID may not follow CANCELLED',
      'period: 2026-02-30 is not a day YYYY-MM-DD',
    ]);
    expect(recordFaults(certificate(certificateId('A1'), { holders: [], history: [] }), TODAY)).toEqual([
      'a certificate has at least one holder',
      'a certificate has a history, that of its issue at least',
    ]);
  });

  it('takes the place of an older version of its type only', () => {
    const over = (supersedes: string) =>
      recordFaults(certificate(certificateId('A1', '002'), { supersedes }), TODAY);
    expect(over(certificateId('A1', '001'))).toEqual([]);
    expect(over(certificateId('B7', '003', LICENCE, HENAN))).toEqual([]); // moved from another province
    expect(over(certificateId('A1', '002'))).toEqual(['version 002 cannot take the place of version 002']);
    expect(over(certificateId('A1', '001', IDENTITY))).toEqual([
      'it takes the place of a certificate of another type',
    ]);
    expect(over('x')).toEqual([expect.stringMatching(/^superseded identifier: /)]);
  });
});

describe('the states of a certificate', () => {
  it('follow one another as the table says, and every state but VALID can be reached and none follows VOIDED', () => {
    const reached = new Set<CertificateState>(['VALID']);
    for (const _ of STATES) {
      for (const next of STATES) if ([...reached].some((state) => mayFollow(next, state))) reached.add(next);
    }
    expect([...reached].sort()).toEqual([...STATES].sort());
    expect(STATES.filter((next) => mayFollow(next, 'VOIDED'))).toEqual([]);
    expect(STATES.filter((state) => mayFollow(state, state))).toEqual([]);
    expect(STATES.filter((state) => mayFollow('VALID', state))).toEqual(['SUSPENDED', 'OTHER']);
  });

  it('hold from the moment they name, not from that of their recording', () => {
    const history = [change('VALID', 0), change('SUSPENDED', 10, 15), change('VALID', 20, 16)];
    expect(historyFaults(history)).toEqual([]);
    const states = [-1, 0, 9, 10, 19, 20].map((at) => stateAt(history, at)?.state);
    expect(states).toEqual([undefined, 'VALID', 'VALID', 'SUSPENDED', 'SUSPENDED', 'VALID']);
    expect(stateAt(history, 12, 14)?.state).toBe('VALID'); // nobody could know
  });

  it('end from the beginning when the certificate is rescinded, for those who look back', () => {
    const history = [change('VALID', 0), change('CANCELLED', 50), change('RESCINDED', 0, 100)];
    expect(historyFaults(history)).toEqual([]);
    expect(stateAt(history, 10)?.state).toBe('RESCINDED');
    expect(stateAt(history, 10, 99)?.state).toBe('VALID');
  });
});

describe('the standing of a version', () => {
  const [v1, v2, v3] = ['001', '002', '003'].map((version) => certificateId('A1', version));
  const [first = '', second = '', third = ''] = [v1, v2, v3];
  const asOf = { at: 1000, day: '2026-11-22' };
  const standing = (records: CertificateRecord[], id = first, when: object = {}) =>
    standingOf(new Versions(records), id, { ...asOf, ...when });

  it('is current for the latest, and for no other', () => {
    const all = [certificate(third), certificate(first), certificate(second)];
    expect(standing(all, third)).toEqual({ kind: 'CURRENT' });
    expect(standing(all, first)).toEqual({ kind: 'NOT_LATEST', latest: [third] });
    expect(standing(all, certificateId('Z9'))).toEqual({ kind: 'UNKNOWN' });
  });

  it('follows links to other issuers, and to several when a certificate is divided', () => {
    const parts = [
      certificateId('B1', '001', LICENCE, HENAN),
      certificateId('B2', '001', LICENCE, HENAN),
    ].sort();
    const all = [certificate(first), ...parts.map((id) => certificate(id, { supersedes: first }))];
    expect(standing(all)).toEqual({ kind: 'NOT_LATEST', latest: parts });
  });

  it('does not see a version that was not issued yet, or not known', () => {
    const newer = certificate(second, { history: [change('VALID', 500, 600)] });
    expect(standing([certificate(first), newer], first, { at: 499 })).toEqual({ kind: 'CURRENT' });
    expect(standing([certificate(first), newer], first, { at: 550, knownAt: 599 })).toEqual({
      kind: 'CURRENT',
    });
    expect(standing([certificate(first), newer], second, { at: 499 })).toEqual({ kind: 'NOT_YET_VALID' });
  });

  it.each(['SUSPENDED', 'CANCELLED', 'REVOKED', 'RESCINDED', 'VOIDED', 'EXPIRED', 'OTHER'] as const)(
    'is not valid once it is %s',
    (state) => {
      const record = certificate(first, { history: [change('VALID', 0), change(state, 500)] });
      expect(standing([record])).toEqual({ kind: 'NOT_VALID', state, since: 500 });
      expect(standing([record], first, { at: 499 })).toEqual({ kind: 'CURRENT' });
    },
  );

  it('ends with the period that is printed on it, on the day after its last', () => {
    const record = certificate(first, { validTo: '2026-11-22' });
    expect(standing([record])).toEqual({ kind: 'CURRENT' });
    expect(standing([record], first, { day: '2026-11-23' })).toMatchObject({ state: 'EXPIRED' });
    expect(standing([record], first, { day: '2019-12-31' })).toEqual({ kind: 'NOT_YET_VALID' });
  });

  it('is not the latest when its issuer says so, though nobody knows what came after it', () => {
    const record = certificate(first, { history: [change('VALID', 0), change('SUPERSEDED', 1)] });
    expect(standing([record])).toEqual({ kind: 'NOT_LATEST', latest: [] });
  });

  it('is unclear when the links go in a circle', () => {
    const other = certificateId('C1', '001', LICENCE, GUANGDONG);
    const all = [certificate(first, { supersedes: other }), certificate(other, { supersedes: first })];
    expect(standing(all)).toEqual({ kind: 'UNCLEAR' });
  });

  it('lets only the current version stand for a material, and an older one show what was, with a warning', () => {
    const purposes = ['REPLACE_MATERIAL', 'SHOW_HISTORY'] as const;
    const served = (kind: Parameters<typeof serves>[0]) => purposes.map((purpose) => serves(kind, purpose));
    expect(served({ kind: 'CURRENT' })).toEqual(['YES', 'YES']);
    expect(served({ kind: 'NOT_LATEST', latest: [] })).toEqual(['NO', 'WITH_WARNING']);
    expect(served({ kind: 'NOT_VALID', state: 'REVOKED', since: 0 })).toEqual(['NO', 'NO']);
    expect(served({ kind: 'NOT_YET_VALID' })).toEqual(['NO', 'NO']);
    expect(served({ kind: 'UNCLEAR' })).toEqual(['NO', 'NO']);
    expect(served({ kind: 'UNKNOWN' })).toEqual(['NO', 'NO']);
  });
});
