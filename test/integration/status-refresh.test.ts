import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ConnectorConfigSchema,
  ListPublisher,
  MAX_KEPT_MS,
  PeerKeys,
  type ProvinceStatusList,
  PUBLISH_MS,
  pauseOf,
  RESIGN_MS,
  type UseRequest,
  type UseResult,
  VerdictCache,
  WindowFolder,
} from '#connectors/kit';
import { readStatusList, statusListUri, statusOf } from '#crypto/status-list';
import { type CertificateStatement, readJson } from '#proto/schema';
import {
  DUTY,
  HOLDER,
  ITEM,
  issued,
  LICENCE,
  newCertificateId,
  REASON,
  REQUESTING_ORG,
  useByDuty,
} from '../kit/electronic-certificates.js';
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
/** Of Guangdong, for as long as a province may keep them. */
let verdicts: VerdictCache;

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
  verdicts = new VerdictCache(MAX_KEPT_MS, clock);
  window = new WindowFolder({
    ...{ folder, client, peerKeys: new PeerKeys(client, clock), clock, log },
    onList: (platform) => verdicts.forgetOf(platform),
  });
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

/** What Guangdong's window is told of a certificate: by the hub's other process, unless a verdict is kept. */
async function stateAtWindow(certificateId: string): Promise<string> {
  const told = await verdicts.through(question(certificateId), async (): Promise<UseResult> => {
    const body = useByDuty(certificateId, { operation: 'STATUS', fields: undefined });
    const use = guangdongBeside.sign('UseCertificate', body, { issuedAt: clock() });
    const { useId, statement } = await guangdongBeside.grpc.useCertificate(use);
    const { certificates } = readJson(statement?.payload ?? new Uint8Array(0)) as CertificateStatement;
    const [certificate] = certificates;
    if (certificate === undefined) throw new Error('the hub says nothing of the certificate');
    return { kind: 'released', useId, certificate, fields: [], credential: undefined, conditions: [] };
  });
  return told.kind === 'released' ? told.certificate.state : told.code;
}

function question(certificateId: string): UseRequest {
  return {
    ref: certificateId,
    occurredAt: 0,
    operation: 'STATUS',
    certificateId,
    holder: HOLDER,
    typeCode: LICENCE,
    purpose: { basicCode: ITEM, caseRef: 'BJ1', reason: REASON },
    basis: { kind: 'DUTY', duty: DUTY },
    organisation: REQUESTING_ORG,
    clerk: '窗口03',
    fields: [],
  };
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

describe('a verdict that Guangdong keeps', () => {
  const revoke = async (certificateId: string) => {
    const body = { certificateId, state: 'REVOKED', since: new Date(clock()).toISOString() };
    await henan.grpc.reportCertificate(henan.sign('CertificateStateChanged', body, { issuedAt: clock() }));
    return clock();
  };
  const newlyReported = async () => {
    const certificateId = newCertificateId();
    await henan.grpc.reportCertificate(
      henan.sign('CertificateIssued', issued(certificateId), { issuedAt: clock() }),
    );
    return certificateId;
  };

  it('is given within a minute of the revocation, and no longer', async () => {
    const certificateId = await newlyReported();
    expect(await stateAtWindow(certificateId)).toBe('VALID');
    const revokedAt = await revoke(certificateId);
    expect(await stateAtWindow(certificateId)).toBe('VALID'); // nobody has told it
    ahead += MAX_KEPT_MS;
    expect(await stateAtWindow(certificateId)).toBe('REVOKED');
    expect(clock() - revokedAt).toBeLessThan(60 * SECOND);
  });

  it('goes as soon as a new status list of its platform is heard of', async () => {
    const certificateId = await newlyReported();
    await window.round();
    expect(await stateAtWindow(certificateId)).toBe('VALID');
    await revoke(certificateId);
    lists = [...lists, { list: 'A2', ended: [] }];
    ahead += SECOND;
    await publisher.round();
    await window.round();
    expect(await stateAtWindow(certificateId)).toBe('REVOKED');
  });
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
