import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ConnectorConfigSchema } from '#connectors/kit';
import { messageKey } from '#crypto/jose';
import { generatePrivateKey } from '#crypto/primitives';
import { buildStage, deskDriver, runChecks, type Stage, selectChecks, worldOn } from '#hub/cli';
import { systemRuntime } from '#hub/runtime';
import { type Flaws, startPlainPeer } from '../kit/plain-peer.js';

const ITEM = { basicCode: '002090012000', name: '专业技术人员职业资格证书补发', unservedDivision: '430000' };
const PLAIN = {
  peerId: 'plain',
  name: '测试平台（样例）',
  uscc: '11440000MBY900019A',
  divisionCode: '440000',
  suite: 'P256',
} as const;
const OTHER = {
  peerId: 'henan',
  name: '河南（样例）',
  uscc: '11410000MBY900027Q',
  divisionCode: '410000',
  suite: 'ED25519',
} as const;

/** What each of the wrong peers is about, and its neighbours. */
const CLOSE = ['handshake.attach', 'signing', 'inbox', 'flow.whole.remote', 'duplicates', 'hostile', 'order'];
/** What takes no long time; most of the flows differ in data alone. */
const BROAD = [...CLOSE, 'refusals', 'outages', 'load', 'audit'];

/** One hub for all the peers, which come one after the other under the same name. */
describe('the conformance suite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-conformance-test-'));
  let stage: Stage;

  beforeAll(async () => {
    stage = await buildStage(
      {
        peer: PLAIN,
        ownKeys: undefined,
        counterpart: OTHER,
        item: ITEM,
        host: '127.0.0.1',
        grpcPort: 0,
        restPort: 0,
        workFolder: folder,
        materialFolder: join(folder, 'material'),
        serverUrl: inject('serverUrl'),
      },
      systemRuntime(),
    );
  });
  afterAll(async () => {
    await stage.close();
    rmSync(folder, { recursive: true });
  });

  /** @returns ids of the checks that ended so. */
  async function judge(
    flaws: Flaws,
    checks = CLOSE,
  ): Promise<{ failed: string[]; skipped: string[]; reasons: string[] }> {
    const config = ConnectorConfigSchema.parse(JSON.parse(readFileSync(stage.connectorConfig, 'utf8')));
    const peer = await startPlainPeer(config, PLAIN.divisionCode, flaws);
    try {
      const { signal } = new AbortController();
      const world = worldOn(stage, {
        item: ITEM,
        settings: { attachMs: 10_000, idleMs: 0, outageMs: 300, load: 5, minRate: 0 },
        patienceMs: 8_000,
        signal,
        driverOf: (waiting) => deskDriver(stage, peer.url, waiting, ITEM.basicCode),
      });
      const outcomes = await runChecks(selectChecks(checks), world, { signal, onEnd: () => {} });
      const ids = (result: string) =>
        outcomes.filter((each) => each.result === result).map(({ check }) => check.id);
      const failures = outcomes.filter(({ result }) => result === 'FAIL');
      return {
        failed: ids('FAIL'),
        skipped: ids('SKIPPED'),
        reasons: failures.map(({ reason }) => reason?.en ?? ''),
      };
    } finally {
      await peer.close();
    }
  }

  it('passes a peer that is as it should be', async () => {
    expect(await judge({}, BROAD)).toEqual({ failed: [], skipped: [], reasons: [] });
  });

  const strange = messageKey(generatePrivateKey('ED25519'));

  it.each<[string, Flaws, string[], RegExp]>([
    [
      'acknowledges without delivering',
      { acknowledgesUndelivered: true },
      ['inbox.delivered'],
      /was acknowledged, and the platform does not show/,
    ],
    [
      'delivers again what comes again',
      { doublesRedelivered: true },
      ['duplicates.redelivery'],
      /cases of the platform bear the hub’s number/,
    ],
    [
      'takes an original that was changed',
      { believesOriginals: true },
      ['hostile.original'],
      /acknowledged a dispatch that it must not believe/,
    ],
    [
      'signs with another key, of another suite',
      { signsWith: strange },
      ['signing.acknowledgement'],
      /alg is EdDSA; the registered key demands ES256.*kid is/,
    ],
    [
      'repeats under a new message id',
      { renamesRepeated: true },
      ['duplicates.submission'],
      /came again under another id/,
    ],
    [
      'lets an act overtake the one before',
      { overtakes: true },
      ['order.outgoing'],
      /ReviewStarted was sent before the acceptance had been accepted/,
    ],
    [
      'loses rare characters',
      { loses4ByteCharacters: true },
      ['flow.whole.remote.decides', 'flow.whole.remote.submits'],
      /arrived with other contents: applicant.name, form/,
    ],
  ])('finds out a peer that %s, and fails it for nothing else', async (_, flaws, failed, reason) => {
    const found = await judge(flaws);
    expect(found).toMatchObject({ failed });
    expect(found.reasons.join()).toMatch(reason);
  });
});
