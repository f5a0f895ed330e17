import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hex, sm3 } from '#crypto/primitives';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { acknowledge, lease, leaseOne, RestRefusal, signAcknowledgement } from '../kit/inbox.js';
import { playCase, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

const LEASE_MS = 30_000;

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;
/** Milliseconds by which the hub's clock is ahead. */
let ahead = 0;

beforeAll(async () => {
  hub = await startTestHub({ runtime: { now: () => Date.now() + ahead } });
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterEach(async () => {
  expect(hub.faults.pending).toBe(0);
  await auditHub(hub);
  await hub.database.query('delete from inbox');
});
afterAll(() => hub.close());

/** A definite failure is a defect to whoever asks; what nobody knows is UNAVAILABLE. Either may be asked again. */
const TOLD = {
  fails: 'INTERNAL',
  'unknown, not persisted': 'UNAVAILABLE',
  'unknown, persisted': 'UNAVAILABLE',
};

describe.each(FAULT_KINDS)('when the claim of a dispatch goes wrong (%s)', (kind) => {
  const isClaimed = kind === 'unknown, persisted';

  it('offers it again at the latest when its lease has run out, with the attempt counted', async () => {
    const caseNo = await playCase(guangdong, henan, 0);
    hub.faults.plan('inbox.claim', kind);
    await expect(lease(henan, { leaseMs: LEASE_MS })).rejects.toMatchObject({ code: TOLD[kind] });
    if (isClaimed) {
      expect(await lease(henan)).toEqual([]);
      ahead += LEASE_MS;
    }
    const dispatch = await leaseOne(henan);
    expect(dispatch).toMatchObject({ dispatchId: `${caseNo}/1`, attempt: isClaimed ? 2 : 1 });
    await acknowledge(henan, signAcknowledgement(henan, dispatch));
    expect(await lease(henan)).toEqual([]);
  });

  it('keeps an attached stream alive, which gets it later', async () => {
    hub.faults.plan('inbox.claim', kind);
    const inbox = henan.grpc.attach(4);
    const arrival = inbox.dispatches().next();
    await eventually(() => expect(hub.faults.pending).toBe(0));
    const caseNo = await playCase(guangdong, henan, 0);
    const { value: dispatch } = await arrival;
    expect(dispatch?.dispatchId).toBe(`${caseNo}/1`);
    inbox.close();
  });
});

describe.each(FAULT_KINDS)('when the record of an acknowledgement goes wrong (%s)', (kind) => {
  it('is answered the same whenever it is sent, and ends the dispatch once', async () => {
    const caseNo = await playCase(guangdong, henan, 0);
    const signed = signAcknowledgement(henan, await leaseOne(henan));
    hub.faults.plan('exchange.record', kind);
    if (kind === 'fails') {
      await expect(acknowledge(henan, signed)).rejects.toMatchObject({ code: 'INTERNAL' });
      expect(await lease(henan)).toEqual([]); // still leased to whoever may try again
    }
    const answer = await acknowledge(henan, signed);
    expect(answer).toMatchObject({ acknowledgement: { caseNo, eventSeq: 2 } });
    expect(await acknowledge(henan, signed)).toEqual(answer);
    expect(await hub.database.query('select 1 from inbox where case_no = $1', [caseNo])).toEqual([]);
  });
});

describe('when an acknowledgement that failed is repeated too late', () => {
  it('changes nothing: the dispatch belongs to whoever holds it now', async () => {
    const caseNo = await playCase(guangdong, henan, 0);
    const late = signAcknowledgement(henan, await leaseOne(henan, LEASE_MS));
    hub.faults.plan('exchange.record', 'fails');
    await expect(acknowledge(henan, late)).rejects.toBeInstanceOf(RestRefusal);
    ahead += LEASE_MS;
    const current = await leaseOne(henan);
    await expect(acknowledge(henan, late)).rejects.toMatchObject({ code: 'LEASE_LOST' });
    await acknowledge(henan, signAcknowledgement(henan, current));
    const events = await guangdong.grpc.events(caseNo);
    expect(events.map((event) => event.seq)).toEqual([1, 2]);
  });
});

function describeFile(bytes: Buffer) {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    sha256,
    sm3: hex(sm3(bytes)),
    size: bytes.length,
    mediaType: 'application/pdf',
    fileName: '材料.pdf',
  };
}

describe.each(FAULT_KINDS)('when the end of an upload goes wrong (%s)', (kind) => {
  it('lets nobody name the file before it is kept, and takes it when it comes again', async () => {
    const bytes = Buffer.from(`材料扫描件 ${kind}`);
    const blob = describeFile(bytes);
    const materials = [{ name: '材料', source: 'UPLOADED', blob }];
    const submit = () => guangdong.act('SubmitCase', { ...submission(), materials });
    hub.faults.plan('blob.finish', kind);
    await expect(guangdong.grpc.upload(blob, bytes)).rejects.toMatchObject({ code: TOLD[kind] });
    if (kind !== 'unknown, persisted') await expect(submit()).rejects.toMatchObject({ code: 'BLOB_MISSING' });
    await guangdong.grpc.upload(blob, bytes);
    await submit();
    expect(Buffer.from(await henan.grpc.download(blob.sha256))).toEqual(bytes);
    expect(await hub.database.query('select 1 from blob_upload')).toEqual([]);
  });

  it('never keeps bytes that are not those announced', async () => {
    const bytes = Buffer.from(`另一文件 ${kind}`);
    const announced = { ...describeFile(bytes), sm3: hex(sm3(Buffer.from('announced'))) };
    hub.faults.plan('blob.discard', kind);
    await expect(guangdong.grpc.upload(announced, bytes)).rejects.toMatchObject({ code: TOLD[kind] });
    await expect(guangdong.grpc.upload(announced, bytes)).rejects.toMatchObject({ code: 'DIGEST_MISMATCH' });
    expect((await guangdong.rest('GET', `/v1/blobs/${announced.sha256}`)).status).toBe(404);
  });
});
