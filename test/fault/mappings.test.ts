import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { blobRefOf } from '#connectors/kit';
import { reviewMapping } from '#hub/exchange';
import { auditHub } from '../kit/audit-hub.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { MAPPING_GAP, mappingDocument, proposalOf } from '../kit/mappings.js';
import { newReference } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

let hub: TestHub;
let guangdong: TestPeer;

beforeAll(async () => {
  hub = await startTestHub();
  guangdong = await hub.peer('guangdong');
});
afterEach(async () => {
  expect(hub.faults.pending).toBe(0);
  await auditHub(hub);
});
afterAll(() => hub.close());

describe.each(FAULT_KINDS)('when the commit of a proposal goes wrong (%s)', (kind) => {
  it('takes the same proposal when it comes again, once', async () => {
    const version = newReference('V');
    const document = Buffer.from(JSON.stringify(mappingDocument('guangdong', version)));
    const blob = blobRefOf(document, 'application/json', 'mapping.json');
    await guangdong.grpc.upload(blob, document);
    const message = guangdong.sign('MappingProposal', proposalOf(blob, 'guangdong', version));
    hub.faults.plan('mapping.propose', kind);
    await expect(guangdong.grpc.proposeMapping(message)).rejects.toMatchObject({
      code: kind === 'fails' ? 'INTERNAL' : 'UNAVAILABLE',
    });
    expect(await guangdong.grpc.proposeMapping(message)).toMatchObject({ version });
    const stored = (await guangdong.grpc.mappings()).filter((each) => each.version === version);
    expect(stored).toHaveLength(1);
  });
});

describe.each(FAULT_KINDS)('when the commit of reported gaps goes wrong (%s)', (kind) => {
  it('has the connector’s last word once it has said it again', async () => {
    const gap = { ...MAPPING_GAP, code: newReference('C'), direction: 1, kind: 2 };
    hub.faults.plan('mapping.gaps', kind);
    await expect(guangdong.grpc.reportMappingGaps([gap])).rejects.toMatchObject({
      code: kind === 'fails' ? 'INTERNAL' : 'UNAVAILABLE',
    });
    await guangdong.grpc.reportMappingGaps([gap]);
    expect(await hub.database.query('select code, times_seen::int from code_gap')).toEqual([
      { code: gap.code, times_seen: 3 },
    ]);
  });
});

/** A version of Guangdong's that waits for its review. */
async function proposed(validFrom = '2026-01-01'): Promise<string> {
  const version = newReference('V');
  const document = Buffer.from(JSON.stringify(mappingDocument('guangdong', version, validFrom)));
  const blob = blobRefOf(document, 'application/json', 'mapping.json');
  await guangdong.grpc.upload(blob, document);
  const proposal = proposalOf(blob, 'guangdong', version, validFrom);
  await guangdong.grpc.proposeMapping(guangdong.sign('MappingProposal', proposal));
  return version;
}

function review(version: string, isApproved: boolean) {
  const said = { platform: 'guangdong', version, isApproved, reviewer: '操作员甲', note: '已核对' };
  return reviewMapping(hub.faults, { ...said, reviewedAt: Date.now() });
}

describe.each(FAULT_KINDS)('when the commit of a review goes wrong (%s)', (kind) => {
  it('is found recorded once, when it is said again', async () => {
    const version = await proposed();
    hub.faults.plan('mapping.review', kind);
    await expect(review(version, false)).rejects.toThrow();
    expect(await review(version, false)).toBe(kind === 'unknown, persisted' ? 'REVIEWED_BEFORE' : 'RECORDED');
    const listed = (await guangdong.grpc.mappings()).find((each) => each.version === version);
    expect(listed).toMatchObject({ status: 3, reviewNote: '已核对' });
  });
});

it('approves one of several versions that begin on one day, when all are approved at once', async () => {
  const versions = await Promise.all([1, 2, 3, 4].map(() => proposed('2026-12-01')));
  const outcomes = await Promise.all(versions.map((version) => review(version, true)));
  expect(outcomes.sort()).toEqual(['RECORDED', 'TOO_LATE', 'TOO_LATE', 'TOO_LATE']);
});
