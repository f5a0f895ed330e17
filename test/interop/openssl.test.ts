import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIELD_GROUPS, type FieldGroup, readBundle, readZip } from '#crypto/evidence';
import { missing, named } from '../kit/foreign.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { type Finished, runCommand } from '../kit/program.js';

const reason = missing('openssl with SM2', 'openssl', ['genpkey', '-algorithm', 'SM2']);

/** GM/T 0009: the user id that everybody signs under. */
const SM2 = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678'];

describe.skipIf(reason)(named('SM2 with the openssl command', reason), () => {
  let hub: TestHub;
  let guangdong: TestPeer;
  let folder: string;

  beforeAll(async () => {
    hub = await startTestHub();
    guangdong = await hub.peer('guangdong');
    folder = mkdtempSync(join(tmpdir(), 'tongban-openssl-'));
  });
  afterAll(async () => {
    await hub.close();
    rmSync(folder, { recursive: true });
  });

  const path = (name: string) => join(folder, name);
  const openssl = (args: readonly string[]): Promise<Finished> => runCommand('openssl', args);
  const privateKey = () => join(guangdong.material.folder, 'message.pem');

  /** What openssl says to a signature over what lies in a file. */
  async function verdict(input: Uint8Array, signature: Uint8Array): Promise<string> {
    writeFileSync(path('input'), input);
    writeFileSync(path('signature'), toDer(signature));
    const files = ['-in', path('input'), '-sigfile', path('signature')];
    const { stdout } = await openssl([
      'pkeyutl',
      '-verify',
      '-pubin',
      '-inkey',
      path('public.pem'),
      ...files,
      ...SM2,
    ]);
    return stdout.trim();
  }

  it('verifies what an accepted message’s evidence holds', async () => {
    await openssl(['pkey', '-in', privateKey(), '-pubout', '-out', path('public.pem')]);
    const { caseNo } = await guangdong.act('SubmitCase', submission());
    const files = await readZip(await guangdong.grpc.evidence(caseNo));
    const stored = JSON.parse(Buffer.from(files.get('messages/0001-SubmitCase.json') ?? []).toString()) as {
      protected: string;
      payload: string;
      signature: string;
    };
    const input = Buffer.from(`${stored.protected}.${stored.payload}`);
    const signature = Buffer.from(stored.signature, 'base64url');
    expect(JSON.parse(Buffer.from(stored.protected, 'base64url').toString())).toMatchObject({
      alg: 'SGD_SM3_SM2',
    });
    expect(await verdict(input, signature)).toBe('Signature Verified Successfully');
    input.writeUInt8(input.readUInt8(0) ^ 1);
    expect(await verdict(input, signature)).toBe('Signature Verification Failure');
  });

  it('computes the commitments to what is shown of a message, by the line in the README of its bundle', async () => {
    const { caseNo } = await guangdong.act('SubmitCase', submission());
    const files = await readZip(await guangdong.grpc.evidence(caseNo, ['applicant']));
    const [entry] = readBundle(files).events;
    const groups = entry?.partial?.groups ?? expect.fail('nothing is withheld');
    const line = /\( printf 'tongban\/commit.*NAME.*$/m.exec(
      Buffer.from(files.get('README.txt') ?? []).toString(),
    );
    const digestOf = async (name: FieldGroup, digest: 'sha256' | 'sm3') => {
      const group = groups[name];
      if (!('salt' in group)) return Buffer.from(group[digest], 'base64url');
      const salt = Buffer.from(group.salt).toString('base64url');
      const command = (line?.[0] ?? '').replace('NAME', name).replace('SALT', salt);
      const script = `${command.replace('CONTENT', group.content)} -binary | base64`.replace(
        '-sha256',
        `-${digest}`,
      );
      return Buffer.from((await runCommand('sh', ['-c', script])).stdout, 'base64');
    };
    for (const digest of ['sha256', 'sm3'] as const) {
      const list = await Promise.all(FIELD_GROUPS.map((name) => digestOf(name, digest)));
      writeFileSync(path('list'), Buffer.concat([Buffer.from('tongban/groups/v1\0'), ...list]));
      const { stdout } = await openssl(['dgst', `-${digest}`, '-r', path('list')]);
      const leaf = JSON.parse(Buffer.from(entry?.leaf ?? []).toString()) as {
        groups: Record<string, string>;
      };
      expect(stdout.split(' ')[0]).toBe(Buffer.from(leaf.groups[digest] ?? '', 'base64url').toString('hex'));
    }
  });

  it('verifies the checkpoint of the SM3 tree, and hashes its leaf', async () => {
    const identity = hub.running.services.identity;
    const note = await (await fetch(`${hub.logUrl}/sm3/checkpoint`)).text();
    const [text = '', lines = ''] = note.split(/(?<=\n)\n/);
    expect(text.split('\n')[0]).toBe(`${identity.logOrigin}/sm3`);
    const signature = Buffer.from(lines.split('\n')[0]?.split(' ')[2] ?? '', 'base64').subarray(4);
    const point = Buffer.from(identity.logVkeySm2.split('+').slice(2).join('+'), 'base64').subarray(-65);
    const spki = Buffer.concat([
      Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex'),
      point,
    ]);
    const pem = ['-----BEGIN PUBLIC KEY-----', spki.toString('base64'), '-----END PUBLIC KEY-----', ''];
    writeFileSync(path('public.pem'), pem.join('\n'));
    expect(await verdict(Buffer.from(text), signature)).toBe('Signature Verified Successfully');
    expect(await verdict(Buffer.from(text.replace('\n', '0\n')), signature)).toBe(
      'Signature Verification Failure',
    );

    const bundle = Buffer.from(await (await fetch(`${hub.logUrl}/tile/entries/000.p/1`)).arrayBuffer());
    writeFileSync(path('leaf'), Buffer.concat([Buffer.of(0), bundle.subarray(2)]));
    const { stdout } = await openssl(['dgst', '-sm3', '-r', path('leaf')]);
    const tile = Buffer.from(await (await fetch(`${hub.logUrl}/sm3/tile/0/000.p/1`)).arrayBuffer());
    expect(stdout.split(' ')[0]).toBe(tile.toString('hex'));
  });

  it('signs what the hub accepts', async () => {
    const unsigned = guangdong.sign('SubmitCase', submission());
    const input = [unsigned.protected, unsigned.payload].map((part) =>
      Buffer.from(part).toString('base64url'),
    );
    writeFileSync(path('input'), input.join('.'));
    const files = ['-in', path('input'), '-out', path('signature')];
    await openssl(['pkeyutl', '-sign', '-inkey', privateKey(), ...files, ...SM2]);
    const signature = fromDer(readFileSync(path('signature')));
    const { caseNo } = await guangdong.grpc.submit({ ...unsigned, signature });
    expect((await guangdong.grpc.case(caseNo)).submitter).toBe('guangdong');
  });
});

/** r‖s to SEQUENCE { INTEGER r, INTEGER s }, by hand: the product's own code is not trusted here. */
function toDer(signature: Uint8Array): Buffer {
  const integer = (bytes: Uint8Array) => {
    const trimmed = Buffer.from(bytes.subarray(bytes.findIndex((byte) => byte !== 0)));
    const value = (trimmed[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), trimmed]) : trimmed;
    return Buffer.concat([Buffer.of(0x02, value.length), value]);
  };
  const body = Buffer.concat([integer(signature.subarray(0, 32)), integer(signature.subarray(32))]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}

function fromDer(der: Buffer): Buffer {
  const length = der[3] ?? 0;
  const numbers = [der.subarray(4, 4 + length), der.subarray(6 + length)];
  return Buffer.concat(numbers.map((number) => Buffer.concat([Buffer.alloc(32), number]).subarray(-32)));
}
