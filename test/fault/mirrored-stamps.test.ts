import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hex, sha256, utf8 } from '#crypto/primitives';
import { formatTimeStampFile, parseTimeStampFile } from '#crypto/timestamp';
import { parsePolicy } from '#crypto/tlog';
import { mirrorStamps, NotContinuedError, RemoteLog, SHA256_TREE } from '#hub/log';
import { servedFiles } from '../../hub/cli/mirror/served-files.js';
import { type LogServer, openLogServer } from '../kit/log-server.js';
import { restampedRun, restampFilesOf } from '../kit/restamps.js';
import { StaticLog } from '../kit/static-log.js';
import { makeSm2Tsa, makeToken } from '../kit/time-stamps.js';

/** A mirror believes nothing of the time stamps that a server hands out, but what the log has signed and a key has stamped. */

const log = new StaticLog('hub.example/audit/1', 700);
const fork = new StaticLog('hub.example/audit/1', 700, 'other ');
const tsa = makeSm2Tsa();
const nameOf = (size: number) => `timestamps/${String(size).padStart(10, '0')}`;
const stampOver = (note: string) => formatTimeStampFile(makeToken(utf8(note), tsa.maker, { at: Date.now() }));

let server: LogServer;
let folder: string;

beforeAll(async () => {
  server = await openLogServer();
});
afterAll(() => server.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-mirrored-stamps-'));
  server.asked.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

type Served = Map<string, Uint8Array>;

/** As a hub serves them. */
function stamps(sizes: readonly number[], change: (files: Served) => void = () => {}): Served {
  const files: Served = new Map([['timestamps/index', utf8(sizes.map((size) => `${size}\n`).join(''))]]);
  for (const size of sizes) {
    const note = log.checkpoint(size);
    files.set(`${nameOf(size)}.checkpoint`, utf8(note)).set(`${nameOf(size)}.tsr`, stampOver(note));
  }
  change(files);
  return files;
}

/** @returns how many were added. */
async function mirror(served: Served): Promise<number> {
  const policy = parsePolicy(`log ${log.signer.vkey}\nquorum none\n`);
  if ('reason' in policy) return expect.fail(policy.reason);
  const tiles = log.files(600);
  server.serve(async (path) =>
    path.startsWith('timestamps/') ? (served.get(path) ?? fail(path)) : tiles(path),
  );
  const url = new URL(`${server.url}/`);
  const limits = { parallel: 2, firstDelayMs: 1, timeoutMs: 10_000 };
  const files = servedFiles({ url, token: 'secret', ca: undefined, ...limits });
  try {
    const parts = { tree: SHA256_TREE, read: files.read, policy, kept: async () => undefined };
    return await mirrorStamps({ log: await RemoteLog.open(parts), read: files.readIfThere, folder });
  } finally {
    files.close();
  }
}

function fail(path: string): never {
  throw new Error(path);
}

const kept = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(tsr|checkpoint)$/.test(name),
  );

describe('a mirror of time stamps', () => {
  it('has those of what it has mirrored, and adds what came since', async () => {
    const first = stamps([1, 255, 256]);
    expect(await mirror(first)).toBe(3);
    for (const [path, bytes] of first) expect(readFileSync(join(folder, path))).toEqual(Buffer.from(bytes));
    server.asked.length = 0;
    expect(await mirror(stamps([1, 255, 256, 600, 650]))).toBe(1);
    expect(server.asked.filter((path) => path.endsWith('.tsr'))).toEqual([`${nameOf(600)}.tsr`]);
  });

  const list = tsa.revocationList;
  const listName = `${hex(sha256(list))}.crl`;
  const withList = (files: Served) =>
    files
      .set('timestamps/revocation', utf8(`300 ${listName}\n600 ${listName}\n650 ${listName}\n`))
      .set(`timestamps/${listName}`, list);

  it('has what was collected on revocation with them, once', async () => {
    expect(await mirror(stamps([300, 600, 650], withList))).toBe(2);
    expect(readFileSync(join(folder, 'timestamps', listName))).toEqual(Buffer.from(list));
    const names = readFileSync(join(folder, 'timestamps/revocation'), 'utf8');
    expect(names).toBe(`300 ${listName}\n600 ${listName}\n`);
    server.asked.length = 0;
    await mirror(stamps([300, 600, 650], withList));
    expect(server.asked.filter((path) => path.endsWith('.crl'))).toEqual([]);
  });

  it.each<[string, (files: Served) => void, string]>([
    [
      'a list of other things',
      (files) => files.set('timestamps/revocation', utf8('300 ../x.crl\n')),
      'no list of files',
    ],
    [
      'a file that is not what its name says',
      (files) => files.set(`timestamps/${listName}`, list.slice(1)),
      'is not what its name says',
    ],
    ['a file that is not there', (files) => files.delete(`timestamps/${listName}`), 'listed and not there'],
  ])('does not keep %s', async (_, change, why) => {
    const served = stamps([300], (files) => {
      withList(files);
      change(files);
    });
    await expect(mirror(served)).rejects.toThrow(why);
    expect(readdirSync(join(folder, 'timestamps')).filter((name) => /crl$|^revocation$/.test(name))).toEqual(
      [],
    );
  });

  it('is none where none are served', async () => {
    expect(await mirror(new Map())).toBe(0);
    expect(kept()).toEqual([]);
  });

  it('takes a checkpoint of a tree that the log never was for what it is: proof', async () => {
    const lie = stamps([300], (files) => {
      const note = fork.checkpoint(300);
      files.set(`${nameOf(300)}.checkpoint`, utf8(note)).set(`${nameOf(300)}.tsr`, stampOver(note));
    });
    const error = await mirror(lie).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NotContinuedError);
    expect(error).toMatchObject({ seen: fork.checkpoint(300), asked: log.checkpoint(600) });
    expect(kept()).toEqual([]);
  });

  it.each<[string, (files: Served) => void, string]>([
    ['a list of other things', (files) => files.set('timestamps/index', utf8('300\nmore\n')), 'no list'],
    ['a list out of order', (files) => files.set('timestamps/index', utf8('300\n200\n')), 'no list'],
    ['a list with a size twice', (files) => files.set('timestamps/index', utf8('300\n300\n')), 'no list'],
    ['a list that leads out', (files) => files.set('timestamps/index', utf8('../../x\n')), 'no list'],
    ['a list that is cut', (files) => files.set('timestamps/index', utf8('300')), 'no list'],
    ['a stamp that is not there', (files) => files.delete(`${nameOf(300)}.tsr`), 'is listed and not there'],
    [
      'a stamp over another checkpoint',
      (files) => files.set(`${nameOf(300)}.tsr`, stampOver(log.checkpoint(299))),
      'it is over something else',
    ],
    ['bytes for a stamp', (files) => files.set(`${nameOf(300)}.tsr`, utf8('stamp')), 'is not a time stamp'],
    [
      'a stamp with a false signature',
      (files) => {
        const bytes = Buffer.from(files.get(`${nameOf(300)}.tsr`) ?? '');
        bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
        files.set(`${nameOf(300)}.tsr`, bytes);
      },
      'the signature is false',
    ],
    [
      'a stamp that is endless',
      (files) => files.set(`${nameOf(300)}.tsr`, new Uint8Array(300_000)),
      'with more than 262144 bytes',
    ],
    [
      'the checkpoint of another size',
      (files) => {
        const note = log.checkpoint(301);
        files.set(`${nameOf(300)}.checkpoint`, utf8(note)).set(`${nameOf(300)}.tsr`, stampOver(note));
      },
      'is over no checkpoint of that size',
    ],
    [
      'a checkpoint that the log has not signed',
      (files) => {
        const note = log.checkpoint(300).replace('\n300\n', '\n301\n');
        files.set(`${nameOf(300)}.checkpoint`, utf8(note)).set(`${nameOf(300)}.tsr`, stampOver(note));
      },
      'is over no checkpoint of that size',
    ],
  ])('is not made of %s', async (_, change, why) => {
    await expect(mirror(stamps([300], change))).rejects.toThrow(why);
    expect(kept()).toEqual([]);
  });
});

describe('a mirror of stamps over stamps', () => {
  const stampsOf = (files: Served, sizes: readonly number[]) =>
    sizes.map((size) => ({
      size,
      data: files.get(`${nameOf(size)}.checkpoint`) ?? fail(nameOf(size)),
      token: parseTimeStampFile(files.get(`${nameOf(size)}.tsr`) ?? fail(nameOf(size))) ?? fail(nameOf(size)),
    }));
  const listName = `${hex(sha256(tsa.revocationList))}.crl`;
  const NAME = 'timestamps/0000000300-0000000600';

  /** @param change of what a list says. */
  function again(times: number, change?: (digests: Map<string, Uint8Array>) => void): Served {
    return stamps([300, 600, 650], (files) => {
      const wish = { tsa, at: Date.now(), ...(change === undefined ? {} : { change }) };
      const run = restampedRun(stampsOf(files, [300, 600]), Array(times).fill(wish));
      for (const [name, bytes] of restampFilesOf(run)) files.set(`timestamps/${name}`, bytes);
      const lines = run.restamps.map((_, i) => `300 600 ${i + 1} ${listName}\n`);
      files
        .set('timestamps/restamps', utf8(lines.join('')))
        .set(`timestamps/${listName}`, tsa.revocationList);
    });
  }

  it('has them with what was collected, and adds what came since', async () => {
    const twice = again(2);
    const once = new Map(twice).set('timestamps/restamps', utf8(`300 600 1 ${listName}\n`));
    expect(await mirror(once)).toBe(3);
    for (const name of [`${NAME}.1.list`, `${NAME}.1.tsr`, `timestamps/${listName}`])
      expect(readFileSync(join(folder, name))).toEqual(Buffer.from(twice.get(name) ?? []));
    expect(await mirror(twice)).toBe(1);
    expect(readFileSync(join(folder, 'timestamps/restamps'), 'utf8').split('\n')).toHaveLength(3);
  });

  it('takes none of runs that go beyond what it has mirrored', async () => {
    const files = again(1);
    files.set('timestamps/restamps', utf8('300 650 1\n'));
    expect(await mirror(files)).toBe(2);
  });

  it.each<[string, Served, string]>([
    [
      'an index that is none',
      new Map([...again(1), ['timestamps/restamps', utf8('x')]]),
      'no list of time stamps',
    ],
    ['a list that is none', new Map([...again(1), [`${NAME}.1.list`, utf8('x')]]), 'is no list of stamps'],
    [
      'a list that leaves a stamp out',
      again(1, (all) => all.delete('0000000600.tsr')),
      'is not over 0000000600.tsr',
    ],
    [
      'a list over another stamp',
      again(1, (all) => all.set('0000000300.tsr', new Uint8Array(32))),
      'is not over',
    ],
    [
      'a stamp over another list',
      new Map([...again(1), [`${NAME}.1.tsr`, stampOver('else')]]),
      'over something else',
    ],
    [
      'what is not there',
      new Map([...again(1)].filter(([path]) => path !== `${NAME}.1.tsr`)),
      'is listed and not there',
    ],
  ])('is not made of %s', async (_, served, why) => {
    await expect(mirror(served)).rejects.toThrow(why);
    expect(kept().filter((name) => name.includes('-'))).toEqual([]);
  });
});
