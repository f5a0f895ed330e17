import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { stringify } from 'yaml';
import { DevelopmentNetwork, type PeerMaterial } from '#hub/cli';
import { systemRuntime } from '#hub/runtime';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { submission } from '../kit/messages.js';
import { fencesOf, readPaper } from '../kit/papers.js';
import { TestPeer } from '../kit/peer.js';

const PROGRAM = fileURLToPath(new URL('../../dist/hub/cli/tongban.js', import.meta.url));

const PEER = {
  peerId: 'hubei',
  name: '湖北省测试平台',
  uscc: '11420000MBY90006X5',
  divisionCode: '420000',
};

const VALID = { validFrom: '2026-01-01T00:00:00+08:00', validTo: '2036-01-01T00:00:00+08:00' };

const CONNECTION = { peerId: 'hubei', divisionCode: '420000', validFrom: '2026-01-01' };

/** The item is one that nobody else decides. */
const ITEM = {
  implementationCode: '11420000MBY90006X52002090077000',
  name: '测试事项',
  competentOrgName: '湖北测试部门',
  platform: 'hubei',
  divisionCode: '420000',
  modes: ['REMOTE_INTAKE'],
  validFrom: '2026-01-01',
  source: 'invented for a test',
};

describe('tongban register', () => {
  let hub: TestHub;
  let folder: string;
  let hubei: TestPeer;
  let material: PeerMaterial;

  beforeAll(async () => {
    hub = await startTestHub();
    folder = mkdtempSync(join(tmpdir(), 'tongban-register-'));
    material = await new DevelopmentNetwork(inject('keyFolder'), systemRuntime()).peerMaterial(
      'hubei',
      'P256',
    );
    hubei = new TestPeer(material, hub.running.ports);
    copyFileSync(join(material.folder, 'client.crt'), join(folder, 'client.crt'));
    writeFileSync(join(folder, 'message.pub'), pemOf(material.messageKey.key.publicKey.spki));
  });
  afterAll(async () => {
    hubei.close();
    await hub.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function tongban(...args: string[]): Promise<string> {
    const env = { PATH: process.env.PATH, DATABASE_URL: hub.database.url, TONGBAN_DATA_DIR: folder };
    const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, '--lang', 'en', ...args], {
      env,
    });
    return stdout;
  }

  function register(content: object): Promise<string> {
    const file = join(folder, 'directory.yaml');
    writeFileSync(file, stringify(content));
    return tongban('register', file);
  }

  it('lets a peer in that was a stranger before, without a restart', async () => {
    await expect(hubei.grpc.hub()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const peer = {
      ...PEER,
      keys: [{ publicKey: 'message.pub', ...VALID }],
      certificates: [{ file: 'client.crt' }],
      rights: [{ operation: 'SUBMIT', itemPrefix: '', validFrom: '2026-01-01' }],
    };
    expect(await register({ peers: [peer] })).toBe('Entered 1 peers and 0 items.\n');
    await eventually(() => hubei.grpc.hub());
    const { caseNo } = await hubei.act('SubmitCase', submission());
    expect(caseNo).toMatch(/^TB/);
    expect(await tongban('peers')).toContain(material.messageKey.kid);
  });

  it('closes a mapping gap by entering who decides the item', async () => {
    const guangdong = await hub.peer('guangdong');
    const asked = {
      ...submission({ mode: 'REMOTE_INTAKE' }),
      itemCode: '002090077000',
      divisionCode: '420000',
    };
    await expect(guangdong.act('SubmitCase', asked)).rejects.toMatchObject({ code: 'ITEM_NOT_MAPPED' });
    expect(await tongban('gaps')).toContain('002090077000');
    await register({
      peers: [{ ...PEER, rights: [{ operation: 'DECIDE', itemPrefix: '002090', validFrom: '2026-01-01' }] }],
      connections: [CONNECTION],
      items: [ITEM],
    });
    await eventually(() => guangdong.act('SubmitCase', asked));
    expect(await tongban('gaps', 'resolve', '002090077000', '420000')).toBe('It is closed.\n');
    expect(await tongban('gaps')).toBe('(none)\n');
  });

  it('revokes a key for ever', async () => {
    const revoked = { publicKey: 'message.pub', ...VALID, revokedAt: '2026-06-01T00:00:00+08:00' };
    await register({ peers: [{ ...PEER, keys: [revoked] }] });
    await eventually(() =>
      expect(hubei.act('SubmitCase', submission())).rejects.toMatchObject({ code: 'KEY_NOT_VALID' }),
    );
    await register({ peers: [{ ...PEER, keys: [{ publicKey: 'message.pub', ...VALID }] }] });
    const [row] = await hub.database.query("select revoked_at from peer_key where peer_id = 'hubei'");
    expect(row?.revoked_at).not.toBeNull();
  });

  it('takes the file that the operating paper shows', async () => {
    const example = fencesOf(readPaper('config/OPERATING.md')).find(({ body }) => /^# directory/.test(body));
    copyFileSync(join(folder, 'message.pub'), join(folder, 'hubei-message.pub'));
    copyFileSync(join(folder, 'client.crt'), join(folder, 'hubei-client.crt'));
    const file = join(folder, 'directory.yaml');
    writeFileSync(file, example?.body ?? expect.fail('no example'));
    expect(await tongban('register', file)).toBe('Entered 1 peers and 1 items.\n');
  });

  it('names every fault of a file and enters nothing of it', async () => {
    const bad = { ...PEER, uscc: '11420000MBY90006X', divisionCode: '43' };
    await expect(register({ peers: [bad] })).rejects.toMatchObject({
      stderr: expect.stringMatching(/uscc .*\n.*divisionCode /),
    });
    const thief = { ...PEER, peerId: 'hainan', keys: [{ publicKey: 'message.pub', ...VALID }] };
    await expect(register({ peers: [thief] })).rejects.toMatchObject({
      stderr: expect.stringContaining('belongs to hubei already'),
    });
    expect(await hub.database.query("select 1 from peer where peer_id = 'hainan'")).toEqual([]);
  });
});

function pemOf(spki: Uint8Array): string {
  const text = Buffer.from(spki).toString('base64').replaceAll(/.{64}/g, '$&\n');
  return `-----BEGIN PUBLIC KEY-----\n${text}\n-----END PUBLIC KEY-----\n`;
}
