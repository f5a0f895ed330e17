import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HubCallError } from '#connectors/kit';
import { auditHub } from '../kit/audit-hub.js';
import { FAULT_KINDS } from '../kit/faulty-database.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import type { TestPeer } from '../kit/peer.js';
import { signedList } from '../kit/status-lists.js';

let hub: TestHub;
let henan: TestPeer;

beforeAll(async () => {
  hub = await startTestHub();
  henan = await hub.peer('henan');
});
afterAll(() => hub.close());

describe.each(FAULT_KINDS)('when the commit of a status list goes wrong (%s)', (kind) => {
  it('is published by sending it again, once, and has one leaf', async () => {
    const list = `list-${kind.replaceAll(/\W/g, '-')}`;
    const token = signedList(henan, list);
    hub.faults.plan('status-list.publish', kind);
    const first = await henan.grpc.publishStatusList(list, token).catch((error: unknown) => error);
    if (kind === 'fails') expect(first).toBeInstanceOf(HubCallError);
    const entry = await henan.grpc.publishStatusList(list, token);
    if (kind !== 'fails') expect(entry).toEqual(first); // tried again by the hub itself
    expect((await henan.grpc.statusList('henan', list, '')).token).toBe(token);
    const { leaves } = await auditHub(hub);
    const published = leaves.filter((leaf) => leaf.list === list);
    expect(published.map(({ id }) => id)).toEqual([entry.leafId]);
    expect(hub.faults.pending).toBe(0);
  });
});
