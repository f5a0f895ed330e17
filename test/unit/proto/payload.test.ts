import { describe, expect, it } from 'vitest';
import { utf8 } from '#crypto/primitives';
import { tongban } from '#proto/codec';
import { contentType, isMessageType, parseContentType, readPayload } from '#proto/schema';
import { submission, wholeLife } from '../../kit/messages.js';
import { thrownBy } from '../../kit/thrown.js';

const CASE_NO = 'TB20261122100000000ABCDEFGHJKMN0';
const blob = {
  sha256: 'a'.repeat(64),
  sm3: 'b'.repeat(64),
  size: '5',
  mediaType: 'application/pdf',
  fileName: '身份证.pdf',
};
const uploaded = { name: '身份证', source: 'UPLOADED', blob };
const submitted = { ...submission(), materials: [uploaded] };
const denial = {
  caseNo: CASE_NO,
  outcome: 'DENIED',
  documentNo: 'D-1',
  decidedAt: '2026-11-22T10:00:00+08:00',
};

type Type = Parameters<typeof contentType>[0];
const readJsonOf = (type: string, body: unknown) =>
  readPayload({ type: type as Type, encoding: 'json' }, utf8(JSON.stringify(body)));
const refusedWith = (type: string, body: unknown) => thrownBy(() => readJsonOf(type, body));

describe('the content type of a message', () => {
  it('names a message of the door and its encoding', () => {
    expect(parseContentType('tongban.v1.SubmitCase+json')).toEqual({ type: 'SubmitCase', encoding: 'json' });
    expect(parseContentType(contentType('CaseAccepted', 'proto'))).toEqual({
      type: 'CaseAccepted',
      encoding: 'proto',
    });
  });

  it.each([
    'tongban.v1.SubmitCase',
    'tongban.v1.SubmitCase+xml',
    'tongban.v2.SubmitCase+json',
    'tongban.v1.DispatchStatement+json', // the hub's own: nobody may send it in
    'tongban.v1.toString+json',
    'tongban.v1.__proto__+json',
    'xtongban.v1.SubmitCase+json',
    'tongban.v1.SubmitCase+json\n',
  ])('%j is none', (cty) => {
    expect(parseContentType(cty)).toBeUndefined();
  });

  it('does not take what every object has for a message type', () => {
    for (const name of ['constructor', 'hasOwnProperty', '__proto__'])
      expect(isMessageType(name)).toBe(false);
  });
});

describe('a payload', () => {
  it('comes out frozen to its depths, with lists that were left out empty', () => {
    const { body } = readJsonOf('SubmitCase', submitted);
    for (let value: unknown = body; typeof value === 'object' && value !== null; ) {
      expect(Object.isFrozen(value)).toBe(true);
      value = Object.values(value).find((member) => typeof member === 'object');
    }
    expect(body).toMatchObject({ materials: [{ blob: { size: 5 } }] });
    const { materials: _, ...without } = submitted;
    expect(readJsonOf('SubmitCase', without).body).toMatchObject({ materials: [] });
  });

  it.each([...wholeLife('REMOTE_INTAKE'), ...wholeLife('FULLY_ONLINE')])(
    'of a whole life fits: $type',
    (step) => {
      expect(readJsonOf(step.type, { caseNo: CASE_NO, ...step.body }).type).toBe(step.type);
    },
  );

  it('is refused with every violation at once, each where it stands', () => {
    const error = refusedWith('SubmitCase', {
      ...submitted,
      caseRef: ' spaced ',
      mode: 'BY_PIGEON',
      appliedAt: '2026-11-22 10:00',
      materials: [uploaded, { ...uploaded, blob: { ...blob, sha256: 'A'.repeat(64), colour: 1 } }],
      'a/b~c': 1,
    });
    expect(error.code).toBe('MALFORMED');
    expect(error.violations.map(({ pointer }) => pointer).sort()).toEqual([
      '/appliedAt',
      '/a~1b~0c',
      '/caseRef',
      '/materials/1/blob/colour',
      '/materials/1/blob/sha256',
      '/mode',
    ]);
  });

  it.each([
    [
      'an uploaded material without its file',
      'SubmitCase',
      { ...submitted, materials: [{ ...uploaded, blob: undefined }] },
      '/materials/0/blob',
    ],
    [
      'a correction notice that asks for nothing',
      'CorrectionNotice',
      { caseNo: CASE_NO, noticeNo: 'B-1', deadline: denial.decidedAt },
      '/missing',
    ],
    ['a denial without grounds', 'DecisionIssued', denial, '/grounds'],
    ['a result without documents', 'ResultTransferred', { caseNo: CASE_NO }, '/documents'],
    ['control characters in a text', 'DecisionIssued', { ...denial, grounds: 'a\u0007b' }, '/grounds'],
    ['half a character in a text', 'DecisionIssued', { ...denial, grounds: 'a\ud83db' }, ''],
    ['an empty text', 'DecisionIssued', { ...denial, grounds: '' }, '/grounds'],
    [
      'a time without its offset',
      'DecisionIssued',
      { ...denial, grounds: 'x', decidedAt: '2026-11-22T10:00:00' },
      '/decidedAt',
    ],
    [
      'a date that does not exist',
      'CaseAccepted',
      { caseNo: CASE_NO, competentCaseRef: 'S-1', acceptedAt: denial.decidedAt, promisedDate: '2027-02-29' },
      '/promisedDate',
    ],
    [
      'a size beyond what a number holds',
      'SubmitCase',
      { ...submitted, materials: [{ ...uploaded, blob: { ...blob, size: '9007199254740993' } }] },
      '/materials/0/blob/size',
    ],
    [
      'more materials than anybody has',
      'SubmitCase',
      { ...submitted, materials: Array(101).fill(uploaded) },
      '/materials',
    ],
    ['a list for an object', 'SubmitCase', [], ''],
  ])('is refused with %s', (_, type, body, pointer) => {
    expect(refusedWith(type, body)).toMatchObject({ code: 'MALFORMED', violations: [{ pointer }] });
  });
});

describe('a payload in protobuf bytes', () => {
  const { v1 } = tongban;
  const plain = {
    caseNo: CASE_NO,
    eventSeq: 3,
    messageId: '0196f0c0-0000-7000-8000-000000000001',
    receivedAt: denial.decidedAt,
  };
  const encoded = Buffer.from(v1.DispatchAcknowledgement.encode(plain).finish());
  const read = (bytes: Uint8Array, type: Type = 'DispatchAcknowledgement') =>
    readPayload({ type, encoding: 'proto' }, bytes);

  it('means the same as its JSON', () => {
    expect(read(encoded)).toEqual(readJsonOf('DispatchAcknowledgement', plain));
  });

  it('means the same with nested messages, enums and 64-bit numbers', () => {
    const { SubmitCase } = v1;
    const message = SubmitCase.fromObject({
      ...submitted,
      materials: [{ ...uploaded, blob: { ...blob, size: 5 } }],
    });
    expect(read(SubmitCase.encode(message).finish(), 'SubmitCase')).toEqual(
      readJsonOf('SubmitCase', submitted),
    );
  });

  it.each([
    ['an unknown field behind', Buffer.concat([encoded, Buffer.from([0xf8, 0x01, 0x01])])],
    ['a field written twice', Buffer.concat([encoded, Buffer.from([0x10, 0x03])])],
    ['a default value written out', Buffer.concat([Buffer.from([0x10, 0x00]), encoded])],
    [
      'a number in more bytes than it needs',
      Buffer.from(encoded.toString('latin1').replace('\x10\x03', '\x10\x83\x00'), 'latin1'),
    ],
    ['bytes that break off', encoded.subarray(0, -1)],
    ['bytes that are nothing', Buffer.from([0xff, 0xff, 0xff])],
    ['text that is not UTF-8', Buffer.from(encoded.toString('latin1').replace('TB2', '\xc0\xaf2'), 'latin1')],
  ])('is refused with %s', (_, bytes) => {
    expect(thrownBy(() => read(bytes))).toMatchObject({ code: 'MALFORMED', violations: [{ pointer: '' }] });
  });

  it('is refused like its JSON when a value is missing', () => {
    const empty = thrownBy(() => read(new Uint8Array(0)));
    expect(empty.violations.map(({ pointer }) => pointer).sort()).toEqual([
      '/caseNo',
      '/eventSeq',
      '/messageId',
      '/receivedAt',
    ]);
  });
});
