import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GuangdongProvince, guangdongMapping } from '#connectors/guangdong';
import { MappingTables, type OutgoingAct } from '#connectors/kit';
import { startGuangdongPlatform } from '#connectors/sandbox';
import { DeskClient } from '#hub/cli';
import { freePort } from '#hub/store/embedded';
import { eventually } from '../../kit/eventually.js';
import { tapWire, type WireTap } from '../../kit/wire-tap.js';
import { CASE_NO } from './acts.js';
import { DESK_ACTS, incomingOf, PDF, RECORDED, sampleFiling, withFiles } from './recorded-acts.js';
import { heard, recorded, replay, withoutChance } from './recorded-http.js';

const TOKEN = 'secret-of-a-recording';
const NOW = Date.parse('2026-11-22T10:00:00+08:00');
const LOG = { info: () => {}, warn: () => {}, error: () => {} };
const OF_ELSEWHERE = 'TB20261122100000000ABCDEFGHJKLMX';

describe('the recorded exchange with Guangdong', () => {
  let folder: string;
  let maps: MappingTables;
  let toPlatform: WireTap;
  let province: GuangdongProvince | undefined;
  let taken: OutgoingAct[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-recorded-'));
    maps = MappingTables.read(guangdongMapping);
    taken = [];
  });
  afterEach(async () => {
    await province?.close();
    await toPlatform.close();
    await maps.close();
    rmSync(folder, { recursive: true });
  });

  /** The connector's side, which talks over the tap. */
  async function connect(callbackPort: number): Promise<GuangdongProvince> {
    province = new GuangdongProvince({ url: toPlatform.url, token: TOKEN, callbackPort }, maps, LOG);
    await province.start((act) => Promise.resolve(void taken.push(act)));
    return province;
  }

  /** What the hub has to say: one case is accepted, an act of it refused, and one act of every kind comes from elsewhere. */
  async function speakFor(hub: GuangdongProvince, refs: readonly string[]): Promise<void> {
    const [filed = '', refused = ''] = refs;
    await hub.confirm(filed, { kind: 'accepted', caseNo: CASE_NO, eventSeq: 1, logIndex: 7 });
    if (refused === '') return;
    await hub.confirm(refused, { kind: 'refused', code: 'ILLEGAL_TRANSITION', detail: '当前状态不允许' });
    for (const [i] of RECORDED.entries()) await hub.deliver(incomingOf(i, OF_ELSEWHERE));
  }

  it('is what the platform and the connector still say to each other', async () => {
    const callbackPort = await freePort();
    const toConnector = await tapWire(`http://127.0.0.1:${callbackPort}`);
    const platform = await startGuangdongPlatform({
      ...{ port: 0, token: TOKEN, serialFile: join(folder, 'serial'), now: () => NOW },
      callbackUrl: toConnector.url,
    });
    try {
      toPlatform = await tapWire(`http://127.0.0.1:${platform.port}`);
      const hub = await connect(callbackPort);
      const desk = new DeskClient(platform.port);
      const fileId = await desk.upload('声明.pdf', 'application/pdf', PDF);
      const { ref } = await desk.file(sampleFiling('11440000MBY900019A2442090012000', fileId));
      await eventually(() => expect(taken).toHaveLength(1));
      await speakFor(hub, [taken[0]?.ref ?? '']);
      for (const [i, act] of [...DESK_ACTS, ...withFiles(fileId)].entries()) {
        await desk.act(ref, act);
        await eventually(() => expect(taken).toHaveLength(i + 2));
      }
      await speakFor(
        hub,
        taken.map((each) => each.ref),
      );
      const { exchanges } = toPlatform;
      const live = { pushed: heard(toConnector.exchanges), taken, asked: heard(exchanges) };
      const said = withoutChance(live);
      expect(said).toEqual(recorded('guangdong', said));
      expect(new Set(taken.map(({ draft }) => draft.type))).toEqual(new Set(RECORDED));
    } finally {
      await platform.close();
      await toConnector.close();
    }
  });

  it('is read and answered by the connector alone as it was', async () => {
    const { pushed, taken: then, asked } = recorded('guangdong');
    toPlatform = await tapWire('http://127.0.0.1:9'); // nobody: all is replayed
    const unasked = replay(toPlatform, asked);
    const hub = await connect(0);
    for (const { body, status, answer } of pushed) {
      const response = await fetch(`http://127.0.0.1:${hub.callbackPort}`, {
        method: 'POST',
        headers: { 'x-app-token': TOKEN },
        body,
      });
      expect([response.status, await response.text()]).toEqual([status, answer]);
    }
    expect(JSON.parse(JSON.stringify(taken))).toEqual(then);
    await speakFor(
      hub,
      then.map(({ ref }) => ref),
    );
    expect(unasked()).toEqual([]);
  });
});
