import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blobRefOf } from '#connectors/kit';
import { readZip } from '#crypto/evidence';
import { CaseVerifier, type Trust } from '#crypto/verify';
import { auditHub } from '../kit/audit-hub.js';
import { rest } from '../kit/doors.js';
import { eventually } from '../kit/eventually.js';
import { CERTIFICATE } from '../kit/evidence.js';
import { announce, finishUpload } from '../kit/files.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { acknowledgeAll } from '../kit/inbox.js';
import { AT, playCase } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { run, TONGBAN } from '../kit/program.js';
import { dumpOf, plantedIn } from '../kit/remains.js';
import { trustIn } from '../kit/trust.js';

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;
let folder: string;
let trust: Trust;

beforeAll(async () => {
  hub = await startTestHub({ settings: ['erasure.retentionDays=0'] });
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
  folder = mkdtempSync(join(tmpdir(), 'tongban-custody-'));
  trust = await trustIn(hub, folder);
});
afterAll(async () => {
  await auditHub(hub);
  await hub.close();
  rmSync(folder, { recursive: true });
});

interface ShownCase {
  readonly custody?: {
    readonly held?: readonly object[];
    readonly handOvers: readonly { readonly othersOnWaybill?: number; readonly standing: string }[];
  };
}

async function custodyOf(peer: TestPeer, caseNo: string) {
  const answer = await peer.rest('GET', `/v1/cases/${caseNo}`);
  return answer.json<{ case: ShownCase }>().case.custody;
}

/** 租赁合同 of three sheets, 章程 of twelve. */
const ORIGINALS = [
  { code: 'A1', sheets: 3 },
  { code: 'A2', sheets: 12 },
];

let parcels = 0;
const newWaybill = () => `EMS-${process.pid}-${parcels++}`;

function parcel(caseNo: string, handOverNo: string, waybill = newWaybill()) {
  const ends = { giver: 'WINDOW', taker: 'COURIER' };
  return { caseNo, handOverNo, ...ends, originals: ORIGINALS, waybill, handedAt: AT };
}

function receipt(caseNo: string, handOverNo: string, originals: readonly object[] = ORIGINALS) {
  return { caseNo, handOverNo, taker: 'AUTHORITY', originals, takenAt: AT };
}

async function verdictsOf(caseNo: string, without: readonly ('materials' | 'reasons')[]) {
  const files = await readZip(Buffer.from(await guangdong.grpc.evidence(caseNo, without)));
  const { exitCode, answers } = new CaseVerifier(trust).verify(files);
  return { exitCode, transitions: answers.find(({ question }) => question === 'TRANSITIONS')?.verdict };
}

describe('C4 企业设立登记: 原件流转', () => {
  it('follows the originals from the applicant to the authority and back, and proves it', async () => {
    const caseNo = await playCase(guangdong, henan, 4);
    const image = Buffer.from('租赁合同');
    const blob = blobRefOf(image, 'image/png', '租赁合同.png');
    await announce(guangdong, blob);
    await finishUpload(rest, guangdong, { bytes: image, blob });
    await guangdong.act('OriginalsHandedOver', {
      ...{ caseNo, handOverNo: 'JJ-1', giver: 'APPLICANT', taker: 'WINDOW', takenAtOnce: true, handedAt: AT },
      originals: ORIGINALS,
      originalDetails: [{ code: 'A1', name: '住所租赁合同', image: blob }],
    });
    await guangdong.act('OriginalsHandedOver', parcel(caseNo, 'JJ-2'));
    const short = [ORIGINALS[0] ?? {}, { code: 'A2', sheets: 10 }];
    const differences = [{ code: 'A2', remark: '缺第11、12页' }];
    await henan.act('OriginalsReceived', { ...receipt(caseNo, 'JJ-2', short), differences });
    expect(await custodyOf(guangdong, caseNo)).toEqual({
      held: [
        { code: 'A1', sheets: 3, holder: 'AUTHORITY' },
        { code: 'A2', sheets: 10, holder: 'AUTHORITY' },
      ],
      handOvers: [
        {
          ...{ handOverNo: 'JJ-1', giver: 'APPLICANT', taker: 'WINDOW', standing: 'COMPLETE' },
          ...{ handed: ORIGINALS, received: ORIGINALS },
        },
        {
          ...{ handOverNo: 'JJ-2', giver: 'WINDOW', taker: 'COURIER', standing: 'INCOMPLETE' },
          ...{ handed: ORIGINALS, received: short },
        },
      ],
    });
    expect(await custodyOf(henan, caseNo)).toEqual(await custodyOf(guangdong, caseNo));

    await henan.act('ReviewStarted', { caseNo, startedAt: AT });
    await henan.act('DecisionIssued', { caseNo, outcome: 'GRANTED', documentNo: 'JD-1', decidedAt: AT });
    await expect(henan.act('CaseConcluded', { caseNo, concludedAt: AT })).rejects.toMatchObject({
      code: 'ORIGINALS_UNACCOUNTED',
      violations: [{ pointer: '', message: 'A2 × 2 of hand-over JJ-2 to COURIER' }],
    });
    await henan.act('OriginalsReceived', receipt(caseNo, 'JJ-2', [{ code: 'A2', sheets: 2 }]));
    await henan.act('CaseConcluded', { caseNo, concludedAt: AT });
    const waybill = newWaybill();
    await henan.act('OriginalsHandedOver', { ...parcel(caseNo, 'JJ-3', waybill), giver: 'AUTHORITY' });
    const documents = [{ name: '营业执照', certificateId: CERTIFICATE }];
    await henan.act('ResultTransferred', { caseNo, documents, waybill }); // in the same parcel
    await henan.act('OriginalsReceived', { ...receipt(caseNo, 'JJ-3'), taker: 'APPLICANT' });
    expect((await custodyOf(henan, caseNo))?.held).toEqual(
      ORIGINALS.map((each) => ({ ...each, holder: 'APPLICANT' })),
    );
    await acknowledgeAll(guangdong, henan);
    await eventually(async () =>
      expect(await verdictsOf(caseNo, [])).toEqual({ exitCode: 0, transitions: 'PASS' }),
    );
    expect((await verdictsOf(caseNo, ['materials', 'reasons'])).transitions).toBe('PASS');
  });

  it('shows a waybill that two cases name to both, and refuses it twice in one', async () => {
    const [one, other] = [await playCase(guangdong, henan, 1), await playCase(guangdong, henan, 1)];
    const waybill = newWaybill();
    await guangdong.act('OriginalsHandedOver', parcel(one, 'JJ-1', waybill));
    expect((await custodyOf(henan, one))?.handOvers[0]?.othersOnWaybill).toBeUndefined();
    await guangdong.act('OriginalsHandedOver', parcel(other, 'JJ-1', waybill));
    for (const caseNo of [one, other])
      expect((await custodyOf(henan, caseNo))?.handOvers[0]?.othersOnWaybill).toBe(1);
    const found = await guangdong.grpc.findCases(one);
    expect(found[0]?.custody?.handOvers[0]?.othersOnWaybill).toBe(1);

    await henan.act('OriginalsReceived', receipt(one, 'JJ-1'));
    const back = { ...parcel(one, 'JJ-2', waybill), giver: 'AUTHORITY' };
    await expect(henan.act('OriginalsHandedOver', back)).rejects.toMatchObject({ code: 'CONFLICT' });
    const sent = guangdong.sign('OriginalsHandedOver', parcel(one, 'JJ-3'));
    await expect(guangdong.grpc.submit(sent)).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });

  it('refuses a waybill twice also of hand-overs that come at the same moment, and answers repetitions alike', async () => {
    const caseNo = await playCase(guangdong, henan, 1);
    const waybill = newWaybill();
    const each = ['A1', 'A2'].map((code) =>
      guangdong.sign('OriginalsHandedOver', {
        ...parcel(caseNo, `JJ-${code}`, waybill),
        originals: [{ code, sheets: 1 }],
      }),
    );
    const [first, ...others] = (
      await Promise.allSettled(each.map((message) => guangdong.grpc.submit(message)))
    ).sort((a, b) => a.status.localeCompare(b.status));
    expect(first?.status).toBe('fulfilled');
    expect(others).toMatchObject([{ reason: { code: 'CONFLICT' } }]);
    const again = await Promise.allSettled(each.map((message) => guangdong.grpc.submit(message)));
    expect(again.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await custodyOf(henan, caseNo))?.handOvers).toHaveLength(1);
  });

  it('refuses what cannot be read: no waybill for a courier, an original twice', async () => {
    const caseNo = await playCase(guangdong, henan, 1);
    const { waybill: _, ...without } = parcel(caseNo, 'JJ-1');
    const twice = { ...parcel(caseNo, 'JJ-1'), originals: [ORIGINALS[0], ORIGINALS[0]] };
    const bad: readonly [object, string][] = [
      [without, '/waybill'],
      [{ ...parcel(caseNo, 'JJ-1'), taker: 'AUTHORITY' }, '/waybill'],
      [twice, '/originals'],
      [{ ...parcel(caseNo, 'JJ-1'), originals: [] }, '/originals'],
      [{ ...without, taker: 'WINDOW' }, '/taker'],
      [{ ...parcel(caseNo, 'JJ-1'), takenAtOnce: true }, '/takenAtOnce'],
      [{ ...without, giver: 'COURIER', taker: 'WINDOW' }, '/giver'],
    ];
    for (const [body, pointer] of bad)
      await expect(guangdong.act('OriginalsHandedOver', body), pointer).rejects.toMatchObject({
        code: 'MALFORMED',
        violations: [{ pointer }],
      });
  });

  it('gives originals back when the case has ended, until its contents are erased; then nothing is left of the waybill', async () => {
    const caseNo = await playCase(guangdong, henan, 1);
    await guangdong.act('CaseWithdrawn', { caseNo });
    const waybill = newWaybill();
    await guangdong.act('OriginalsHandedOver', parcel(caseNo, 'JJ-1', waybill));
    await acknowledgeAll(guangdong, henan);
    const evidence = () => verdictsOf(caseNo, []);
    await eventually(async () => expect((await evidence()).exitCode).toBe(0));
    expect(plantedIn(await dumpOf(hub.database), [Buffer.from(waybill)])).not.toEqual([]);
    const args = ['erase', caseNo, '--ground', 'RETENTION_OVER', '--decided-by', '11410000MBY900027Q'];
    const environment = { DATABASE_URL: hub.database.url, TONGBAN_DATA_DIR: hub.dataDir };
    const done = await run(TONGBAN, [...args, '--set', 'erasure.retentionDays=0'], { environment });
    expect([done.stderr, done.code]).toEqual(['', 0]);
    expect(plantedIn(await dumpOf(hub.database), [Buffer.from(waybill)])).toEqual([]);
    await expect(henan.act('OriginalsReceived', receipt(caseNo, 'JJ-1'))).rejects.toMatchObject({
      code: 'CASE_ERASED',
    });
  });
});
