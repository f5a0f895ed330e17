import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HenanProvince, henanMapping } from '#connectors/henan';
import { MappingTables, type OutgoingAct } from '#connectors/kit';
import { startHenanPlatform } from '#connectors/sandbox';
import { DeskClient } from '#hub/cli';
import { eventually } from '../../kit/eventually.js';
import { tapWire, type WireTap } from '../../kit/wire-tap.js';
import { CASE_NO } from './acts.js';
import { DESK_ACTS, incomingOf, PDF, RECORDED, sampleFiling, withFiles } from './recorded-acts.js';
import { heard, recorded, replay, withoutChance } from './recorded-http.js';

const TOKEN = 'licence-of-a-recording';
const NOW = Date.parse('2026-11-22T10:00:00+08:00');
const LOG = { info: () => {}, warn: () => {}, error: () => {} };
const OF_ELSEWHERE = 'TB20261122100000000ABCDEFGHJKLMX';

describe('the recorded exchange with Henan', () => {
  let folder: string;
  let maps: MappingTables;
  let toPlatform: WireTap;
  let taken: OutgoingAct[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-recorded-'));
    maps = MappingTables.read(henanMapping);
    taken = [];
  });
  afterEach(async () => {
    await toPlatform.close();
    await maps.close();
    rmSync(folder, { recursive: true });
  });

  /** Empties the out-tray once, over the tap, until `acts` have been taken in all. */
  async function collect(acts: number): Promise<void> {
    const province = connector();
    await province.start((act) => Promise.resolve(void taken.push(act)));
    await eventually(() => expect(taken).toHaveLength(acts));
    await province.close();
  }

  function connector(): HenanProvince {
    const settings = { url: toPlatform.url, licence: TOKEN, pollMs: 60_000 };
    return new HenanProvince(settings, maps, LOG, () => NOW);
  }

  /** The hub accepts the case, so that its acts come into the out-tray. */
  async function accept(ref: string): Promise<void> {
    await connector().confirm(ref, { kind: 'accepted', caseNo: CASE_NO, eventSeq: 1, logIndex: 7 });
  }

  /** It refuses an act of the case, and one act of every kind comes from elsewhere. */
  async function refuseAndDeliver(ref: string): Promise<void> {
    const hub = connector();
    await hub.confirm(ref, { kind: 'refused', code: 'ILLEGAL_TRANSITION', detail: '当前状态不允许' });
    for (const [i] of RECORDED.entries()) await hub.deliver(incomingOf(i, OF_ELSEWHERE));
  }

  it('is what the platform and the connector still say to each other', async () => {
    const serialFile = join(folder, 'serial');
    const platform = await startHenanPlatform({ port: 0, token: TOKEN, serialFile, now: () => NOW });
    try {
      toPlatform = await tapWire(`http://127.0.0.1:${platform.port}`);
      const desk = new DeskClient(platform.port);
      const fileId = await desk.upload('声明.pdf', 'application/pdf', PDF);
      const { ref } = await desk.file(sampleFiling('HA-RS-0012', fileId));
      await collect(1);
      await accept(taken[0]?.ref ?? '');
      const acts = [...DESK_ACTS, ...withFiles(fileId)];
      for (const act of acts) await desk.act(ref, act);
      await collect(1 + acts.length);
      await refuseAndDeliver(taken[1]?.ref ?? '');
      const said = withoutChance({ pushed: [], taken, asked: heard(toPlatform.exchanges) });
      expect(said).toEqual(recorded('henan', said));
      expect(new Set(taken.map(({ draft }) => draft.type))).toEqual(new Set(RECORDED));
    } finally {
      await platform.close();
    }
  });

  it('is read and answered by the connector alone as it was', async () => {
    const { taken: then, asked } = recorded('henan');
    toPlatform = await tapWire('http://127.0.0.1:9'); // nobody: all is replayed
    const unasked = replay(toPlatform, asked);
    await collect(1);
    await accept(then[0]?.ref ?? '');
    await collect(then.length);
    await refuseAndDeliver(then[1]?.ref ?? '');
    expect(JSON.parse(JSON.stringify(taken))).toEqual(then);
    expect(unasked()).toEqual([]);
  });
});
