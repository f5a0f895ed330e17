import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blobRefOf } from '#connectors/kit';
import { isErasureLeaf, parseLeaf, readZip } from '#crypto/evidence';
import { type SignedParts, signingInput } from '#crypto/jose';
import { CaseVerifier, type Trust } from '#crypto/verify';
import { withDatabase } from '#hub/cli';
import { type Erasure, type ErasureRequest, eraseCase, finishErasures } from '#hub/exchange';
import { systemRuntime } from '#hub/runtime';
import { erasures, FileBlobFolder } from '#hub/store';
import { auditHub } from '../kit/audit-hub.js';
import { rest } from '../kit/doors.js';
import { ITEM, newCertificate, REASON, useByDuty } from '../kit/electronic-certificates.js';
import { eventually } from '../kit/eventually.js';
import { announce, finishUpload } from '../kit/files.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { acknowledgeAll, lease } from '../kit/inbox.js';
import { newReference, playCase, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { run, TONGBAN } from '../kit/program.js';
import { dumpOf, filesIn, plantedIn } from '../kit/remains.js';
import { trustIn } from '../kit/trust.js';

const DECIDER = '11410000MBY900027Q';
const DAY_MS = 86_400_000;

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;
let folder: string;
let trust: Trust;

beforeAll(async () => {
  hub = await startTestHub();
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
  folder = mkdtempSync(join(tmpdir(), 'tongban-erasure-'));
  trust = await trustIn(hub, folder);
});
afterAll(async () => {
  await auditHub(hub);
  await hub.close();
  rmSync(folder, { recursive: true });
});

function erase(caseNo: string, over: Partial<ErasureRequest> & { retentionMs?: number } = {}) {
  const { retentionMs = 0, ...request } = over;
  const settings = { hubId: hub.running.services.identity.hubId, retentionMs, runtime: systemRuntime() };
  const whole = {
    caseNo,
    ground: 'RETENTION_OVER',
    decidedBy: DECIDER,
    isDryRun: false,
    ...request,
  } as const;
  return withDatabase(hub.database.url, (db) => eraseCase(db, whole, settings));
}

async function closedCase(): Promise<string> {
  const { caseNo } = await guangdong.act('SubmitCase', submission());
  await guangdong.act('CaseWithdrawn', { caseNo, reason: '申请人撤回' });
  await acknowledgeAll(guangdong, henan);
  return caseNo;
}

async function evidenceOf(caseNo: string) {
  const files = await readZip(Buffer.from(await guangdong.grpc.evidence(caseNo)));
  const { exitCode, answers } = new CaseVerifier(trust).verify(files);
  const verdicts = Object.fromEntries(answers.map(({ question, verdict }) => [question, verdict]));
  return { files, exitCode, verdicts };
}

const refusalOf = (asked: Promise<unknown>) =>
  asked.then(
    () => expect.fail('it was answered'),
    (error: unknown) => (error as { code?: string }).code,
  );

describe('an erased case', () => {
  const [name, idNumber, phone] = ['欧阳植入测试', '441803199001019018', '13800138000-77'];
  const scan = Buffer.from(`scan of ${name} ${idNumber}`.repeat(40));
  const blob = blobRefOf(scan, 'application/pdf', '扫描件.pdf');
  let caseNo: string;
  let opening: SignedParts;
  let secrets: (Buffer | string)[];

  beforeAll(async () => {
    await announce(guangdong, blob);
    await finishUpload(rest, guangdong, { bytes: scan, blob });
    const caseRef = newReference();
    const purpose = { basicCode: ITEM, caseRef, reason: REASON };
    const wanted = { operation: 'STATUS', duty: undefined, fields: undefined, purpose };
    const use = guangdong.sign('UseCertificate', useByDuty(await newCertificate(henan), wanted));
    await guangdong.grpc.useCertificate(use);
    const body = submission({ caseRef, mode: 'REMOTE_INTAKE' });
    opening = guangdong.sign('SubmitCase', {
      ...body,
      personal: {
        open: {
          applicantKind: 'NATURAL_PERSON',
          applicant: { name, idType: '111', idNumber, phone },
          form: [{ name: '证书名称', value: '一级建造师' }],
        },
      },
      materials: [{ name: '居民身份证', source: 'UPLOADED', blob }],
    });
    ({ caseNo } = await guangdong.grpc.submit(opening));
    await guangdong.act('CaseWithdrawn', { caseNo, reason: `${name}撤回` });
    await acknowledgeAll(guangdong, henan);
    await eventually(async () => expect((await evidenceOf(caseNo)).exitCode).toBe(0));
    secrets = [
      name,
      idNumber,
      phone,
      scan,
      signed(opening),
      opening.payload,
      opening.signature,
      signed(use),
    ].map((each) => Buffer.from(each));
  });

  const signed = (parts: SignedParts) => signingInput(parts);

  it('has left nothing of what it was about: not in the database, nor among the files, nor in the evidence', async () => {
    const places = async () => [
      await dumpOf(hub.database),
      filesIn(join(hub.dataDir, 'files')),
      Buffer.concat([...(await evidenceOf(caseNo)).files.values()].map((file) => Buffer.from(file))),
    ];
    for (const place of await places()) expect(plantedIn(place, secrets)).not.toEqual([]);
    const ofApplicant = () => henan.grpc.searchCases({ applicant: { idType: '111', idNumber } });
    const found = async () => (await ofApplicant()).cases.map((each) => each.caseNo);
    expect(await found()).toContain(caseNo);
    const args = ['erase', caseNo, '--ground', 'CONSENT_WITHDRAWN', '--decided-by', DECIDER, '--json'];
    const environment = { DATABASE_URL: hub.database.url, TONGBAN_DATA_DIR: hub.dataDir };
    const kept = await run(TONGBAN, args, { environment });
    expect([kept.code, JSON.parse(kept.stdout)]).toEqual([1, { caseNo, refused: 'RETAINED' }]);
    const done = await run(TONGBAN, [...args, '--set', 'erasure.retentionDays=0'], { environment });
    expect([done.stderr, done.code]).toEqual(['', 0]);
    expect(JSON.parse(done.stdout)).toMatchObject({ caseNo, erased: true, files: 1 });
    for (const place of await places()) expect(plantedIn(place, secrets)).toEqual([]);
    expect(await found()).not.toContain(caseNo);
    expect((await henan.grpc.findCases(caseNo)).map((each) => each.caseNo)).toEqual([caseNo]);
  });

  it('is proven to have been erased, and its leaves are still in the log', async () => {
    await eventually(async () => expect((await evidenceOf(caseNo)).exitCode).toBe(0));
    const { files, verdicts } = await evidenceOf(caseNo);
    expect(verdicts).toMatchObject({
      ...{ FILES: 'PASS', IN_LOG: 'PASS', LOG_SIGNATURE: 'PASS', CONSISTENT: 'PASS', SM2: 'PASS' },
      ...{ SIGNATURES: 'ERASED', COMMITMENTS: 'ERASED', RECEIVED: 'ERASED', TRANSITIONS: 'ERASED' },
    });
    const leaves = [...files].flatMap(([path, bytes]) =>
      path.startsWith('entries/') ? (parseLeaf(bytes) ?? []) : [],
    );
    const [leaf, ...others] = leaves.filter(isErasureLeaf);
    expect(others).toEqual([]);
    expect(leaf).toMatchObject({ count: 4, ground: 'CONSENT_WITHDRAWN', decidedBy: DECIDER });
  });

  it('keeps its timeline, which names no rule any more', async () => {
    const { timeline } = await henan.grpc.progress(caseNo);
    expect(timeline.map(({ event, rule }) => [event?.type, rule])).toEqual(
      (await henan.grpc.events(caseNo)).map(({ type }) => [type, '']),
    );
    expect(timeline.length).toBeGreaterThan(1);
  });

  it('can be shown in part no more than whole', async () => {
    const wish = guangdong.grpc.evidence(caseNo, ['applicant', 'form', 'materials', 'reasons']);
    const files = await readZip(Buffer.from(await wish));
    expect([...files.keys()].filter((path) => /^(?:openings|messages)\//.test(path))).toEqual([]);
    const { exitCode, answers } = new CaseVerifier(trust).verify(files);
    expect(exitCode).toBe(0);
    expect(answers.find(({ question }) => question === 'COMMITMENTS')?.verdict).toBe('ERASED');
  });

  it('is missing, not erased, for whoever takes the erasure out of the evidence', async () => {
    const { files } = await evidenceOf(caseNo);
    const without = new Map([...files].filter(([path]) => path !== 'erasure.json'));
    const { answers, exitCode } = new CaseVerifier(trust).verify(without);
    expect(answers.find(({ question }) => question === 'SIGNATURES')?.verdict).toBe('NOT_CHECKED');
    expect(exitCode).toBe(1); // and the files are not those of the manifest
  });

  it('still shows its course, and answers CASE_ERASED to whoever asks for more', async () => {
    expect((await guangdong.grpc.events(caseNo)).map(({ type }) => type)).toContain('CaseWithdrawn');
    expect((await henan.grpc.case(caseNo)).caseNo).toBe(caseNo);
    expect(await refusalOf(guangdong.grpc.submit(opening))).toBe('CASE_ERASED');
    const { jti } = JSON.parse(Buffer.from(opening.protected).toString()) as { jti: string };
    expect(await refusalOf(guangdong.grpc.answer(jti))).toBe('CASE_ERASED');
    const materials = await rest.ask(guangdong, 'ListCaseMaterials', { caseNo });
    expect(materials.code).toBe('CASE_ERASED');
    const rows = await hub.database.query('select 1 from event_secret where case_no = $1', [caseNo]);
    expect(rows).toEqual([]);
  });

  it('cannot be erased twice', async () => {
    expect(await erase(caseNo)).toBe('ERASED_BEFORE');
  });
});

describe('what a case shares with others', () => {
  it('stays: a file that another case names', async () => {
    const bytes = Buffer.from('a form that two cases share');
    const blob = blobRefOf(bytes, 'application/pdf', '公用.pdf');
    await announce(guangdong, blob);
    await finishUpload(rest, guangdong, { bytes, blob });
    const materials = [{ name: '公用', source: 'UPLOADED', blob }];
    const [one, other] = [
      (await guangdong.act('SubmitCase', { ...submission(), materials })).caseNo,
      (await guangdong.act('SubmitCase', { ...submission(), materials })).caseNo,
    ];
    for (const caseNo of [one, other]) await guangdong.act('CaseWithdrawn', { caseNo, reason: '撤回' });
    await acknowledgeAll(guangdong, henan);
    const there = async () =>
      (await hub.database.query('select 1 from blob where sha256 = $1', [blob.sha256])).length;
    expect(await eventually(async () => ended(erase(one)))).toMatchObject({ files: 0 });
    expect(await there()).toBe(1);
    expect(await erase(other)).toMatchObject({ files: 1 });
    expect(await there()).toBe(0);
    await announce(guangdong, blob);
    await finishUpload(rest, guangdong, { bytes, blob });
    expect(await discard()).toBe(0); // it was sent again before its bytes went
    const { caseNo: last } = await guangdong.act('SubmitCase', { ...submission(), materials });
    await guangdong.act('CaseWithdrawn', { caseNo: last, reason: '撤回' });
    await acknowledgeAll(guangdong, henan);
    await eventually(() => ended(erase(last)));
    expect(await discard()).toBe(1);
    expect(plantedIn(filesIn(join(hub.dataDir, 'files')), [bytes])).toEqual([]);
  });
});

function discard(): Promise<number> {
  const folder = new FileBlobFolder(join(hub.dataDir, 'files'));
  return withDatabase(hub.database.url, (db) => finishErasures(db, folder));
}

/** Its leaves get their index a moment later. */
async function ended(erasing: ReturnType<typeof erase>): Promise<Erasure> {
  const done = await erasing;
  if (typeof done === 'string') throw new Error(done);
  return done;
}

describe('a case is not erased', () => {
  it('while it is open, or a dispatch of it is not acknowledged', async () => {
    const caseNo = await playCase(guangdong, henan, 1);
    expect(await erase(caseNo)).toBe('OPEN');
    await guangdong.act('CaseWithdrawn', { caseNo, reason: '撤回' });
    expect(await erase(caseNo)).toBe('UNDELIVERED');
    expect(await erase('TB1')).toBe('NO_CASE');
    await acknowledgeAll(guangdong, henan);
  });

  it('while it must be kept, unless it is there unlawfully', async () => {
    const caseNo = await closedCase();
    expect(await erase(caseNo, { retentionMs: DAY_MS })).toBe('RETAINED');
    const unlawful = { retentionMs: DAY_MS, ground: 'UNLAWFUL' } as const;
    await eventually(async () => ended(erase(caseNo, { ...unlawful, isDryRun: true })));
    expect(await erasedCases(caseNo)).toBe(0);
    await ended(erase(caseNo, unlawful));
    expect(await erasedCases(caseNo)).toBe(1);
  });
});

async function erasedCases(caseNo: string): Promise<number> {
  return (await hub.database.query('select 1 from case_erasure where case_no = $1', [caseNo])).length;
}

describe('a backup', () => {
  it('that brings the keys of an erased case back is erased again, and meanwhile nothing of it is dispatched', async () => {
    const caseNo = await closedCase();
    const kept = await hub.database.query<{ seq: number; salt: Buffer; content_key: Buffer }>(
      'select seq, salt, content_key from event_secret where case_no = $1',
      [caseNo],
    );
    await eventually(() => ended(erase(caseNo)));
    await hub.database.query(
      `insert into inbox (recipient, case_no, seq, available_at) values ('henan', $1, 1, now())`,
      [caseNo],
    );
    expect(await lease(henan)).toEqual([]);
    await hub.database.query('delete from inbox where case_no = $1', [caseNo]);
    for (const { seq, salt, content_key: key } of kept) {
      await hub.database.query('insert into event_secret values ($1, $2, $3, $4)', [caseNo, seq, salt, key]);
    }
    expect(await withDatabase(hub.database.url, (db) => erasures.eraseAgain(db))).toBe(kept.length);
    expect(await withDatabase(hub.database.url, (db) => erasures.eraseAgain(db))).toBe(0);
  });
});
