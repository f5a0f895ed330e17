import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
  it('is published by sending it again, once', async () => {
    const list = `list-${kind.replaceAll(/\W/g, '-')}`;
    const token = signedList(henan, list);
    hub.faults.plan('status-list.publish', kind);
    await expect(henan.grpc.publishStatusList(list, token)).rejects.toBeDefined();
    const entry = await henan.grpc.publishStatusList(list, token);
    expect((await henan.grpc.statusList('henan', list, '')).token).toBe(token);
    const rows = await hub.database.query('select revision::int from status_list where list = $1', [list]);
    expect(rows).toEqual([{ revision: entry.revision }]);
    expect(hub.faults.pending).toBe(0);
  });
});
