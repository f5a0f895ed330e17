import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditHub } from '../kit/audit-hub.js';
import { besideDirectory } from '../kit/auditor.js';
import { freshDatabase } from '../kit/database.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { LEADER_LOCK } from '../kit/log.js';
import { submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

describe('a hub whose log does not get on', () => {
  const BACKLOG = 4;
  let hub: TestHub;
  let guangdong: TestPeer;
  /** Holds the sequencer's lock and does nothing with it. */
  let idleLeader: pg.Client;

  beforeAll(async () => {
    const database = await freshDatabase();
    idleLeader = new pg.Client({ connectionString: database.url });
    idleLeader.on('error', () => {}); // when the database is dropped before it has ended
    await idleLeader.connect();
    await idleLeader.query('select pg_advisory_lock($1)', [LEADER_LOCK]);
    // What the log says of the directory waits before them.
    const [row] = await database.query<{ found: number }>(
      'select ((select count(*) from peer) + (select count(*) from peer_key) + 1)::int as found',
    );
    hub = await startTestHub({
      database,
      settings: [`limits.logBacklog=${(row?.found ?? 0) + BACKLOG}`, 'limits.inclusionWaitMs=50'],
    });
    guangdong = await hub.peer('guangdong');
  });
  afterAll(() => hub.close());

  it('answers without proof at first, then takes nothing in that could go unlogged, and makes up for all of it', async () => {
    const stored = [];
    for (let i = 0; i < BACKLOG; i++) {
      const answer = await guangdong.submitOverRest(guangdong.sign('SubmitCase', submission()));
      expect(answer.status).toBe(202);
      stored.push(answer.json<{ acknowledgement: { messageId: string } }>().acknowledgement.messageId);
    }
    const legal = guangdong.sign('SubmitCase', submission());
    await eventually(async () => expect((await fetch(`${hub.openUrl}/readyz`)).status).toBe(503));
    await expect(guangdong.grpc.submit(legal)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      retryAfterMs: 5_000,
    });

    await idleLeader.end();
    stored.push((await eventually(() => guangdong.grpc.submit(legal))).messageId);
    for (const messageId of stored) {
      await eventually(async () =>
        expect(await guangdong.grpc.answer(messageId)).toMatchObject({ pending: false }),
      );
    }
    expect(besideDirectory((await auditHub(hub)).leaves)).toHaveLength(BACKLOG + 1);
  });
});
