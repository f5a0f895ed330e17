import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HubCallError } from '#connectors/kit';
import { auditHub } from '../kit/audit-hub.js';
import { besideDirectory } from '../kit/auditor.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { type Line, openLine } from '../kit/line.js';
import { playCase, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

describe('a hub whose database goes away under load', () => {
  let line: Line;
  let hub: TestHub;
  let guangdong: TestPeer;
  let henan: TestPeer;

  beforeAll(async () => {
    hub = await startTestHub({
      settings: ['batches.maxMessages=16'], // so that the load is many batches
      databaseUrl: async (direct) => {
        line = await openLine(direct);
        return line.url;
      },
    });
    guangdong = await hub.peer('guangdong');
    henan = await hub.peer('henan');
  });
  afterAll(async () => {
    line.mend();
    await hub.close();
    await line.close();
  });

  /** Sessions that wait for notifications. */
  async function listeners(): Promise<number> {
    const [row] = await hub.database.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity
       where datname = current_database() and query like 'listen %'`,
    );
    return row?.count ?? 0;
  }

  it('tells everybody to come again, and goes on by itself, with nothing lost or doubled', async () => {
    const caseNo = await playCase(guangdong, henan, 1);
    const listening = await listeners();
    const messages = Array.from({ length: 120 }, () => guangdong.sign('SubmitCase', submission()));
    const answers = messages.map((parts) => guangdong.grpc.submit(parts));
    await Promise.any(answers); // some are answered, some are on their way
    line.cut();
    const outcomes = await Promise.allSettled(answers);
    const codes = outcomes.map((outcome) =>
      outcome.status === 'fulfilled' ? 'OK' : outcome.reason instanceof HubCallError && outcome.reason.code,
    );
    expect(new Set(codes)).toEqual(new Set(['OK', 'UNAVAILABLE']));
    await expect(henan.grpc.case(caseNo)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect((await fetch(`${hub.openUrl}/readyz`)).status).toBe(503);

    // Every part of the hub has knocked several times.
    await eventually(() => expect(line.knocks).toBeGreaterThan(30));
    line.mend();
    await eventually(() => guangdong.grpc.submit(guangdong.sign('SubmitCase', submission())));
    await eventually(async () => expect(await listeners()).toBe(listening));
    const repeated = await Promise.all(messages.map((parts) => guangdong.grpc.submit(parts)));
    for (const [i, outcome] of outcomes.entries()) {
      if (outcome.status === 'fulfilled') expect(repeated[i]?.caseNo).toBe(outcome.value.caseNo);
    }
    expect(await listeners()).toBe(listening);
    const log = await auditHub(hub);
    expect(besideDirectory(log.leaves)).toHaveLength(messages.length + 3);
  });
});
