import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { packageRoot, readCertificatePowers, readCertificateRules } from '#config';
import { readZip } from '#crypto/evidence';
import { CaseVerifier, type Trust } from '#crypto/verify';
import { type DeskClient, readSampleData } from '#hub/cli';
import { tongban } from '#proto/codec';
import { auditHub } from './audit-hub.js';
import { eventually } from './eventually.js';
import { FrontDatabaseOwner } from './front-database.js';
import { startTestHub, type TestHub } from './hub.js';
import { openHunanWorld, type ThingDesk } from './hunan.js';
import { type OwnWords, ownWords } from './own-words.js';
import type { TestPeer } from './peer.js';
import { openProvinces, type ProvinceName, type Provinces } from './provinces.js';
import { STANDS } from './stands.js';
import { trustIn } from './trust.js';

/** A hub and all five platforms, each behind its own connector, with every line between them in the test's hand. */
export interface Stage {
  readonly hub: TestHub;
  readonly provinces: Provinces;
  /** Hunan's things, as its clerks file them. */
  readonly things: ThingDesk;
  /** Shanxi's front database, as its owner sees it. */
  readonly front: FrontDatabaseOwner;
  desk(name: ProvinceName): DeskClient;
  peer(name: ProvinceName): TestPeer;
  /** What platform and connector said to each other. */
  words(name: ProvinceName): OwnWords;
  /** Done so far, each of the `told` dispatches (one for each act, where nothing is said) acknowledged, and provable without asking anybody. @returns the state. */
  prove(by: ProvinceName, caseNo: string, acts: readonly string[], told?: number): Promise<string>;
  close(): Promise<void>;
}

const OTHERS = Object.keys(STANDS) as (keyof typeof STANDS)[]; // the keys of a constant
export const PLATFORMS: readonly ProvinceName[] = ['guangdong', 'henan', ...OTHERS];

/** So that an approved mapping is with its connector while a test looks. */
const SYNC_MS = 200;

export async function openStage(): Promise<Stage> {
  const hub = await startTestHub({
    settings: ['dispatch.backoffMs=50', 'dispatch.backoffMaxMs=200', 'certificates.issuerWaitMs=10000'],
    certificateRules: { ...readCertificateRules(), ...readCertificatePowers() },
  });
  const provinces = await openProvinces(hub, OTHERS);
  const hunan = await openHunanWorld(provinces);
  const front = new FrontDatabaseOwner(provinces.config('shanxi'));
  const peers = new Map<ProvinceName, TestPeer>();
  for (const name of PLATFORMS) peers.set(name, await hub.peer(name));
  await Promise.all(
    PLATFORMS.map((name) => {
      const hubConfig = { ...provinces.config(name).hub, syncMs: SYNC_MS };
      return provinces.connect(name, { ...(name === 'hunan' ? hunan.over : {}), hub: hubConfig });
    }),
  );
  const folder = mkdtempSync(join(tmpdir(), 'tongban-stage-'));
  const trust = await trustIn(hub, folder);
  const words = ownWords({
    callbacks: provinces.callbacks,
    ...provinces.taps,
    hunan: hunan.tap,
    shanxi: front,
    qingxin: String(provinces.config('qingxin').province.drop),
  });
  const peer = (name: ProvinceName) => peers.get(name) ?? expect.fail(name);
  return {
    hub,
    provinces,
    things: hunan.things,
    front,
    desk: (name) => provinces.desk(name),
    peer,
    words: (name) => words[name],
    prove: (by, caseNo, acts, told = acts.length) => prove(peer(by), caseNo, { acts, told }, trust),
    close: async () => {
      await front.end();
      await provinces.close();
      await hunan.close();
      await auditHub(hub);
      await hub.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function prove(
  { grpc }: TestPeer,
  caseNo: string,
  { acts, told }: { readonly acts: readonly string[]; readonly told: number },
  trust: Trust,
): Promise<string> {
  await eventually(async () => {
    const types = (await grpc.events(caseNo)).map(({ type }) => type);
    expect(types.filter((type) => type !== 'DispatchAcknowledgement')).toEqual(acts);
    expect(types).toHaveLength(acts.length + told);
  });
  const evidence = await readZip(Buffer.from(await grpc.evidence(caseNo)));
  expect(new CaseVerifier(trust).verify(evidence).exitCode).toBe(0);
  return tongban.v1.CaseState[(await grpc.case(caseNo)).state] ?? '';
}

/** A platform's own code for an item, from the mapping that its connector works by; the one without conditions. */
export function localItem(platform: ProvinceName, national: string): string {
  const file = join(packageRoot, 'connectors', platform, 'mapping.json');
  const { tables } = JSON.parse(readFileSync(file, 'utf8')) as {
    tables: { items: { local: string; national: string; when?: string }[] };
  };
  const row = tables.items.find((each) => each.national === national && each.when === undefined);
  return row?.local ?? expect.fail(`${platform} does not have item ${national}`);
}

/** Where a platform decides. */
export function divisionOf(platform: ProvinceName): string {
  const peer = readSampleData().peers.find(({ peerId }) => peerId === platform);
  return peer?.divisionCode ?? expect.fail(`no sample peer ${platform}`);
}
