import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LimitedHub, startLimitedHub } from '../../kit/limited-hub.js';
import type { TestPeer } from '../../kit/peer.js';
import { YEARS } from '../model/calendar.js';
import type { InboxTerms } from '../model/inbox.js';
import { PEERS, type Peer } from '../model/words.js';
import { DIVISIONS } from './bodies.js';

/** Few attempts, so that stories see dead letters. */
export const INBOX_TERMS: InboxTerms = { maxAttempts: 2, backoffMs: 5_000, backoffMaxMs: 60_000 };

/** One hub and the platforms of the model, for many stories one after the other. */
export interface Stand {
  readonly hub: LimitedHub;
  peer(peer: Peer): TestPeer;
  /** Sets the time of the hub and of everybody. @param at unix milliseconds. */
  setTime(at: number): void;
  /** What a story has left waiting is gone, so that the next one finds nothing of it but cases. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export async function openStand(): Promise<Stand> {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-model-'));
  const hub = await startLimitedHub({
    at: '2027-01-04T09:00:00+08:00',
    settings: [
      `timeLimits.calendars=${writeCalendar(folder)}`,
      'exchange.earlyActs.heldForMs=0', // what comes too soon is refused at once
      'dueActs.everyMs=300000', // it looks when it is told to
      'limits.refusalBurst=1000000',
      ...Object.entries(INBOX_TERMS).map(([name, value]) => `dispatch.${name}=${value}`),
    ],
  });
  for (const peer of ['hunan', 'shanxi'] as const) await hub.register(peer, DIVISIONS[peer]);
  const peers = new Map<Peer, TestPeer>();
  for (const peer of PEERS) peers.set(peer, await hub.peer(peer));
  return {
    hub,
    peer: (peer) => peers.get(peer) ?? fail(peer),
    setTime: (at) => hub.stopAt(new Date(at).toISOString()),
    clear: async () => {
      for (const table of ['inbox', 'due_act', 'intake_grant'])
        await hub.database.query(`delete from ${table}`);
      await hub.database.query('update directory_state set version = version + 1');
    },
    close: async () => {
      await hub.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The working days of the model as the notices that a hub reads. */
function writeCalendar(folder: string): string {
  const notices = YEARS.map(({ year, daysOff, makeUpWorkdays }) => ({
    ...{ region: '100000', year, version: 1, publishedOn: `${year - 1}-11-01` },
    ...{ daysOff, makeUpWorkdays, document: '测试', provenance: 'SAMPLE' },
  }));
  mkdirSync(join(folder, 'notices'), { recursive: true });
  writeFileSync(join(folder, 'regions.json'), JSON.stringify({ note: '测试', regions: [] }));
  writeFileSync(join(folder, 'notices', 'model.json'), JSON.stringify({ note: '测试', notices }));
  return folder;
}

function fail(peer: Peer): never {
  throw new Error(`the stand has no ${peer}`);
}
