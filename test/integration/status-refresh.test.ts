import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  ConnectorConfigSchema,
  ListPublisher,
  PeerKeys,
  type ProvinceStatusList,
  PUBLISH_MS,
  pauseOf,
  RESIGN_MS,
  WindowFolder,
} from '#connectors/kit';
import { readStatusList, statusListUri, statusOf } from '#crypto/status-list';
import { issued, newCertificateId, useByDuty } from '../kit/electronic-certificates.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import type { TestPeer } from '../kit/peer.js';

/** A certificate that is revoked in one province is refused everywhere within a minute; the clock is held by the test. */

const SECOND = 1_000;
const INDEX = 77;
let ahead = 0;
const clock = () => Date.now() + ahead;
const log = { info: () => {}, warn: () => {}, error: () => {} };

let hub: TestHub;
let beside: TestHub;
let henan: TestPeer;
let guangdongBeside: TestPeer;
let folder: string;
/** What Henan's platform says of its certificates. */
let lists: ProvinceStatusList[] = [{ list: 'A1', ended: [] }];
let publisher: ListPublisher;
let window: WindowFolder;

beforeAll(async () => {
  hub = await startTestHub({ runtime: { now: clock } });
  beside = await startTestHub({ beside: hub, runtime: { now: clock } });
  henan = await hub.peer('henan');
  guangdongBeside = await beside.peer('guangdong');
  folder = mkdtempSync(join(tmpdir(), 'tongban-window-'));
  publisher = new ListPublisher({
    platform: 'henan',
    key: henan.material.messageKey,
    client: henan.grpc,
    certificates: { statusLists: async () => lists },
    clock,
    log,
  });
  const client = guangdongBeside.grpc;
  window = new WindowFolder({ folder, client, peerKeys: new PeerKeys(client, clock), clock, log });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await beside.close();
  await hub.close();
});

/** What a window of Guangdong finds in its folder. */
function statusAtWindow() {
  const key = henan.material.messageKey.key.publicKey;
  const expected = { uri: statusListUri('henan', 'A1'), issuer: 'henan', now: clock(), maxAgeMs: 3_600_000 };
  const token = readFileSync(join(folder, 'lists', 'henan', 'A1.jwt'), 'utf8');
  const list = readStatusList(token, { ...expected, keyOf: () => key });
  return typeof list === 'string' ? list : statusOf(list, INDEX, expected);
}

it('online at once in every process, offline once its list has come round', async () => {
  const certificateId = newCertificateId();
  const report = { ...issued(certificateId), status: { list: 'A1', index: INDEX } };
  await henan.grpc.reportCertificate(henan.sign('CertificateIssued', report, { issuedAt: clock() }));
  await publisher.round();
  await window.round();
  expect(statusAtWindow()).toMatchObject({ status: 'VALID' });

  ahead += 3 * SECOND;
  const revokedAt = clock();
  lists = [{ list: 'A1', ended: [{ index: INDEX, state: 'REVOKED' }] }];
  const body = { certificateId, state: 'REVOKED', since: new Date(revokedAt).toISOString() };
  await henan.grpc.reportCertificate(henan.sign('CertificateStateChanged', body, { issuedAt: clock() }));
  const use = guangdongBeside.sign('UseCertificate', useByDuty(certificateId), { issuedAt: clock() });
  await expect(guangdongBeside.grpc.useCertificate(use)).rejects.toMatchObject({
    code: 'CERTIFICATE_NOT_VALID',
  });

  // Both rounds come as late as they ever do.
  const { statusRefreshMs } = ConnectorConfigSchema.shape.hub.shape;
  ahead += PUBLISH_MS;
  await publisher.round();
  ahead += statusRefreshMs.parse(undefined);
  await window.round();
  expect(statusAtWindow()).toMatchObject({ status: 'INVALID' });
  expect(clock() - revokedAt).toBeLessThan(60 * SECOND);
});

it('rounds of many connectors do not fall together, and none is late', () => {
  const pauses = [0, 0x40, 0x80, 0xff].map((byte) => pauseOf(30_000, () => new Uint8Array([byte, byte])));
  expect(Math.max(...pauses)).toBeLessThanOrEqual(30_000);
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(15_000);
  expect(new Set(pauses).size).toBe(4);
});

it('unchanged lists are not published again until they are to be signed anew', async () => {
  const revision = async () => (await henan.grpc.statusLists(0)).at(-1)?.revision;
  ahead += 2 * SECOND;
  await publisher.round();
  const before = await revision();
  ahead += RESIGN_MS / 2;
  await publisher.round();
  expect(await revision()).toBe(before);
  ahead += RESIGN_MS;
  await publisher.round();
  expect(await revision()).toBeGreaterThan(before ?? 0);
});

it('what cannot be fetched stays as it was, with its age', async () => {
  const read = () => readFileSync(join(folder, 'platforms.json'), 'utf8');
  const before = read();
  await beside.stop();
  await expect(window.round()).rejects.toThrow();
  expect(read()).toBe(before);
  ahead += 2 * 3_600_000;
  expect(statusAtWindow()).toBe('TOO_OLD');
});
