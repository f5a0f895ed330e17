import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { utf8 } from '#crypto/primitives';
import { formatTimeStampFile } from '#crypto/timestamp';
import { readLogTrust, treeKeys } from '#crypto/verify';
import { openKnown } from '#crypto/verify/compare';
import { examineBundle, LogVerifier } from '#crypto/verify/log';
import { servedFiles } from '../../hub/cli/mirror/served-files.js';
import { ServedLog } from '../../hub/cli/mirror/served-log.js';
import { pemOf } from '../kit/certificates.js';
import { AT } from '../kit/evidence.js';
import {
  leavesFor,
  logFilesOf,
  STATIC_GM,
  STATIC_TRUST,
  staticLog,
  staticLogOf,
  staticSm3,
} from '../kit/exported-log.js';
import { type Lie, type LogServer, openLogServer } from '../kit/log-server.js';
import { type Finished, run, TONGBAN } from '../kit/program.js';
import { StaticLog } from '../kit/static-log.js';
import { makeSm2Tsa, makeToken } from '../kit/time-stamps.js';

/** A log is checked where it is served: nothing that the server sends is believed, and none of it is kept. */

type Files = ReadonlyMap<string, Uint8Array>;

const tsa = makeSm2Tsa();
const gm = { ...STATIC_TRUST, gm: STATIC_GM };
const stamped = { authorities: [pemOf(tsa.root)], revocationLists: [tsa.revocationList], asOf: AT };
const log = new Map([...staticLogOf(700), ...staticSm3(leavesFor(700))]);
const smaller = staticLogOf(300);
const fork = staticLogOf(700, 'another story');
const noteIn = (files: Files) => Buffer.from(files.get('checkpoint') ?? expect.fail()).toString();

let server: LogServer;
let elsewhere: LogServer;

beforeAll(async () => {
  [server, elsewhere] = await Promise.all([openLogServer(), openLogServer()]);
});
afterAll(() => Promise.all([server.close(), elsewhere.close()]));
beforeEach(() => {
  server.lie(undefined);
  server.asked.length = 0;
});

function serve(files: Files): void {
  server.serve(async (path) => files.get(path) ?? Promise.reject(new Error(path)));
}

interface Asked {
  readonly trust?: Parameters<typeof readLogTrust>[0];
  readonly since?: string;
  readonly timeoutMs?: number;
}

async function verify({ trust = STATIC_TRUST, since, timeoutMs = 60_000 }: Asked = {}) {
  const opened = readLogTrust(trust);
  const url = new URL(`${server.url}/`);
  const files = servedFiles({ url, token: 'secret', ca: undefined, parallel: 4, firstDelayMs: 1, timeoutMs });
  const found = { checkpoints: [{ from: 'known', note: since ?? '' }], misbehaviour: [] };
  try {
    const { report } = await new LogVerifier(opened).verifyAt(await ServedLog.open(files), {
      since: since === undefined ? [] : openKnown(found, treeKeys(opened)),
      examine: async (bytes) => examineBundle(bytes),
    });
    return report;
  } finally {
    files.close();
  }
}

/** The exit code, and what does not hold. */
async function outcome(asked?: Asked): Promise<readonly [number, readonly string[]]> {
  const { exitCode, answers } = await verify(asked);
  const against = answers.filter(
    ({ verdict, isRequired }) => verdict === 'FAIL' || (verdict !== 'PASS' && isRequired),
  );
  return [exitCode, against.map(({ question, verdict, en }) => `${question} ${verdict} ${en}`)];
}

const flip = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes);
  const middle = copy.length >> 1;
  copy[middle] = (copy[middle] ?? 0) ^ 1;
  return copy;
};
const only =
  (pattern: RegExp, lie: Lie): Lie =>
  (path, bytes, response) =>
    pattern.test(path) ? lie(path, bytes, response) : bytes;
const nowhere: Lie = (_, __, response) => {
  response.writeHead(404).end();
  return undefined;
};
const endless: Lie = (_, bytes, response) => {
  const pour = () => {
    while (!response.destroyed && response.write(Buffer.alloc(65_536, bytes))) {
      // until the reader has had enough
    }
  };
  response.on('drain', pour);
  pour();
  return undefined;
};

describe('a log that is checked where it is served', () => {
  it.each([0, 1, 255, 256, 257, 700])(
    'is answered for as one in a folder is, of %d entries',
    async (size) => {
      const files = staticLogOf(size);
      serve(files);
      const { answers, ...rest } = await verify();
      const examine = async (bytes: Uint8Array) => examineBundle(bytes);
      const { report } = await new LogVerifier(readLogTrust(STATIC_TRUST)).verify(logFilesOf(files), {
        examine,
      });
      const { answers: expected, ...others } = report;
      const unlisted = (each: (typeof answers)[number]) => each.question !== 'REST';
      expect(rest).toEqual(others);
      expect(answers.filter(unlisted)).toEqual(expected.filter(unlisted));
      expect(report.exitCode).toBe(0);
    },
  );

  it('is read once, file by file, with its SM3 tree and its time stamps', async () => {
    const note = smaller.get('checkpoint') ?? expect.fail();
    const name = 'timestamps/0000000300';
    const all = new Map([
      ...log,
      ['timestamps/index', utf8('300\n9000\n')],
      [`${name}.checkpoint`, note],
      [`${name}.tsr`, formatTimeStampFile(makeToken(note, tsa.maker, { at: AT }))],
    ]);
    serve(all);
    const { answers, exitCode } = await verify({ trust: { ...gm, timeStamps: stamped } });
    const verdictOf = (asked: string) => answers.find(({ question }) => question === asked)?.verdict;
    expect(exitCode).toBe(0);
    for (const question of ['SM2', 'SM3_TREE', 'TIME', 'TILES', 'ENTRIES', 'ROOT'])
      expect(verdictOf(question), question).toBe('PASS');
    expect(verdictOf('REST')).toBe('NOT_CHECKED');
    const asked = [...all.keys(), 'timestamps/restamps', 'timestamps/revocation']; // of which there is nothing here
    expect([...server.asked].sort()).toEqual(asked.sort());
    expect(server.atOnce()).toBeLessThanOrEqual(4);
  });

  it('may have only the whole tile where it was filled meanwhile', async () => {
    const later = new Map(log);
    for (const [path, bytes] of staticLog(leavesFor(768)))
      if (path.startsWith('tile/')) later.set(path, bytes);
    for (const path of log.keys()) if (path.includes('/002.p/')) later.delete(path);
    serve(later);
    expect(await outcome({ trust: gm })).toEqual([
      3,
      [expect.stringContaining('missing: sm3/tile/0/002.p/188')],
    ]);
    expect(await outcome()).toEqual([0, []]);
  });

  it('grows while it is read: the SM3 tree is no further than the log', async () => {
    const before = new Map([...staticLogOf(600), ...staticSm3(leavesFor(600))]);
    let files: Files = before;
    server.serve(async (path) => {
      const bytes = files.get(path) ?? before.get(path);
      files = log; // from the second request on
      return bytes ?? Promise.reject(new Error(path));
    });
    expect(await outcome({ trust: gm })).toEqual([0, []]);
  });

  it.each<[what: string, lie: Lie, code: number, told: string]>([
    ['a flipped bit in a full tile', only(/^tile\/0\/001$/, (_, b) => flip(b)), 1, 'TILES FAIL tile/0/001'],
    [
      'a flipped bit in the last tile',
      only(/^tile\/0\/.*p/, (_, b) => flip(b)),
      1,
      'TILES FAIL tile/0/002.p/188',
    ],
    ['a flipped bit in a tile above', only(/^tile\/1\//, (_, b) => flip(b)), 1, 'TILES FAIL tile/1/000.p/2'],
    ['a flipped bit in entries', only(/entries\/001$/, (_, b) => flip(b)), 1, 'ENTRIES FAIL'],
    ['a flipped bit in the checkpoint', only(/^checkpoint/, (_, b) => flip(b)), 1, 'LOG_SIGNATURE FAIL'],
    ['a tile cut short', only(/^tile\/0\/001$/, (_, b) => b.subarray(1)), 1, 'has 8191 bytes, not 8192'],
    ['a tile that is too long', only(/^tile\/0\/.*p/, (_, b) => Buffer.concat([b, b])), 1, 'bytes, not 6016'],
    ['an endless tile', only(/^tile\/0\/001$/, endless), 1, 'has > 8192 bytes, not 8192'],
    ['entries cut short', only(/entries\/001$/, (_, b) => b.subarray(0, -1)), 1, 'is not whole entries'],
    ['endless entries', only(/entries\/001$/, endless), 1, 'is not whole entries'],
    ['fewer entries', only(/entries\/001$/, () => Buffer.from('0001aa', 'hex')), 1, 'has 1 entries, not 256'],
    ['no tile', only(/^tile\/0\/001$/, nowhere), 3, 'missing: tile/0/001'],
    ['no entries', only(/entries\/001$/, nowhere), 3, 'missing: tile/entries/001'],
    ['no checkpoint of the SM3 tree', only(/^sm3\/checkpoint/, nowhere), 3, 'missing: sm3/checkpoint'],
    ['another checkpoint of it', only(/^sm3\/checkpoint/, (_, b) => flip(b)), 1, 'SM2 FAIL sm3/checkpoint'],
    ['a flipped bit in it', only(/^sm3\/tile\/0\/001/, (_, b) => flip(b)), 1, 'SM3_TREE FAIL sm3/tile/0/001'],
    ['another log', only(/^checkpoint/, () => Buffer.from(stranger.checkpoint(9))), 1, 'LOG_SIGNATURE FAIL'],
    [
      'a fork of it',
      only(/^tile|^checkpoint/, (path) => Buffer.from(fork.get(path) ?? '')),
      1,
      'CONSISTENT FAIL',
    ],
  ])('is found out when it serves %s', async (_, lie, code, told) => {
    serve(log);
    server.lie(lie);
    const [exitCode, against] = await outcome({ trust: gm, since: noteIn(smaller) });
    expect(exitCode).toBe(code);
    expect(against.join('\n')).toContain(told);
  });
  const stranger = new StaticLog('other.example/audit/1', 9);

  it('is not past what was known, when it serves less than it did', async () => {
    serve(smaller);
    expect(await outcome({ since: noteIn(log) })).toEqual([
      3,
      [expect.stringContaining('the log here does not reach 700')],
    ]);
  });

  it.each<[what: string, lie: Lie, complaint: string, timeoutMs?: number]>([
    [
      'sends elsewhere',
      (path, _, response) => {
        response.writeHead(302, { location: `${elsewhere.url}/${path}` }).end();
        return undefined;
      },
      'HTTP 302',
    ],
    [
      'knows no such token',
      (_, __, response) => {
        response.writeHead(401).end();
        return undefined;
      },
      'HTTP 401',
    ],
    ['goes silent in the middle', only(/entries\/001$/, () => undefined), 'tile/entries/001', 300],
    [
      'breaks off in the middle',
      only(/^tile\/0\/001$/, (_, bytes, response) => {
        response.writeHead(200, { 'content-length': bytes.length });
        response.write(bytes.subarray(0, 100), () => response.destroy());
        return undefined;
      }),
      'tile/0/001',
    ],
  ])('is not judged when the server %s', async (_, lie, complaint, timeoutMs) => {
    serve(log);
    server.lie(lie);
    elsewhere.serve(async (path) => log.get(path) ?? Promise.reject(new Error(path)));
    await expect(verify({ ...(timeoutMs === undefined ? {} : { timeoutMs }) })).rejects.toThrow(complaint);
    expect(elsewhere.asked).toEqual([]);
  });
});

describe('tongban log verify', () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  const verifyAt = (url: string, ...args: readonly string[]): Promise<Finished> =>
    run(TONGBAN, ['log', 'verify', url, '--policy', at('policy.txt'), ...args, '--lang', 'en']);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-served-log-'));
    for (const [name, text] of [
      ['policy.txt', STATIC_TRUST.policy],
      ['policy.gm', STATIC_GM],
      ['older', noteIn(smaller)],
      ['fork', noteIn(fork)],
      ['token', 'secret\n'],
    ] as const)
      writeFileSync(at(name), text);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('answers as tongban-verify does, and has its exit codes', async () => {
    serve(log);
    const whole = await verifyAt(
      server.url,
      '--gm',
      at('policy.gm'),
      '--since',
      at('older'),
      '--token-file',
      at('token'),
    );
    expect([whole.code, whole.stderr]).toEqual([0, '']);
    expect(whole.stdout).toMatch(/PASS +checkpoints are consistent +continues the known checkpoints \(300\)/);
    expect(whole.stdout).toContain('All required questions pass.');
    const forked = await verifyAt(server.url, '--since', at('fork'), '--json');
    expect(forked.code).toBe(1);
    expect(JSON.parse(forked.stdout)).toMatchObject({ kind: 'LOG', exitCode: 1 });
    server.lie(only(/entries\/001$/, nowhere));
    expect((await verifyAt(server.url)).code).toBe(3);
  });

  it.each<[what: string, args: readonly string[], code: number, told: string]>([
    ['no address', ['hub.example/log'], 2, 'no address: hub.example/log'],
    ['another scheme', ['file:///etc/'], 2, 'expected an http or https address'],
    [
      'a token over http',
      ['http://hub.example/log', '--token-file', 'TOKEN'],
      2,
      'a token goes over https only',
    ],
    ['a policy that is not there', ['http://127.0.0.1:9/', '--policy', '/nowhere'], 2, '/nowhere'],
    ['nobody there', ['http://127.0.0.1:9/log'], 3, 'ECONNREFUSED'],
    ['an option that it has not', ['http://127.0.0.1:9/log', '--believe'], 2, '--believe'],
  ])('says why it cannot: %s', async (_, [url = '', ...args], code, told) => {
    const ended = await verifyAt(url, ...args.map((arg) => (arg === 'TOKEN' ? at('token') : arg)));
    expect(ended.stderr).toContain(told);
    expect(ended.stdout).toBe('');
    expect(ended.code).toBe(code);
  });
});
