import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createAuthority, issueCertificate } from '#crypto/x509';
import { type Answer, DOORS, grpcOperations, OPERATION_DOORS, stream } from '../kit/doors.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { RawGrpc } from '../kit/raw-grpc.js';
import { exchange, openTlsSocket, requestFor } from '../kit/raw-http.js';
import { countStored, type Stored } from '../kit/stored.js';

/** Whoever is not registered is turned away and counted. Nothing of it is kept: strangers must not be able to fill the log. */

let hub: TestHub;
let guangdong: TestPeer;
let stranger: TestPeer;
let before: Stored;

beforeAll(async () => {
  hub = await startTestHub();
  guangdong = await hub.peer('guangdong');
  stranger = await hub.peer('anhui');
  await guangdong.grpc.hub();
  before = await countStored(hub.database);
});
afterAll(() => hub.close());

describe('a certificate of the right authority that nobody has registered', () => {
  it.each(DOORS)('is refused over $name, whoever has signed the message', async (door) => {
    const strangers = await countStrangers();
    const message = guangdong.sign('SubmitCase', submission());
    expectUnknown(await door.submit(stranger, message));
    expect(await countStored(hub.database)).toEqual(before);
    expect(await countStrangers()).toBe(strangers + 1);
  });

  const streamed = ['SubmitStream', 'UseCertificates', 'Attach', 'Serve', 'Upload'];
  const operations = grpcOperations().filter((name) => !streamed.includes(name));
  it.each(OPERATION_DOORS.flatMap((door) => operations.map((operation) => ({ door, operation }))))(
    'is refused over $door.name: $operation',
    async ({ door, operation }) => {
      expectUnknown(await door.ask(stranger, operation, {}));
    },
  );

  it('is refused every stream', async () => {
    expectUnknown(await stream.submit(stranger, guangdong.sign('SubmitCase', submission())));
    for (const door of OPERATION_DOORS) {
      expectUnknown(await door.upload(stranger, { sha256: 'a'.repeat(64), offset: 0 }, Buffer.from('x')));
    }
    for (const path of [
      'InboxService/Attach',
      'CertificateService/Serve',
      'CertificateService/UseCertificates',
    ]) {
      const opened = await stranger.rawGrpc.call(`/tongban.v1.${path}`, Buffer.from([0x0a, 0x00]));
      expect(opened.error?.code).toBe(18);
      expect(opened.messages).toEqual([]);
    }
  });

  it('is refused the log and unknown paths in the same words', async () => {
    for (const path of ['/log/checkpoint', '/log/tile/0/000.p/1', '/nothing', '/.well-known/jwks.json']) {
      expect(await stranger.rest('GET', path)).toMatchObject({ status: 401 });
    }
  });
});

describe('a TLS session that is taken up again', () => {
  it('is still of whoever began it', async () => {
    const port = hub.running.ports.rest;
    for (const [peer, status] of [
      [guangdong, 200],
      [stranger, 401],
    ] as const) {
      const first = await openTlsSocket(port, peer.tls);
      const ticket = new Promise<Buffer>((resolve) => first.once('session', resolve));
      expect((await exchange(first, requestFor('/v1/hub'))).status).toBe(status);
      const again = await openTlsSocket(port, { ...peer.tls, session: await ticket });
      expect(again.isSessionReused()).toBe(true);
      expect((await exchange(again, requestFor('/v1/hub'))).status).toBe(status);
    }
  });
});

describe('a certificate that has run out', () => {
  it('is refused, though it is registered', async () => {
    await hub.register('jilin');
    const jilin = await hub.peer('jilin');
    for (const door of OPERATION_DOORS) expect((await door.ask(jilin, 'GetHub', {})).code).toBe('OK');
    await hub.database.query(
      `update peer_certificate set valid_to = now() - interval '1 second' where peer_id = 'jilin'`,
    );
    await hub.database.query(`select pg_notify('tongban_directory', '')`);
    // On the connections that it has open already, too.
    for (const door of OPERATION_DOORS) {
      await eventually(async () => expectUnknown(await door.ask(jilin, 'GetHub', {})));
    }
  });
});

describe('a connection', () => {
  const DAY_MS = 86_400_000;

  it.each(['without a certificate', 'with a certificate of another authority', 'with a server certificate'])(
    '%s comes to nothing, and is counted',
    async (kind) => {
      const { ca } = guangdong.tls;
      const tls = { ca, ...(await identity(kind)) };
      const [strangers, stored] = [await countStrangers(), await countStored(hub.database)];
      await expect(restOver(tls)).rejects.toThrow();
      const raw = new RawGrpc(`localhost:${hub.running.ports.grpc}`, tls);
      expect(await raw.call('/tongban.v1.PeerService/GetHub', Buffer.alloc(0))).toMatchObject({ status: 14 });
      raw.close();
      await eventually(async () => expect(await countStrangers()).toBeGreaterThanOrEqual(strangers + 2));
      expect(await countStored(hub.database)).toEqual(stored);
    },
  );

  async function identity(kind: string): Promise<{ cert?: string; key?: string }> {
    if (kind === 'without a certificate') return {};
    const validity = { validFrom: Date.now() - DAY_MS, validTo: Date.now() + DAY_MS };
    const isOther = kind === 'with a certificate of another authority';
    const authority = isOther
      ? await createAuthority('Another authority', validity.validFrom, validity.validTo)
      : { certificatePem: ownFile('authority.crt'), keyPem: ownFile('authority.key') };
    const usage = isOther ? 'client' : 'server';
    const issued = await issueCertificate(authority, {
      commonName: 'guangdong',
      hosts: [],
      usage,
      ...validity,
    });
    return { cert: issued.certificatePem, key: issued.keyPem };
  }

  function ownFile(name: string): string {
    return readFileSync(join(inject('keyFolder'), 'keys', name), 'utf8');
  }

  function restOver(tls: object): Promise<number | undefined> {
    const agent = new Agent(tls);
    return new Promise<number | undefined>((resolve, reject) => {
      const options = { host: 'localhost', port: hub.running.ports.rest, path: '/v1/hub', agent };
      request(options, (response) => resolve(response.statusCode))
        .on('error', reject)
        .end();
    }).finally(() => agent.destroy());
  }
});

function expectUnknown(answer: Answer): void {
  expect(answer).toMatchObject({
    code: 'UNAUTHENTICATED',
    detail: 'the client certificate is not registered',
    violations: [],
    leafId: undefined,
  });
}

/** What the operators' metrics say. */
async function countStrangers(): Promise<number> {
  const metrics = await (await fetch(`${hub.openUrl}/metrics`)).text();
  const counts = [...metrics.matchAll(/^tongban_strangers_total\{.*\} (\d+)$/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}
