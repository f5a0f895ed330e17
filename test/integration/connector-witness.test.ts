import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConnectorLog, type LogWatchState, readLogWatch } from '#connectors/kit';
import { ed25519Verifier } from '#crypto/tlog';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { submission } from '../kit/messages.js';
import { run, TONGBAN } from '../kit/program.js';
import { openProvinces, type Provinces } from '../kit/provinces.js';
import { turnLogOf } from '../kit/turn-hub.js';

const CASES = 8;

/** A hub, and a second one with the same keys whose log is another: what a hub looks like that forks. */
describe('connectors that watch the log', () => {
  let hub: TestHub;
  let forked: TestHub;
  let provinces: Provinces;
  const said: { facts: object; text: string }[] = [];
  const log: ConnectorLog = {
    info: () => {},
    warn: () => {},
    error: (facts, text) => void said.push({ facts, text }),
  };

  beforeAll(async () => {
    [hub, forked] = await Promise.all([startTestHub(), startTestHub()]);
    provinces = await openProvinces(hub);
  });
  afterAll(async () => {
    await provinces.close();
    await Promise.all([hub.close(), forked.close()]);
  });

  async function file(): Promise<string> {
    const { ref } = await provinces.world.guangdong.file({
      item: '11440000MBY900019A2442090012000',
      division: '410000',
      mode: 'remote',
      applicant: { kind: 'person', name: '李测试', idNumber: '441803199001019018' },
      form: [],
      materials: [],
    });
    return ref;
  }

  function seenBy(name: 'guangdong' | 'henan'): Promise<LogWatchState> {
    const verifier = ed25519Verifier(hub.running.services.identity.logVkey) ?? expect.fail('a log key');
    return readLogWatch(provinces.config(name).dataDir, [verifier]);
  }

  /** How often the hub was asked for a proof between two checkpoints. */
  async function proofsAsked(): Promise<number> {
    const text = await (await fetch(`${hub.openUrl}/metrics`)).text();
    const counts = text.split('\n').filter((line) => line.includes('"GetConsistency"'));
    return counts.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  }

  it('have every checkpoint of receipts and dispatches proven, while cases go through', async () => {
    const running = [
      await provinces.connect('guangdong', {}, log),
      await provinces.connect('henan', {}, log),
    ];
    const refs = await Promise.all(Array.from({ length: CASES }, file));
    for (const ref of refs) {
      const caseNo = await provinces.world.guangdong.numbered(ref);
      await provinces.world.henan.arrived(caseNo);
    }
    await eventually(async () => {
      for (const name of ['guangdong', 'henan'] as const) {
        const { size = 0, unproven, forks } = await seenBy(name);
        expect({ hasSeen: size >= CASES, unproven, forks }).toEqual({ hasSeen: true, unproven: 0, forks: 0 });
      }
    });
    const asked = await proofsAsked();
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThan(2 * CASES); // the first checkpoint of each connector needs none
    expect(said).toEqual([]);
    await Promise.all(running.map((each) => each.close()));
  });

  it('follow the log of the hub to the next one by what its last entry says, while cases go through', async () => {
    const running = [
      await provinces.connect('guangdong', {}, log),
      await provinces.connect('henan', {}, log),
    ];
    await provinces.world.guangdong.numbered(await file());
    const turned = turnLogOf(hub);
    const waiting = await file(); // taken in while the log is turned, or just before
    const [first, next] = await turned;
    for (const ref of [waiting, await file()]) {
      const caseNo = await provinces.world.guangdong.numbered(ref);
      await provinces.world.henan.arrived(caseNo);
    }
    await eventually(async () => {
      for (const name of ['guangdong', 'henan'] as const)
        expect(await seenBy(name)).toMatchObject({ origin: next, unproven: 0, forks: 0 });
    });
    expect(said.filter(({ text }) => text.includes('ALARM'))).toEqual([]);
    await Promise.all(running.map((each) => each.close()));
    const config = provinces.config('henan');
    expect([config.hub.logVkey].flat()).toEqual([expect.stringContaining(`${first}+`)]); // nobody has told them
    const path = join(config.dataDir, 'connector.json');
    writeFileSync(path, JSON.stringify(config));
    const shown = await run(TONGBAN, ['connector', 'henan', path, '--witnessed', '--json'], {
      environment: {},
    });
    expect(JSON.parse(shown.stdout)).toMatchObject({ logs: [{ origin: first }, { origin: next }] });
    said.length = 0;
  });

  it('notice after a restart that the hub shows another log, and send it nothing more', async () => {
    const { size } = await hub.running.services.log.readerOf(0).state();
    const peer = await forked.peer('guangdong');
    for (let i = 0; i <= size; i++) await peer.act('SubmitCase', submission());
    const config = provinces.config('guangdong');
    const toFork = {
      hub: { ...config.hub, address: `localhost:${forked.running.ports.grpc}` },
    };
    const connector = await provinces.connect('guangdong', toFork, log);
    await file(); // its receipt shows the other log, if an act that the first connector left behind has not shown it before
    await eventually(() =>
      expect(said.map(({ text }) => text)).toContainEqual(expect.stringContaining('ALARM')),
    );
    expect(await seenBy('guangdong')).toMatchObject({ forks: expect.any(Number) });
    const ref = await file();
    await eventually(() =>
      expect(said.map(({ facts }) => JSON.stringify(facts))).toContainEqual(
        expect.stringContaining('the log has forked'),
      ),
    );
    expect(await peer.grpc.findCases(ref)).toEqual([]);
    await connector.close();

    const file2 = join(config.dataDir, 'connector.json');
    writeFileSync(file2, JSON.stringify(config));
    const args = ['--lang', 'en', 'connector', 'guangdong', file2, '--witnessed'];
    const shown = await run(TONGBAN, args, { environment: {} });
    expect([shown.code, shown.stdout]).toEqual([1, expect.stringContaining('ALARM: the log has forked')]);

    const goingOn = await provinces.connect(
      'guangdong',
      { hub: { ...toFork.hub, whenForked: 'GO_ON' } },
      log,
    );
    await provinces.world.guangdong.numbered(ref);
    await goingOn.close();
  });
});
