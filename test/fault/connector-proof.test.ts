import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMissing } from '#connectors/kit';
import { base64, generatePrivateKey } from '#crypto/primitives';
import { ed25519Signer } from '#crypto/tlog';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { openProvinces, type ProvinceName, type Provinces } from '../kit/provinces.js';

/** A hub that sequences the log, and beside it one that never waits for that: its answers come without proof at first. */
describe('a connector believes only what is proven', () => {
  const strangers = generatePrivateKey('ED25519');
  let leader: TestHub;
  let hub: TestHub;
  let guangdong: TestPeer;
  let provinces: Provinces;

  beforeAll(async () => {
    leader = await startTestHub();
    const settings = ['limits.inclusionWaitMs=0', 'dispatch.backoffMs=50', 'dispatch.backoffMaxMs=100'];
    hub = await startTestHub({ beside: leader, settings });
    guangdong = await hub.peer('guangdong');
    provinces = await openProvinces(hub);
  });
  afterAll(async () => {
    await provinces.close();
    await hub.close();
    await leader.close();
  });

  /** A clerk in Guangdong files a case for Henan. @returns Guangdong's own number. */
  async function file(): Promise<string> {
    const filed = await provinces.world.guangdong.file({
      item: '11440000MBY900019A2442090012000',
      division: '410000',
      mode: 'remote',
      applicant: { kind: 'person', name: '李测试', idNumber: '441803199001019018' },
      form: [],
      materials: [],
    });
    return filed.ref;
  }

  function journal(name: ProvinceName): string[] {
    return readdirSync(join(provinces.config(name).dataDir, 'journal'));
  }

  /** What Guangdong's platform was told of its events. */
  function receipts(): { jg: string; rzwz?: number }[] {
    const told = provinces.taps.guangdong.exchanges.filter(({ path }) => path.endsWith('/receipts'));
    return told.map(({ body }) => JSON.parse(body.toString()) as { jg: string; rzwz?: number });
  }

  it('and waits for the proof of what is only stored', async () => {
    const connector = await provinces.connect('guangdong');
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    leader.faults.afterNext('log.sequence', () => held);
    const ref = await file();
    await eventually(async () => expect(await guangdong.grpc.findCases(ref)).toHaveLength(1));
    expect(await guangdong.act('SubmitCase', submission())).toMatchObject({ pending: true });
    expect(receipts()).toEqual([]);
    goOn();
    await provinces.world.guangdong.numbered(ref);
    await connector.close();
    expect(receipts()).toEqual([expect.objectContaining({ jg: '1', rzwz: expect.any(Number) })]);
  });

  it('and tells the platform nothing that another log has signed', async () => {
    const { hub: facts } = provinces.config('guangdong');
    const { vkey: logVkey } = ed25519Signer('tongban-dev.localhost/audit/1', strangers);
    // It has seen no log yet: one that has refuses to start under another key.
    rmSync(join(provinces.config('guangdong').dataDir, 'log'), { recursive: true });
    const mistrusting = await provinces.connect('guangdong', { hub: { ...facts, logVkey } });
    const [told, ref] = [receipts().length, await file()];
    await eventually(async () => expect(await guangdong.grpc.findCases(ref)).toHaveLength(1));
    await mistrusting.close();
    expect(journal('guangdong')).toHaveLength(1);
    expect(receipts()).toHaveLength(told);
    await provinces.connect('guangdong');
    await eventually(() => expect(journal('guangdong')).toEqual([]));
    expect(receipts()).toHaveLength(told + 1);
  });

  it('and notices an act that was logged for it and is not handed out', async () => {
    await guangdong.act('SubmitCase', submission());
    const { caseNo } = await guangdong.act('SubmitCase', submission());
    await hub.database.query('delete from inbox where case_no = $1', [caseNo]);
    const next = await guangdong.act('SubmitCase', submission());
    const connector = await provinces.connect('henan');
    await provinces.world.henan.arrived(next.caseNo);
    await connector.close();
    const [row] = await hub.database.query<{ body: Buffer }>(
      'select body from log_entry join case_event using (leaf_id) where case_no = $1',
      [caseNo],
    );
    const { pairSeq = [] } = JSON.parse(row?.body.toString() ?? '{}') as { pairSeq?: number[] };
    const [from] = pairSeq;
    const missing = await readMissing(provinces.config('henan').dataDir);
    expect(missing).toEqual([{ actor: 'guangdong', from, to: from, since: expect.any(Number) }]);
  });

  it('and puts nothing into its platform that another hub has stated', async () => {
    const { hub: facts } = provinces.config('henan');
    const publicKey = base64(strangers.publicKey.spki);
    const statementKeys = facts.statementKeys.map(({ kid }) => ({ kid, publicKey }));
    const mistrusting = await provinces.connect('henan', { hub: { ...facts, statementKeys } });
    const { caseNo } = await guangdong.act('SubmitCase', submission());
    await eventually(async () => {
      const [row] = await hub.database.query('select last_error from inbox where case_no = $1', [caseNo]);
      expect(row?.last_error).toBe("the hub's receipt does not hold: the hub's statement");
    });
    await mistrusting.close();
    await provinces.connect('henan');
    expect((await provinces.world.henan.arrived(caseNo)).history).toHaveLength(1);
  });
});
