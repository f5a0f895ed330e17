import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toFlattened } from '#crypto/jose';
import type { ErrorCode } from '#proto/errors';
import { type Answer, expectNoInternals, fromRest, grpc, OPERATION_DOORS, rest } from '../kit/doors.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { playCase, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { countStored } from '../kit/stored.js';

/** Requests that are no good in themselves: refused before anything is stored or logged. */

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;
/** A peer that takes no part in the case. */
let outsider: TestPeer;
let caseNo: string;

beforeAll(async () => {
  hub = await startTestHub();
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
  caseNo = await playCase(guangdong, henan, 1);
  await hub.register('hubei');
  outsider = await hub.peer('hubei');
});
afterAll(() => hub.close());

const UNKNOWN_CASE = `TB${'0'.repeat(30)}`;
const UNKNOWN_ID = '019f1d6a-9f0f-7a6c-8f3e-2d1c0b9a8f7e';
const digest = 'a'.repeat(64);
const blob = { sha256: digest, sm3: digest, size: 10, mediaType: 'text/plain', fileName: 'a.txt' };

const REQUESTS: readonly [string, Record<string, unknown>, ErrorCode, string[]?][] = [
  ['GetCase', { caseNo: UNKNOWN_CASE }, 'NOT_FOUND'],
  ['GetCase', { caseNo: 'TB1' }, 'MALFORMED', ['/caseNo']],
  ['ListCaseEvents', { caseNo: UNKNOWN_CASE }, 'NOT_FOUND'],
  ['ListCaseMaterials', { caseNo: UNKNOWN_CASE }, 'NOT_FOUND'],
  ['GetLifeEvent', { lifeEventNo: UNKNOWN_CASE }, 'NOT_FOUND'],
  ['GetLifeEvent', { lifeEventNo: '1' }, 'MALFORMED', ['/lifeEventNo']],
  ['ExportEvidence', { caseNo: UNKNOWN_CASE }, 'NOT_FOUND'],
  ['ExportEvidence', { caseNo: UNKNOWN_CASE, without: ['form', 'all'] }, 'MALFORMED', ['/without/1']],
  ['FindCases', { number: 'x'.repeat(51) }, 'MALFORMED', ['/number']],
  ['FindCases', { number: "' or 1=1 --\0" }, 'MALFORMED', ['/number']],
  ['FindCases', { number: ' 1' }, 'MALFORMED', ['/number']],
  [
    'FindCases',
    { applicant: { idType: '1', idNumber: '' } },
    'MALFORMED',
    ['/applicant/idType', '/applicant/idNumber'],
  ],
  ['FindCases', { itemCode: '1', divisionCode: '44' }, 'MALFORMED', ['/itemCode', '/divisionCode']],
  ['FindCases', { itemCode: '11410000MBY900027X2002090012000' }, 'MALFORMED', ['/itemCode']],
  [
    'FindCases',
    { openedFrom: '2026-11-22', openedBefore: 'x' },
    'MALFORMED',
    ['/openedFrom', '/openedBefore'],
  ],
  ['FindCases', { dueBy: '2026-02-30' }, 'MALFORMED', ['/dueBy']],
  ['FindCases', { limit: 201 }, 'MALFORMED', ['/limit']],
  ['FindCases', { cursor: 'elsewhere' }, 'MALFORMED', ['/cursor']],
  ['GetAnswer', { messageId: UNKNOWN_ID }, 'NOT_FOUND'],
  ['GetAnswer', { messageId: UNKNOWN_ID.toUpperCase() }, 'MALFORMED', ['/messageId']],
  ['GetReportAnswer', { messageId: UNKNOWN_ID }, 'NOT_FOUND'],
  ['GetReportAnswer', { messageId: UNKNOWN_ID.toUpperCase() }, 'MALFORMED', ['/messageId']],
  ['GetReceipt', { leafId: UNKNOWN_ID }, 'NOT_FOUND'],
  ['GetReceipt', { leafId: '1' }, 'MALFORMED', ['/leafId']],
  ['GetConsistency', { oldSize: 1, newSize: 1_000 }, 'BEYOND_PUBLISHED'],
  ['GetConsistency', { oldSize: 2, newSize: 1 }, 'BEYOND_PUBLISHED'],
  ['GetTurn', { origin: 'hub.example/audit/none' }, 'NOT_FOUND'],
  ['GetTurn', { origin: '' }, 'MALFORMED', ['/origin']],
  ['GetConsistency', { oldSize: 2 ** 60, newSize: 2 ** 61 }, 'MALFORMED', ['/oldSize', '/newSize']],
  ['ResolveItem', { itemCode: '999999999999', divisionCode: '410000' }, 'ITEM_NOT_MAPPED'],
  [
    'ResolveItem',
    { itemCode: '1', divisionCode: '2', date: '2026-02-30' },
    'MALFORMED',
    ['/itemCode', '/divisionCode', '/date'],
  ],
  [
    'ResolveItem',
    { itemCode: '002090012000', divisionCode: '410000', date: '1999-01-01' },
    'ITEM_NOT_MAPPED',
  ],
  ['ListCatalogueChanges', { cursor: "' or 1=1", limit: 1_001 }, 'MALFORMED', ['/cursor', '/limit']],
  ['ListCatalogueChanges', { cursor: 'nobodys' }, 'MALFORMED', ['/cursor']],
  ['ListCatalogueChanges', { cursor: 'A'.repeat(24) }, 'NOT_FOUND'],
  [
    'ListCatalogueChanges',
    { divisions: ['441803', '44', '990000', '441803'] },
    'MALFORMED',
    ['/divisions/1'],
  ],
  [
    'ListCatalogueChanges',
    { divisions: ['441803', '990000', '440199', '470000'] },
    'MALFORMED',
    ['/divisions/1', '/divisions/3'],
  ],
  ['ListIntakeGrants', {}, 'MALFORMED', ['/view']],
  [
    'ListIntakeGrants',
    { view: 'GIVEN', basicCode: '1', on: '2026-02-30', limit: 1_001 },
    'MALFORMED',
    ['/basicCode', '/on', '/limit'],
  ],
  ['Lease', { max: 101, waitMs: 60_001, leaseMs: 999 }, 'MALFORMED', ['/max', '/waitMs', '/leaseMs']],
  ['Release', { dispatchId: `${UNKNOWN_CASE}/1`, leaseToken: UNKNOWN_ID }, 'LEASE_LOST'],
  [
    'Release',
    { dispatchId: `${UNKNOWN_CASE}/0`, leaseToken: 'x', reason: '\0' },
    'MALFORMED',
    ['/dispatchId', '/leaseToken', '/reason'],
  ],
  ['OpenUpload', {}, 'MALFORMED', ['/blob']],
  ['OpenUpload', { blob: { ...blob, size: 2 ** 31 } }, 'TOO_LARGE'],
  [
    'OpenUpload',
    { blob: { ...blob, sha256: '../../etc/passwd', mediaType: 'x', fileName: 'a\nb\0' } },
    'MALFORMED',
    ['/blob/sha256', '/blob/mediaType', '/blob/fileName'],
  ],
  ['Download', { sha256: digest }, 'NOT_FOUND'],
  ['Download', { sha256: digest.toUpperCase() }, 'MALFORMED', ['/sha256']],
];

describe.each(OPERATION_DOORS)('over $name, a bad request', (door) => {
  it.each(REQUESTS)('is refused: %s %j', async (operation, request, code, violations) => {
    const answer = await expectNothingStored(() => door.ask(guangdong, operation, request));
    expect(answer.code).toBe(code);
    if (violations !== undefined) expect(answer.violations).toEqual(violations);
  });

  it('tells those who take no part nothing of a case, not even that it exists', async () => {
    const leafId = (await guangdong.grpc.events(caseNo))[0]?.leafId ?? '';
    for (const operation of ['GetCase', 'ListCaseEvents', 'ListCaseMaterials', 'ExportEvidence']) {
      const known = await expectNothingStored(() => door.ask(outsider, operation, { caseNo }));
      const unknown = await door.ask(outsider, operation, { caseNo: UNKNOWN_CASE });
      expect(known).toMatchObject({
        code: 'NOT_FOUND',
        detail: unknown.detail.replace(UNKNOWN_CASE, caseNo),
      });
    }
    expect((await door.ask(outsider, 'FindCases', { number: caseNo })).body).toEqual({});
    const act = outsider.sign('CaseWithdrawn', { caseNo });
    expect(await door.submit(outsider, act)).toMatchObject({
      code: 'NOT_FOUND',
      detail: `no case ${caseNo}`,
    });
    // The log is public: it says nothing of cases.
    expect(await door.ask(outsider, 'GetReceipt', { leafId })).toMatchObject({ code: 'OK' });
  });
});

describe('a number that gRPC cannot tell from none', () => {
  it('is refused where it can be told', async () => {
    const answer = await rest.ask(guangdong, 'ListCatalogueChanges', { limit: 0 });
    expect(answer).toMatchObject({ code: 'MALFORMED', violations: ['/limit'] });
  });
});

describe('a REST body', () => {
  const good = () => toFlattened(guangdong.sign('SubmitCase', submission()));
  const text = () => JSON.stringify(good());

  it.each<[string, () => string | Uint8Array | object, string[]]>([
    ['that is no JSON', () => text().slice(1), ['']],
    ['with bytes after it', () => `${text()}x`, ['']],
    ['with a member that stands twice', () => text().replace('{', '{"payload":"",'), ['']],
    ['with an unknown member', () => ({ ...good(), header: {} }), ['/header']],
    [
      'in the general form of JWS',
      () => ({ payload: good().payload, signatures: [good()] }),
      ['/protected', '/signature', '/signatures'],
    ],
    ['with a member missing', () => ({ ...good(), signature: undefined }), ['/signature']],
    ['with padded base64url', () => ({ ...good(), signature: `${good().signature}==` }), ['/signature']],
    ['in plain base64', () => ({ ...good(), protected: '+/+/' }), ['/protected']],
    [
      'with a line break in its base64url',
      () => ({ ...good(), payload: `${good().payload}\n` }),
      ['/payload'],
    ],
    // 64 bytes leave four bits over in the last character; two texts would give the same bytes.
    [
      'with bits beyond the last byte',
      () => ({ ...good(), signature: `${'A'.repeat(85)}B` }),
      ['/signature'],
    ],
    [
      'with nothing but lists',
      () => `{"payload":${'['.repeat(31)}${']'.repeat(31)}}`,
      ['/protected', '/payload', '/signature'],
    ],
    ['that nests too deeply', () => '['.repeat(200_000), ['']],
    ['that is no UTF-8', () => Buffer.from('{"payload":"\xff"}', 'latin1'), ['']],
  ])('%s is refused', async (_, body, violations) => {
    const answer = await expectNothingStored(async () =>
      fromRest(await guangdong.rest('POST', '/v1/messages', body())),
    );
    expect(answer).toMatchObject({ code: 'MALFORMED', violations });
  });

  it.each(['[]', 'null', '"text"', '7'])('that is %s is refused', async (body) => {
    const answer = await expectNothingStored(async () =>
      fromRest(await guangdong.rest('POST', '/v1/messages', body)),
    );
    expect(answer).toMatchObject({ code: 'MALFORMED', detail: 'the body must be a JSON object' });
  });

  it.each([
    ['without a type', {}],
    ['of another type', { 'content-type': 'text/plain' }],
    ['as a form', { 'content-type': 'application/x-www-form-urlencoded' }],
  ])('%s is refused', async (_, headers) => {
    const answer = await expectNothingStored(async () =>
      fromRest(await guangdong.rest('POST', '/v1/messages', text(), headers)),
    );
    expect(answer).toMatchObject({ code: 'MALFORMED', detail: 'the body must be application/json' });
  });

  it('that is compressed is refused unread', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const body = gzipSync(Buffer.alloc(10_000_000));
    const answer = await expectNothingStored(async () =>
      fromRest(await guangdong.rest('POST', '/v1/messages', body, headers)),
    );
    expect(answer).toMatchObject({ code: 'MALFORMED', detail: 'compressed bodies are not accepted' });
  });

  it.each([
    ['by its announced length', true],
    ['as it comes', false],
  ])('that is too large is refused %s', async (_, announced) => {
    const body = JSON.stringify({ payload: 'A'.repeat(2_000_000) });
    const headers = announced
      ? undefined
      : { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    const answer = await expectNothingStored(async () =>
      fromRest(await guangdong.rest('POST', '/v1/messages', body, headers)),
    );
    expect(answer).toMatchObject({ code: 'TOO_LARGE', detail: 'the body has at most 409600 bytes' });
    expect(await rest.ask(guangdong, 'GetHub', {})).toMatchObject({ code: 'OK' });
  });

  it('of the type application/jose+json is taken', async () => {
    const headers = { 'content-type': 'application/jose+json; charset=utf-8' };
    expect((await guangdong.rest('POST', '/v1/messages', text(), headers)).status).toBe(201);
  });
});

describe('the bytes of a gRPC request', () => {
  const path = '/tongban.v1.CaseService/GetCase';

  it.each([
    ['that are no protobuf', Buffer.from('ffffffff', 'hex')],
    ['that end early', Buffer.from('0a20', 'hex')],
    ['with text that is no UTF-8', Buffer.from('0a01ff', 'hex')],
  ])('%s are refused', async (_, bytes) => {
    const before = await countStored(hub.database);
    const { error, details } = await guangdong.rawGrpc.call(path, bytes);
    expect(error).toMatchObject({ code: 1, detail: 'the bytes are not a message of this method' });
    expectNoInternals(details);
    expect(await countStored(hub.database)).toEqual(before);
  });

  it('above the limit are refused by the library, in the words of gRPC', async () => {
    const { status, details } = await guangdong.rawGrpc.call(path, Buffer.alloc(5 * 1024 * 1024));
    expect(status).toBe(8);
    expect(details).toBe('Received message larger than max (5242880 vs 4194304)');
  });

  it('for a method that does not exist are refused', async () => {
    const { status } = await guangdong.rawGrpc.call('/tongban.v1.CaseService/DropCase', Buffer.alloc(0));
    expect(status).toBe(12);
  });

  it('without the message that they should carry are refused', async () => {
    const answer = await expectNothingStored(() => grpc.ask(guangdong, 'Submit', {}));
    expect(answer).toMatchObject({ code: 'MALFORMED', violations: ['/message'] });
  });
});

async function expectNothingStored(ask: () => Promise<Answer>): Promise<Answer> {
  const before = await countStored(hub.database);
  const answer = await ask();
  expect(answer.code).not.toBe('OK');
  expect(answer.detail).not.toBe('');
  expect(answer.leafId).toBeUndefined();
  expectNoInternals(answer.seen);
  expect(await countStored(hub.database)).toEqual(before);
  return answer;
}
