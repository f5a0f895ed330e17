import { describe, expect, it } from 'vitest';
import { commitmentDigests, fieldsDigests } from '#crypto/evidence/commitment';
import { messageKey, signingInput } from '#crypto/jose';
import { generatePrivateKey, sha256, utf8 } from '#crypto/primitives';
import type { Operation } from '#domain/directory';
import { Divisions } from '#domain/division';
import { IntakeGrants } from '#domain/intake';
import { Catalogue, type NationalItem, NationalList } from '#domain/item';
import { Router } from '#domain/routing';
import { dayOf } from '#domain/rules';
import { Directory } from '#hub/access';
import { type CaseMessage, readPayload } from '#proto/schema';
import type { VerifiedAct } from '../../../../hub/exchange/act.js';
import { accessKey, type Context, dispatchKey } from '../../../../hub/exchange/context.js';
import { judge } from '../../../../hub/exchange/judge.js';
import { anItem } from '../../../kit/catalogue.js';
import { fixedRules } from '../../../kit/fixed-rules.js';
import { submission } from '../../../kit/messages.js';
import { thrownBy } from '../../../kit/thrown.js';

const NOW = Date.UTC(2026, 10, 22, 2);
const CASE_NO = 'TB20261122100000000ABCDEFGHJKMN0';
/** The message that was dispatched under the lease. */
const DISPATCHED = '0196f0c0-0000-7000-8000-00000000000d';
const LEASE = { caseNo: CASE_NO, seq: 1, token: '0196f0c0-0000-7000-8000-00000000000f' };

const entry = {
  implementationCode: '11410000MBY900027Q2002090012000',
  basicCode: '002090012000',
  name: '专业技术人员职业资格证书补发',
  competentOrg: '11410000MBY900027Q',
  competentOrgName: '河南测试省级部门',
  platform: 'henan',
  divisionCode: '410000',
  modes: ['REMOTE_INTAKE', 'FULLY_ONLINE'] as const,
  validFrom: '2026-01-01',
  validTo: undefined,
  source: 'test',
};

function right(peerId: string, operation: Operation, more: { itemPrefix?: string; validTo?: string } = {}) {
  return { peerId, operation, itemPrefix: '', validFrom: '2026-01-01', validTo: null, ...more };
}

const peers = ['guangdong 440000', 'henan 410000'].map((each) => {
  const [peerId = '', divisionCode = ''] = each.split(' ');
  return { peerId, name: peerId, uscc: '', divisionCode };
});

function rulesWith(...rights: ReturnType<typeof right>[]) {
  return rulesOf(rights, []);
}

function rulesOf(rights: readonly ReturnType<typeof right>[], list: readonly NationalItem[]) {
  const directory = new Directory({ peers, keys: [], certificates: [], rights });
  const catalogue = new Catalogue([entry], new NationalList(list));
  const henan = { divisionCode: '410000', competentOrg: undefined, peerId: 'henan' };
  const connections = [{ ...henan, validFrom: undefined, validTo: undefined }];
  const divisions = new Divisions([]);
  const router = new Router({ entries: catalogue, divisions, connections, successions: [] });
  return { ...fixedRules(), directory, grants: new IntakeGrants([]), catalogue, divisions, router, basis: 1 };
}

const rules = rulesWith(right('guangdong', 'SUBMIT'), right('henan', 'DECIDE'));
/** The item is agreed between these places. */
const between = (...partners: string[]) =>
  rulesOf(
    [right('guangdong', 'SUBMIT'), right('henan', 'DECIDE')],
    [anItem({ basicCode: entry.basicCode, scope: 'PARTNERS', partners, document: '豫湘合作〔2026〕1号' })],
  );
const settings = {
  clockWindowMs: 300_000,
  intakeGrants: 'WHERE_GIVEN' as const,
  holdsEarlyActs: true,
  newCaseNo: () => CASE_NO,
  checkReferences: () => {},
};

function emptyContext(): Context {
  return {
    messages: new Map(),
    cases: new Map(),
    members: new Map(),
    caseRefs: new Map(),
    blobs: new Map(),
    blobAccess: new Set(),
    claimed: new Map(),
    erased: new Set(),
    waybills: new Map(),
    bars: new Map(),
    leases: new Map(),
  };
}

let made = 0;
const key = messageKey(generatePrivateKey('ED25519'));

function actOf(
  peer: string,
  type: CaseMessage['type'],
  body: object,
  over: Partial<VerifiedAct> = {},
): VerifiedAct {
  const payload = utf8(JSON.stringify(body));
  const jti = `0196f0c0-0000-7000-8000-${String(++made).padStart(12, '0')}`;
  const header = {
    alg: 'EdDSA',
    kid: key.kid,
    typ: 'tongban+jws',
    cty: '',
    iss: peer,
    aud: 'hub',
    iat: NOW,
    jti,
  } as const;
  const parts = { protected: utf8(jti), payload, signature: new Uint8Array(64) };
  const salt = new Uint8Array(32);
  return {
    kind: 'act',
    peer,
    isHubs: false,
    header,
    message: readPayload({ type, encoding: 'json' }, payload),
    parts,
    digest: sha256(utf8(jti), payload),
    salt,
    commitment: commitmentDigests('message', salt, signingInput(over.parts ?? parts)),
    groups: fieldsDigests(salt, payload),
    contentKey: new Uint8Array(32),
    sealed: new Uint8Array(0),
    receivedAt: NOW,
    leafId: jti,
    lease: undefined,
    ...over,
  };
}

const submitted = (change: object = {}, over: Partial<VerifiedAct> = {}) =>
  actOf('guangdong', 'SubmitCase', { ...submission({ caseRef: 'GD-1' }), ...change }, over);
const acknowledged = (lease: VerifiedAct['lease'], change: object = {}) =>
  actOf(
    'henan',
    'DispatchAcknowledgement',
    {
      caseNo: CASE_NO,
      eventSeq: 1,
      messageId: DISPATCHED,
      receivedAt: '2026-11-22T10:00:00+08:00',
      ...change,
    },
    { lease },
  );

describe('judging a submission', () => {
  it('opens a case at the platform that decides, and tells it', () => {
    const context = emptyContext();
    const verdict = judge(submitted(), context, rules, settings);
    expect(verdict).toMatchObject({
      kind: 'accepted',
      recipients: ['henan'],
      row: {
        caseNo: CASE_NO,
        state: 'SUBMITTED',
        competent: 'henan',
        implementationCode: entry.implementationCode,
      },
    });
    expect(context.cases.get(CASE_NO)?.eventCount).toBe(1);
  });

  const blob = { sha256: 'a'.repeat(64), sm3: 'b'.repeat(64), size: 5, mediaType: 'application/pdf' };
  const withBlob = () =>
    submitted({ materials: [{ name: '身份证', source: 'UPLOADED', blob: { ...blob, fileName: 'a.pdf' } }] });

  it.each([
    ['the mode is not offered here', submitted({ mode: 'JOINT' }), rules, 'MODE_NOT_OFFERED'],
    ['nobody decides the item there', submitted({ divisionCode: '420000' }), rules, 'ITEM_NOT_MAPPED'],
    [
      'the item code is wrong',
      submitted({ itemCode: '11410000MBY900027X2002090012000' }),
      rules,
      'MALFORMED',
    ],
    [
      'the deciding platform has lost its right',
      submitted(),
      rulesWith(right('guangdong', 'SUBMIT')),
      'ITEM_NOT_MAPPED',
    ],
    ['the submitter has no right', submitted(), rulesWith(right('henan', 'DECIDE')), 'NOT_ALLOWED'],
    [
      'its right is for other items',
      submitted(),
      rulesWith(right('henan', 'DECIDE'), right('guangdong', 'SUBMIT', { itemPrefix: '99' })),
      'NOT_ALLOWED',
    ],
    [
      'its right ended yesterday',
      submitted(),
      rulesWith(right('henan', 'DECIDE'), right('guangdong', 'SUBMIT', { validTo: '2026-11-21' })),
      'NOT_ALLOWED',
    ],
    ['the submitter is no partner', submitted(), between('410000', '430000'), 'NOT_ALLOWED'],
    ['the deciding place is no partner', submitted(), between('440000', '430000'), 'NOT_ALLOWED'],
    [
      'it asks for a place that is no partner, of an authority that serves one',
      submitted({ divisionCode: '410100' }),
      between('440000', '410300'),
      'NOT_ALLOWED',
    ],
    ['a file was never uploaded', withBlob(), rules, 'BLOB_MISSING'],
    ['it was signed too long ago', submitted({}, { receivedAt: NOW + 300_001 }), rules, 'CLOCK_SKEW'],
    ['it was signed in the future', submitted({}, { receivedAt: NOW - 300_001 }), rules, 'CLOCK_SKEW'],
  ])('refuses it when %s', (_, act, inForce, code) => {
    const context = emptyContext();
    expect(thrownBy(() => judge(act, context, inForce, settings)).code).toBe(code);
    expect([context.cases.size, context.messages.size, context.caseRefs.size]).toEqual([0, 0, 0]);
  });

  it.each([
    [['410000', '440000'], '410000'],
    [['410300', '441800'], '410302'],
    [['410300', '441800'], '410000'],
  ])('opens it between partners, %j, asked for %s', (partners, divisionCode) => {
    const verdict = judge(submitted({ divisionCode }), emptyContext(), between(...partners), settings);
    expect(verdict.kind).toBe('accepted');
  });

  it('names the partners and their agreement to who is none', () => {
    const rules = between('410000', '430000');
    expect(thrownBy(() => judge(submitted(), emptyContext(), rules, settings)).message).toBe(
      'item 002090012000 is not handled between 440000 and 410000, but between 410000, 430000 (豫湘合作〔2026〕1号) alone',
    );
  });

  it('takes a file only from who uploaded it, and as it was uploaded', () => {
    const row = { ...blob, complete: true, storedAt: 0 };
    const judged = (stored: object, holder: string) => {
      const context = { ...emptyContext(), blobs: new Map([[blob.sha256, { ...row, ...stored }]]) };
      return () =>
        judge(
          withBlob(),
          { ...context, blobAccess: new Set([accessKey(blob.sha256, holder)]) },
          rules,
          settings,
        );
    };
    expect(judged({}, 'guangdong')().kind).toBe('accepted');
    expect(thrownBy(judged({}, 'henan'))).toMatchObject({ code: 'BLOB_MISSING' });
    expect(judged({ mediaType: 'text/html' }, 'guangdong')().kind).toBe('accepted'); // each sender names its own
    for (const stored of [{ sm3: 'c'.repeat(64) }, { size: 6 }]) {
      expect(thrownBy(judged(stored, 'guangdong')).message).toBe('a file differs from its upload');
    }
  });
});

describe('acts of one batch', () => {
  it('see each other: the same message again, the same number again, the next step', () => {
    const context = emptyContext();
    const first = submitted();
    judge(first, context, rules, settings);
    expect(judge(first, context, rules, settings)).toEqual({ kind: 'repeated', caseNo: CASE_NO, seq: 1 });
    expect(thrownBy(() => judge(submitted(), context, rules, settings)).code).toBe('DUPLICATE_CASE');
    const otherBytes = { ...submitted(), header: first.header };
    expect(thrownBy(() => judge(otherBytes, context, rules, settings)).code).toBe('CONFLICT');
    const intake = actOf('henan', 'IntakeRecorded', {
      caseNo: CASE_NO,
      recordedAt: '2026-11-22T10:00:00+08:00',
    });
    expect(judge(intake, context, rules, settings)).toMatchObject({ recipients: ['guangdong'] });
    expect(context.cases.get(CASE_NO)).toMatchObject({ state: 'INTAKE_RECORDED', eventCount: 2 });
  });

  it('answers a repetition long after the clock window', () => {
    const context = emptyContext();
    const first = submitted();
    judge(first, context, rules, settings);
    const muchLater = { ...first, receivedAt: NOW + 86_400_000 };
    expect(judge(muchLater, context, rules, settings).kind).toBe('repeated');
  });

  it('refuses what the state forbids, what belongs to others, and cases that are not', () => {
    const context = emptyContext();
    judge(submitted(), context, rules, settings);
    const codes = [
      actOf('guangdong', 'CorrectionSubmitted', { caseNo: CASE_NO, noticeNo: 'BZ-1' }),
      actOf('guangdong', 'CaseTerminated', { caseNo: CASE_NO, reasonCode: '1', reason: 'x' }),
      actOf('hunan', 'CaseWithdrawn', { caseNo: CASE_NO }),
      actOf('guangdong', 'CaseWithdrawn', { caseNo: CASE_NO.replace('ABC', 'XYZ') }),
    ].map((act) => thrownBy(() => judge(act, context, rules, settings)).code);
    // Who takes no part is not even told that the case exists.
    expect(codes).toEqual(['ILLEGAL_TRANSITION', 'WRONG_PLATFORM', 'NOT_FOUND', 'NOT_FOUND']);
  });

  it('finds early what waits for its own sender alone, unless nothing is to be held back', () => {
    const context = emptyContext();
    judge(submitted(), context, rules, settings);
    const concluded = { caseNo: CASE_NO, concludedAt: '2026-11-22T10:00:00+08:00' };
    const early = actOf('henan', 'CaseConcluded', concluded);
    expect(judge(early, context, rules, settings)).toEqual({ kind: 'early', waitsFor: ['DECIDED'] });
    const { code } = thrownBy(() => judge(early, context, rules, { ...settings, holdsEarlyActs: false }));
    expect(code).toBe('ILLEGAL_TRANSITION');
  });
});

describe('judging an acknowledgement', () => {
  it.each([
    ['comes without its lease', undefined, {}, 'MALFORMED'],
    ['speaks of another event than its lease', LEASE, { eventSeq: 2 }, 'MALFORMED'],
    ['speaks of another message', LEASE, { messageId: LEASE.token }, 'MALFORMED'],
    ['comes after its lease was lost', { ...LEASE, seq: 2 }, { eventSeq: 2 }, 'LEASE_LOST'],
  ])('refuses it when it %s', (_, lease, change, code) => {
    const context = emptyContext();
    judge(submitted(), context, rules, settings);
    context.leases.set(dispatchKey('henan', CASE_NO, 1), DISPATCHED);
    expect(thrownBy(() => judge(acknowledged(lease, change), context, rules, settings)).code).toBe(code);
  });

  it('counts it once for each lease, and tells nobody of it', () => {
    const context = emptyContext();
    judge(submitted(), context, rules, settings);
    context.leases.set(dispatchKey('henan', CASE_NO, 1), DISPATCHED);
    expect(judge(acknowledged(LEASE), context, rules, settings)).toMatchObject({ recipients: [] });
    expect(thrownBy(() => judge(acknowledged(LEASE), context, rules, settings)).code).toBe('LEASE_LOST');
  });
});

describe('the day that rules go by', () => {
  it('is that of China Standard Time, and turns at its midnight', () => {
    expect(dayOf(Date.UTC(2026, 11, 31, 15, 59, 59, 999))).toBe('2026-12-31');
    expect(dayOf(Date.UTC(2026, 11, 31, 16))).toBe('2027-01-01');
    expect(dayOf(Date.UTC(2026, 11, 31, 15))).toBe('2026-12-31');
  });
});
