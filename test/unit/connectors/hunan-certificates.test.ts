import { afterAll, describe, expect, it } from 'vitest';
import {
  CertificateNumberError,
  fromStanding,
  hunanMapping,
  LibraryEntrySchema,
  readRequest,
  StandingSchema,
  toCertificateEvent,
  toLibraryQuery,
  toLibraryReceipt,
  toRequestAnswer,
  toWindowRequest,
} from '#connectors/hunan';
import { MappingGapError, MappingTables, type UseResult } from '#connectors/kit';

/** Certificates in the words of Hunan's library, both ways. */

const maps = MappingTables.read(hunanMapping);
afterAll(() => maps.close());

const NO = '11100000MBY0090078902.11430000MBY900035U.20261122000001.001.0';
const OLD_NO = '11100000MBY0090078902.11430000MBY900035U.20261122000001.000.0';
const ID = `1.2.156.3005.2.${NO}`;
const USE_ID = '0197a1b0-0000-7000-8000-000000000001';
const AT = Date.parse('2026-11-22T10:00:00+08:00');

const around = { eventId: 'E1', occurTime: AT, receipt: 'NONE', archiveNo: 'DA1', certNo: NO };
const MADE = {
  certType: 'HNZZ-GA-0007',
  makeOrg: '11430000MBY900035U',
  divisionCode: '430000',
  owners: [{ ownerName: '周测试', idType: 'SFZ', idNumber: '430102199512319031' }],
  startTime: Date.parse('2025-01-01T00:00:00+08:00'),
  endTime: Date.parse('2028-01-01T00:00:00+08:00'),
};
const BODY = {
  certificateId: ID,
  issuer: '11430000MBY900035U',
  divisionCode: '430000',
  holders: [{ codeType: '111', code: '430102199512319031' }],
  validFrom: '2025-01-01',
  validTo: '2027-12-31',
};
const EVENT = { ref: 'E1', occurredAt: AT };

function read(eventType: string, payload: object) {
  return toCertificateEvent(LibraryEntrySchema.parse({ ...around, eventType, payload }), maps);
}

describe('an entry of the library', () => {
  it('is the issue of a certificate, whose last day is the one before its end', () => {
    expect(read('CERT_MADE', MADE)).toEqual({ ...EVENT, draft: { type: 'CertificateIssued', body: BODY } });
  });

  it('may be of one that is good for ever', () => {
    expect(read('CERT_MADE', { ...MADE, endTime: null }).draft.body).not.toHaveProperty('validTo');
  });

  it('may be of a holder with another document', () => {
    const owners = [{ ownerName: 'TEST', idType: 'PASSPORT', idNumber: 'E12345678' }];
    expect(read('CERT_MADE', { ...MADE, owners }).draft.body).toMatchObject({
      holders: [{ codeType: '414', code: 'E12345678' }],
    });
  });

  it('is a new version', () => {
    const body = { ...BODY, supersedes: `1.2.156.3005.2.${OLD_NO}` };
    expect(read('CERT_REPLACED', { ...MADE, oldCertNo: OLD_NO })).toEqual({
      ...EVENT,
      draft: { type: 'CertificateChanged', body },
    });
  });

  it.each([
    ['NORMAL', 'VALID'],
    ['DETAINED', 'SUSPENDED'],
    ['LAPSED', 'EXPIRED'],
    ['CLOSED', 'CANCELLED'],
    ['STRIPPED', 'REVOKED'],
    ['ANNULLED', 'RESCINDED'],
    ['SPOILED', 'VOIDED'],
  ])('is another state: %s', (certStatus, state) => {
    const payload = { certStatus, statusTime: AT - 1, reason: '违规' };
    const body = { certificateId: ID, state, since: '2026-11-22T09:59:59.999+08:00', reason: '违规' };
    expect(read('CERT_STATUS', payload)).toEqual({
      ...EVENT,
      draft: { type: 'CertificateStateChanged', body },
    });
  });

  it.each([
    ['type', () => read('CERT_MADE', { ...MADE, certType: 'HNZZ-XX-9999' })],
    ['state', () => read('CERT_STATUS', { certStatus: 'REVOKED', statusTime: AT })], // what cases call a withdrawal
    ['document', () => read('CERT_MADE', { ...MADE, owners: [{ ...MADE.owners[0], idType: 'SYFR' }] })],
  ])('waits when its %s has no counterpart', (_, reading) => {
    expect(reading).toThrow(MappingGapError);
  });

  it('waits when its type is not that of its number', () => {
    expect(() => read('CERT_MADE', { ...MADE, certType: 'HNZZ-GA-0001' })).toThrow(CertificateNumberError);
  });

  it('is not taken with a member that nobody knows', () => {
    expect(() => read('CERT_MADE', { ...MADE, level: '2' })).toThrow('Unrecognized key');
  });

  it('is receipted', () => {
    expect(toLibraryReceipt('E1', { kind: 'accepted', logIndex: 7 })).toEqual({
      ...{ eventId: 'E1', result: 'ACCEPTED', logIndex: '7' },
    });
    expect(toLibraryReceipt('E1', { kind: 'refused', code: 'CONFLICT', detail: 'before' })).toEqual({
      ...{ eventId: 'E1', result: 'REFUSED', errCode: 'CONFLICT', errMsg: 'before' },
    });
  });
});

const QUESTION = {
  useId: USE_ID,
  requester: 'guangdong',
  certificateId: ID,
  use: {
    operation: 'DATA',
    certificateId: ID,
    purpose: { basicCode: '002090012000', caseRef: 'GD1', reason: '办理补发' },
    consentId: USE_ID,
    organisation: '11440000MBY900019A',
    clerk: '窗口03',
    fields: ['姓名', '居住地址'],
    seen: [],
  },
  fields: ['姓名', '居住地址'],
  presentation: undefined,
} as const;

describe('a question', () => {
  it('is put to the library in its words', () => {
    expect(toLibraryQuery(QUESTION, maps)).toEqual({
      useNo: USE_ID,
      certNo: NO,
      faceNames: ['ownerName', 'liveAddress'],
      useFor: { basicCode: '002090012000', caseNo: 'GD1', cause: '办理补发' },
      asker: { platform: 'guangdong', org: '11440000MBY900019A', clerk: '窗口03' },
      basis: { basisType: 'CONSENT', consentNo: USE_ID },
    });
    const { consentId: _, ...use } = QUESTION.use;
    expect(toLibraryQuery({ ...QUESTION, use: { ...use, duty: 'ZZ-1' } }, maps)).toMatchObject({
      basis: { basisType: 'DUTY', dutyNo: 'ZZ-1' },
    });
    const presentation = { id: 'P-1', platform: 'guangdong' };
    expect(toLibraryQuery({ ...QUESTION, use, presentation }, maps)).toMatchObject({
      basis: { basisType: 'SHOWN', showNo: 'P-1' },
    });
  });

  it('is not put when it asks for what the library has no word for, or for another kind of number', () => {
    const fields = ['血型'];
    expect(() => toLibraryQuery({ ...QUESTION, fields }, maps)).toThrow(MappingGapError);
    expect(() => toLibraryQuery({ ...QUESTION, certificateId: '1.2.3' }, maps)).toThrow('another root');
  });

  const answer = (over: object) =>
    fromStanding(
      StandingSchema.parse({ certNo: NO, certStatus: 'NORMAL', statusTime: AT, face: {}, ...over }),
      ID,
      maps,
    );

  it('is answered: what is empty is not there', () => {
    const face = { ownerName: '周测试', liveAddress: null, registerDay: '' };
    expect(answer({ face })).toEqual({
      kind: 'standing',
      state: 'VALID',
      since: '2026-11-22T10:00:00+08:00',
      fields: [{ name: '姓名', value: '周测试' }],
    });
    expect(answer({ certStatus: 'DETAINED' })).toMatchObject({ state: 'SUSPENDED', fields: [] });
  });

  it('is not answered by what speaks of another certificate, or in other words', () => {
    expect(() => answer({ certNo: OLD_NO })).toThrow(CertificateNumberError);
    expect(() => answer({ certStatus: '1' })).toThrow(MappingGapError);
    expect(() => answer({ face: { blood: 'A' } })).toThrow(MappingGapError);
  });
});

const REQUEST = {
  requestNo: 'R1',
  requestTime: AT,
  operation: 'READ',
  certNo: null,
  certType: 'HNZZ-GA-0007',
  owner: { ownerName: '周测试', idType: 'SFZ', idNumber: '430102199512319031' },
  useFor: { itemCode: '43-RS-012-01', caseNo: 'HN1', cause: '办理补发' },
  basis: { basisType: 'CONSENT', identifyWay: 'RZHY', endTime: AT + 600_000 },
  useOrg: '11430000MBY900035U',
  clerk: '窗口03',
  faceNames: ['ownerName'],
};

const RELEASED: UseResult = {
  kind: 'released',
  useId: USE_ID,
  certificate: {
    certificateId: ID,
    typeCode: '11100000MBY0090078902',
    issuer: '11440000MBY900019A',
    divisionCode: '440000',
    platform: 'guangdong',
    state: 'VALID',
    stateSince: '2026-11-22T02:00:00Z',
  },
  fields: [{ name: '姓名', value: '周测试' }],
  conditions: ['ONLINE_STATUS'],
  credential: undefined,
};

describe('a window', () => {
  const asked = (over: object) => {
    const read = readRequest({ ...REQUEST, ...over });
    if (!read.success) throw read.error;
    return toWindowRequest(read.data, undefined, maps);
  };

  it('asks with the consent of a holder whom it has identified', () => {
    expect(asked({})).toEqual({
      ref: 'R1',
      occurredAt: AT,
      operation: 'DATA',
      certificateId: undefined,
      holder: { codeType: '111', code: '430102199512319031' },
      typeCode: '11100000MBY0090078902',
      purpose: { basicCode: '002090012000', caseRef: 'HN1', reason: '办理补发' },
      basis: { kind: 'CONSENT', expiresAt: '2026-11-22T10:10:00+08:00' },
      organisation: '11430000MBY900035U',
      clerk: '窗口03',
      fields: ['姓名'],
    });
  });

  it('asks for a state, or by a duty', () => {
    const over = {
      operation: 'CHECK',
      certNo: NO,
      basis: { basisType: 'DUTY', dutyNo: 'ZZ-1' },
      faceNames: null,
    };
    expect(asked(over)).toMatchObject({
      operation: 'STATUS',
      certificateId: ID,
      basis: { kind: 'DUTY', duty: 'ZZ-1' },
      fields: [],
    });
  });

  it.each([
    ['an identification', { basis: { ...REQUEST.basis, identifyWay: null } }],
    ['a known way of identification', { basis: { ...REQUEST.basis, identifyWay: 'PHONE' } }],
    ['a cause', { useFor: { ...REQUEST.useFor, cause: '' } }],
    ['a case', { useFor: { ...REQUEST.useFor, caseNo: undefined } }],
  ])('cannot ask without %s', (_, over) => {
    expect(() => asked(over)).toThrow();
  });

  it('is told in its own words, or why it gets nothing', () => {
    expect(toRequestAnswer('R1', RELEASED, maps)).toEqual({
      ...{
        requestNo: 'R1',
        result: 'GIVEN',
        useNo: USE_ID,
        certNo: NO,
        certStatus: 'NORMAL',
        statusTime: AT,
      },
      ...{ platform: 'guangdong', face: { ownerName: '周测试' }, conditions: ['ONLINE_STATUS'] },
    });
    const refused = { kind: 'refused', code: 'CERTIFICATE_NOT_VALID', detail: 'it is REVOKED' } as const;
    expect(toRequestAnswer('R1', refused, maps)).toEqual({
      ...{ requestNo: 'R1', result: 'NOT_GIVEN', errCode: 'CERTIFICATE_NOT_VALID', errMsg: 'it is REVOKED' },
    });
  });
});
