import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DropFileError, type DropFolder, LocalFolder, SftpConnection, SftpFolder } from '#connectors/qingxin';
import { eventually } from '../../kit/eventually.js';
import { openSftpServer, type SftpServer, sshKeyPair } from '../../kit/sftp-server.js';

const ACCOUNT = { username: 'qingxin', password: 'a password of a test' };
const MAX = 1_000_000;

let root: string;
let server: SftpServer;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'tongban-folder-'));
  server = await openSftpServer(root, ACCOUNT);
});
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true });
});

const target = () => ({ host: '127.0.0.1', port: server.port, hostKeys: [server.fingerprint], ...ACCOUNT });
const overSftp = (over: object = {}) =>
  new SftpFolder(new SftpConnection({ ...target(), ...over }, Date.now), '/drop');

async function whole(folder: DropFolder, path: string, max = MAX): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of folder.read(path, max)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe.each<[string, () => DropFolder]>([
  ['of this machine', () => new LocalFolder(join(root, 'drop'))],
  ['on a server', () => overSftp()],
])('a folder %s', (_, make) => {
  let folder: DropFolder;
  beforeEach(() => {
    mkdirSync(join(root, 'drop'));
    folder = make();
  });
  afterEach(async () => {
    await folder.close();
    rmSync(join(root, 'drop'), { recursive: true });
  });
  const at = (...path: string[]) => join(root, 'drop', ...path);

  it('gives back what was put into it, of any size', async () => {
    for (const size of [0, 1, 65_536, 300_001]) {
      const bytes = Buffer.alloc(size, 'x清');
      await folder.write('out/a.csv', bytes);
      expect((await whole(folder, 'out/a.csv')).equals(bytes)).toBe(true);
      expect(await folder.list('out')).toMatchObject([{ name: 'a.csv', size }]);
    }
  });

  it('moves files, over others too, and nothing when they are gone', async () => {
    await folder.write('out/a', Buffer.from('1'));
    await folder.write('done/x/a', Buffer.from('2'));
    await folder.move('out/a', 'done/x/a');
    await folder.move('out/a', 'done/x/a');
    expect(await folder.list('out')).toEqual([]);
    expect(await folder.folders('done')).toEqual(['x']);
    expect((await whole(folder, 'done/x/a')).toString()).toBe('1');
    await folder.remove('done/x/a');
    await folder.remove('done/x/a');
    expect(await folder.list('done/x')).toEqual([]);
  });

  it('has no files in folders that are not there', async () => {
    expect(await folder.list('in')).toEqual([]);
    expect(await folder.folders('in')).toEqual([]);
    await expect(whole(folder, 'in/a')).rejects.toThrow(DropFileError);
  });

  it('never shows a file that is being written', async () => {
    await folder.write('out/a', Buffer.from('1'));
    writeFileSync(at('out', '.half-b'), 'cut short');
    expect((await folder.list('out')).map(({ name }) => name)).toEqual(['a']);
  });

  it('neither shows nor reads links, pipes and folders', async () => {
    writeFileSync(join(root, 'secret'), 'secret');
    mkdirSync(at('out', 'folder'), { recursive: true });
    symlinkSync(join(root, 'secret'), at('out', 'link'));
    symlinkSync(join(root, 'nowhere'), at('out', 'broken'));
    execFileSync('mkfifo', [at('out', 'pipe')]);
    expect(await folder.list('out')).toEqual([]);
    for (const name of ['folder', 'link', 'broken', 'pipe'])
      await expect(whole(folder, `out/${name}`)).rejects.toThrow(DropFileError);
  });

  it('does not write through a link', async () => {
    writeFileSync(join(root, 'secret'), 'secret');
    mkdirSync(at('in'));
    symlinkSync(join(root, 'secret'), at('in', 'a'));
    await folder.write('in/a', Buffer.from('new'));
    expect(readFileSync(join(root, 'secret'), 'utf8')).toBe('secret');
    expect((await whole(folder, 'in/a')).toString()).toBe('new');
  });

  it('stops at a file that is larger than it may be', async () => {
    await folder.write('out/a', Buffer.alloc(200_000));
    await expect(whole(folder, 'out/a', 100_000)).rejects.toThrow('larger than 100000 bytes');
  });

  it('is away when it is not there, and is not made in its place', async () => {
    expect(await folder.isThere()).toBe(true);
    rmSync(join(root, 'drop'), { recursive: true });
    expect(await folder.isThere()).toBe(false);
    await expect(folder.list('out')).rejects.toThrow();
    if (folder instanceof LocalFolder) await expect(folder.write('in/a', Buffer.alloc(1))).rejects.toThrow();
    mkdirSync(join(root, 'drop'));
  });
});

describe('a folder of this machine that is not what it seems', () => {
  it('is not followed out of itself', async () => {
    mkdirSync(join(root, 'drop'));
    mkdirSync(join(root, 'elsewhere'));
    writeFileSync(join(root, 'elsewhere', 'a'), 'secret');
    symlinkSync(join(root, 'elsewhere'), join(root, 'drop', 'out'));
    const folder = new LocalFolder(join(root, 'drop'));
    await expect(folder.list('out')).rejects.toThrow(DropFileError);
    await expect(whole(folder, 'out/a')).rejects.toThrow(DropFileError);
    await expect(folder.write('out/b', Buffer.alloc(1))).rejects.toThrow(DropFileError);
    await expect(folder.move('out/a', 'done/a')).rejects.toThrow(DropFileError);
    rmSync(join(root, 'drop'), { recursive: true });
    rmSync(join(root, 'elsewhere'), { recursive: true });
  });
});

describe('a server', () => {
  beforeAll(() => mkdirSync(join(root, 'drop')));
  afterAll(() => rmSync(join(root, 'drop'), { recursive: true }));

  it('with another key is told nothing', async () => {
    const logins = server.logins;
    const folder = overSftp({ hostKeys: [`SHA256:${'A'.repeat(43)}`] });
    await expect(folder.list('out')).rejects.toThrow('not one of `hostKeys`');
    expect(server.logins).toBe(logins);
    await folder.close();
  });

  it('may know the connector by a key instead of a password', async () => {
    const pair = sshKeyPair();
    const keyed = await openSftpServer(root, { ...ACCOUNT, password: 'another', publicKey: pair.public });
    const { port, fingerprint } = keyed;
    const known = { host: '127.0.0.1', port, username: 'qingxin', hostKeys: [fingerprint] };
    const folder = new SftpFolder(
      new SftpConnection({ ...known, privateKey: Buffer.from(pair.private) }, Date.now),
      '/drop',
    );
    expect(await folder.isThere()).toBe(true);
    await folder.close();
    const stranger = new SftpFolder(new SftpConnection({ ...known, password: 'wrong' }, Date.now), '/drop');
    expect(await stranger.isThere()).toBe(false);
    await stranger.close();
    await keyed.close();
  });

  it('is left alone for a while after it could not be reached, and is found again', async () => {
    let now = 0;
    const folder = new SftpFolder(new SftpConnection({ ...target(), password: 'wrong' }, () => now), '/drop');
    const logins = server.logins;
    await expect(folder.list('out')).rejects.toThrow('authentication');
    await expect(folder.list('out')).rejects.toThrow('tried again in 250 ms');
    now = 250;
    await expect(folder.list('out')).rejects.toThrow('authentication');
    now = 500;
    await expect(folder.list('out')).rejects.toThrow('tried again in 250 ms');
    expect(server.logins).toBe(logins);
    await folder.close();
  });

  it('that replaces nothing in one step has the old content until the new one has its name', async () => {
    const folder = overSftp();
    const names = () => readdirSync(join(root, 'drop', 'aside')).sort();
    await folder.write('aside/b', Buffer.from('old'));
    server.meet('before', 'RENAME', /\/aside\/b$/, async () => server.cut());
    await expect(folder.write('aside/b', Buffer.from('new'))).rejects.toThrow('SFTP');
    const kept = names().map((name) => readFileSync(join(root, 'drop', 'aside', name), 'utf8'));
    expect(kept.sort()).toEqual(['new', 'old']);
    expect(await folder.list('aside')).toEqual([]); // neither has the name
    await folder.write('aside/b', Buffer.from('new'));
    expect(names()).toEqual(['b']);
    expect((await whole(folder, 'aside/b')).toString()).toBe('new');
    await folder.close();
  });

  it('that goes away in the middle of a file leaves nothing half, and is connected anew', async () => {
    const folder = overSftp();
    const bytes = Buffer.alloc(400_000, 'y');
    const { cuts } = server;
    server.cutAfter(100_000);
    await expect(folder.write('in/a', bytes)).rejects.toThrow('SFTP');
    expect(await folder.list('in')).toEqual([]);
    await folder.write('in/a', bytes);
    server.cutAfter(100_000);
    await expect(whole(folder, 'in/a')).rejects.toThrow('SFTP');
    expect((await whole(folder, 'in/a')).equals(bytes)).toBe(true);
    expect(server.cuts).toBe(cuts + 2);
    await folder.close();
  });

  // Servers count handles anew on every line: what was the one file is another one there.
  it('is never asked on a new line for the rest of a file that the old one had open', async () => {
    const folder = overSftp();
    await folder.write('in/a', Buffer.alloc(400_000, 'a'));
    await folder.write('in/b', Buffer.alloc(400_000, 'b'));
    const old = folder.read('in/a', MAX);
    await old.next();
    server.cut();
    const chunks: Buffer[] = [];
    const fresh = folder.read('in/b', MAX);
    await eventually(async () => {
      await folder.list('in');
    });
    chunks.push((await fresh.next()).value);
    await expect(old.next()).rejects.toThrow('SFTP: the connection ended');
    for await (const chunk of fresh) chunks.push(chunk);
    expect(Buffer.concat(chunks).equals(Buffer.alloc(400_000, 'b'))).toBe(true);
    await folder.close();
  });
});
