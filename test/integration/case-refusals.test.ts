import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRefusalLeaf, opensGroup, parseLeaf, readBundle, readZip } from '#crypto/evidence';
import { signingInput } from '#crypto/jose';
import { CaseVerifier, type Trust } from '#crypto/verify';
import { withDatabase } from '#hub/cli';
import { eraseCase } from '#hub/exchange';
import { systemRuntime } from '#hub/runtime';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { acknowledgeAll } from '../kit/inbox.js';
import { AT, newReference, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { trustIn } from '../kit/trust.js';

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;
let stranger: TestPeer;
let folder: string;
let trust: Trust;

beforeAll(async () => {
  hub = await startTestHub();
  [guangdong, henan] = [await hub.peer('guangdong'), await hub.peer('henan')];
  await hub.register('yunnan');
  stranger = await hub.peer('yunnan');
  folder = mkdtempSync(join(tmpdir(), 'tongban-refusals-'));
  trust = await trustIn(hub, folder);
});
afterAll(async () => {
  await auditHub(hub);
  await hub.close();
  rmSync(folder, { recursive: true });
});

async function evidenceFor(peer: TestPeer, caseNo: string) {
  const files = await readZip(Buffer.from(await peer.grpc.evidence(caseNo)));
  const report = new CaseVerifier(trust).verify(files);
  return { bundle: readBundle(files), report, files };
}

/** @returns the id of the leaf of the refusal. */
async function refused(peer: TestPeer, message: ReturnType<TestPeer['sign']>, code: string): Promise<string> {
  const problem = (await peer.submitOverRest(message)).json<{ code: string; leafId: string }>();
  expect(problem.code).toBe(code);
  return problem.leafId;
}

describe('what a hub refused of a case', () => {
  const caseRef = newReference();
  const body = submission({ caseRef, mode: 'REMOTE_INTAKE' });
  const withdrawn = (peer: TestPeer, caseNo: string) =>
    peer.sign('CaseWithdrawn', { caseNo, reason: '撤回' });
  let caseNo: string;
  let early: ReturnType<TestPeer['sign']>;
  /** In order. */
  let ids: string[];

  beforeAll(async () => {
    ({ caseNo } = await guangdong.act('SubmitCase', body));
    early = henan.sign('CaseConcluded', { caseNo, concludedAt: AT });
    const forged = { ...withdrawn(guangdong, caseNo), signature: new Uint8Array(64) };
    ids = [
      await refused(henan, early, 'ILLEGAL_TRANSITION'),
      await refused(henan, withdrawn(henan, caseNo), 'WRONG_PLATFORM'),
      await refused(guangdong, guangdong.sign('SubmitCase', body), 'DUPLICATE_CASE'),
      await refused(guangdong, forged, 'SIGNATURE_INVALID'),
    ];
    await refused(stranger, withdrawn(stranger, caseNo), 'NOT_FOUND');
    await refused(
      stranger,
      { ...withdrawn(stranger, caseNo), signature: new Uint8Array(64) },
      'SIGNATURE_INVALID',
    );
    await guangdong.act('CaseWithdrawn', { caseNo, reason: '申请人撤回' });
    await acknowledgeAll(guangdong, henan);
  });

  it('is in its evidence, each with its proof; and nothing that a stranger sent', async () => {
    const { report } = await eventually(async () => {
      const found = await evidenceFor(guangdong, caseNo);
      expect(found.report.exitCode).toBe(0);
      return found;
    });
    expect(report.refusals.map(({ refusalId }) => refusalId)).toEqual(ids);
    expect(report.refusals.map(({ verdict, actor, code }) => `${verdict} ${actor} ${code}`)).toEqual([
      'PASS henan ILLEGAL_TRANSITION',
      'PASS henan WRONG_PLATFORM',
      'PASS guangdong DUPLICATE_CASE',
      'PASS guangdong SIGNATURE_INVALID',
    ]);
  });

  it('can be opened by who sent it, and by nobody else', async () => {
    const openers = async (peer: TestPeer) => (await evidenceFor(peer, caseNo)).bundle.refusals;
    const [own] = await openers(henan);
    const leaf = own && parseLeaf(own.leaf);
    if (own?.messageSalt === undefined || leaf === undefined || !isRefusalLeaf(leaf)) return expect.fail();
    expect(opensGroup(leaf.message, 'message', own.messageSalt, signingInput(early))).toBe(true);
    expect((await openers(henan)).map(({ messageSalt }) => messageSalt !== undefined)).toEqual([
      ...[true, true, false, false],
    ]);
    expect((await openers(guangdong)).map(({ messageSalt }) => messageSalt !== undefined)).toEqual([
      ...[false, false, true, true],
    ]);
  });

  it('can be opened no more once the case is erased, and is proven to have been', async () => {
    const request = { caseNo, ground: 'UNLAWFUL', decidedBy: '11410000MBY900027Q', isDryRun: false } as const;
    const settings = { hubId: hub.running.services.identity.hubId, retentionMs: 0, runtime: systemRuntime() };
    const erasure = await withDatabase(hub.database.url, (db) => eraseCase(db, request, settings));
    expect(erasure).toMatchObject({ entries: { length: 4 + ids.length } });
    expect(await hub.database.query('select 1 from refusal_secret where case_no = $1', [caseNo])).toEqual([]);
    const late = await refused(henan, withdrawn(henan, caseNo), 'WRONG_PLATFORM');
    await eventually(async () => expect((await evidenceFor(henan, caseNo)).report.exitCode).toBe(0));
    const { report } = await evidenceFor(henan, caseNo);
    const told = report.refusals.map(({ refusalId, verdict }) => [refusalId, verdict]);
    expect(told).toEqual([...ids.map((id) => [id, 'ERASED']), [late, 'PASS']]);
  });
});
