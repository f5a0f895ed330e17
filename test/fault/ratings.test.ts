import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditHub } from '../kit/audit-hub.js';
import { checkCaseCache } from '../kit/case-cache.js';
import { eventually } from '../kit/eventually.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { type LimitedHub, startLimitedHub } from '../kit/limited-hub.js';
import type { TestPeer } from '../kit/peer.js';
import { checkRatingCounts } from '../kit/rating-counts.js';
import { concluded, ratingOf } from '../kit/ratings.js';

let hub: LimitedHub;
let guangdong: TestPeer;
let henan: TestPeer;

beforeAll(async () => {
  hub = await startLimitedHub({ settings: ['dueActs.leaseMs=1000'] });
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterAll(async () => {
  await checkCaseCache(hub.database);
  await auditHub(hub);
  await hub.close();
});

async function countOf(windowNo: string): Promise<number> {
  const rows = await hub.database.query<{ count: string }>(
    'select count from rating_count where window_no = $1',
    [windowNo],
  );
  return rows.reduce((sum, { count }) => sum + Number(count), 0);
}

describe('a rating', () => {
  it.each(FAULT_KINDS)('is counted once, though its commit goes wrong (%s)', async (kind) => {
    const caseNo = await concluded(guangdong, henan);
    const window = { side: 'INTAKE', windowDivision: '441803', windowNo: kind };
    const parts = guangdong.sign('ServiceRating', ratingOf(caseNo, window));
    hub.faults.plan('exchange.record', kind);
    await eventually(() => guangdong.grpc.submit(parts));
    await guangdong.grpc.submit(parts); // the same bytes once more
    expect(await countOf(kind)).toBe(1);
    await checkRatingCounts(hub.database);
  });

  it.each(FAULT_KINDS)('is warned of once, though that commit goes wrong (%s)', async (kind) => {
    const caseNo = await concluded(guangdong, henan);
    await guangdong.act('ServiceRating', ratingOf(caseNo));
    hub.faults.plan('exchange.record', kind);
    hub.passDays(60);
    const levels = async () =>
      (await guangdong.grpc.events(caseNo)).filter(({ type }) => type === 'RemedyWarned').length;
    await eventually(async () => expect(await levels()).toBe(3));
    await hub.running.dueActs.now();
    expect(await levels()).toBe(3);
  });
});
