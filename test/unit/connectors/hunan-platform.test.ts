import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FeedCursor, HunanConfigSchema, requestSigner } from '#connectors/hunan';
import { type RunningHttp, startHunanPlatform } from '#connectors/sandbox';
import { utf8 } from '#crypto/primitives';
import { DeskClient } from '#hub/cli';
import { type SignedCall, signedCall } from '../../kit/hunan.js';

const TOKEN = 'secret-of-a-test';
const PERSON = { kind: 'person', name: '周测试', idNumber: '430102199512319031' };

describe('a request to Hunan’s platform', () => {
  it('is signed over method, path, time, nonce and body', () => {
    // Computed with Python: hmac.new('密钥'.encode(), '\n'.join([…]).encode(), sha256).
    const expected = 'f607c474a8ed17c80b3caa1196a7773c16e71578b67ff85060e7fc1ee5aebe7c';
    const sign = requestSigner(
      { appId: 'kstb', appSecret: '密钥' },
      () => 1_795_312_800_000,
      (length) => Uint8Array.from({ length }, (_, i) => i),
    );
    const body = utf8('{"eventId":"E1"}');
    expect(sign({ method: 'POST', path: '/hn/kstb/receipts?x=%E6%B9%98', body })).toEqual({
      'x-hn-app-id': 'kstb',
      'x-hn-timestamp': '1795312800000',
      'x-hn-nonce': '000102030405060708090a0b0c0d0e0f',
      'x-hn-signature': expected,
    });
  });
});

describe('Hunan’s platform', () => {
  let folder: string;
  let platform: RunningHttp;
  let url: string;
  let now: number;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-hunan-'));
    now = Date.parse('2026-11-22T10:00:00+08:00');
    const serialFile = join(folder, 'serial');
    platform = await startHunanPlatform({
      port: 0,
      token: TOKEN,
      serialFile,
      now: () => now,
      keepEntries: 3,
    });
    url = `http://127.0.0.1:${platform.port}`;
  });
  afterEach(async () => {
    await platform.close();
    rmSync(folder, { recursive: true });
  });

  const call = (each: Omit<SignedCall, 'at'> & { at?: number }) =>
    signedCall(url, TOKEN, { at: now, ...each });

  interface Page {
    readonly entries: { readonly eventId: string; readonly thingNo: string }[];
    readonly next: string;
  }

  async function feed(query = ''): Promise<Page> {
    const answer = await call({ method: 'GET', path: `/hn/kstb/feed?limit=10&wait=0${query}` });
    return ((await answer.json()) as { data: Page }).data;
  }

  function file() {
    return new DeskClient(platform.port).file({
      item: '43-SF-009-01',
      division: '440100',
      mode: 'online',
      applicant: PERSON,
      form: [],
      materials: [],
    });
  }

  const path = '/hn/kstb/receipts';
  it.each([
    ['of a stranger', 'other', TOKEN, 0, 'APP_UNKNOWN'],
    ['signed with another secret', 'kstb', 'other', 0, 'SIGN_INVALID'],
    ['that is six minutes late', 'kstb', TOKEN, 360_000, 'SIGN_EXPIRED'],
    ['that is six minutes early', 'kstb', TOKEN, -360_000, 'SIGN_EXPIRED'],
  ])('refuses a request %s', async (_, appId, appSecret, lateMs, errCode) => {
    const app = { appId, appSecret };
    const answer = await call({ method: 'POST', path, body: {}, app, at: now - lateMs });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ success: false, errCode });
  });

  it('refuses the same request twice, and one whose body was exchanged', async () => {
    const body = '{"eventId":"E1","result":"REFUSED"}';
    const nonce = (length: number) => new Uint8Array(length).fill(7);
    const sign = requestSigner({ appId: 'kstb', appSecret: TOKEN }, () => now, nonce);
    const headers = sign({ method: 'POST', path, body: utf8(body) });
    const post = (text: string) => fetch(`${url}${path}`, { method: 'POST', headers, body: text });
    expect(await (await post(body.replace('REFUSED', 'ACCEPTED'))).json()).toMatchObject({
      errCode: 'SIGN_INVALID',
    });
    expect(await (await post(body)).json()).toMatchObject({ success: true });
    expect(await (await post(body)).json()).toMatchObject({ errCode: 'NONCE_REPEATED' });
  });

  it('gives links that are good for a minute, for one file', async () => {
    const desk = new DeskClient(platform.port);
    const [one, other] = [
      await desk.upload('一.pdf', 'application/pdf', Buffer.from('一')),
      await desk.upload('二.pdf', 'application/pdf', Buffer.from('二')),
    ];
    const answer = await call({ method: 'POST', path: '/hn/kstb/files/links', body: { fileId: one } });
    const { data } = (await answer.json()) as { data: { downloadUrl: string } };
    expect(await (await fetch(`${url}${data.downloadUrl}`)).text()).toBe('一');
    expect((await fetch(`${url}${data.downloadUrl.replace(one, other)}`)).status).toBe(403);
    now += 61_000;
    expect((await fetch(`${url}${data.downloadUrl}`)).status).toBe(403);
    const gone = await call({ method: 'POST', path: '/hn/kstb/files/links', body: { fileId: 'gone' } });
    expect(gone.status).toBe(404);
  });

  it('writes its feed in order, page by page, each beginning with the last entry before', async () => {
    const refs = [await file(), await file(), await file()].map(({ ref }) => ref);
    const first = await feed('&limit=2').then(() => call({ method: 'GET', path: '/hn/kstb/feed?limit=2' }));
    expect(first.headers.get('content-encoding')).toBe('gzip');
    const { data } = (await first.json()) as { data: Page };
    expect(data.entries.map(({ thingNo }) => thingNo)).toEqual(refs.slice(0, 2));
    const second = await feed(`&after=${data.next}`);
    expect(second.entries.map(({ thingNo }) => thingNo)).toEqual(refs.slice(1));
    expect((await feed(`&after=${second.next}`)).entries).toEqual([]);
  });

  it('holds a page back until there is something to say', async () => {
    const { next } = await feed();
    const waiting = call({ method: 'GET', path: `/hn/kstb/feed?wait=30000&after=${next}` });
    const { ref } = await file();
    const { data } = (await (await waiting).json()) as { data: Page };
    expect(data.entries.map(({ thingNo }) => thingNo)).toEqual([ref]);
  });

  it('keeps what nobody has answered for, and says where the feed begins to a cursor before that', async () => {
    const { next: first } = await feed();
    const kept = await file();
    for (let i = 0; i < 5; i++) await file();
    expect((await feed(`&after=${first}`)).entries[0]?.thingNo).toBe(kept.ref);
    // Every case answered for: its filing is of no use to anybody.
    for (const { thingNo } of (await feed()).entries) {
      const body = { eventId: thingNo, result: 'REFUSED', errCode: 'X', errMsg: 'x' };
      await call({ method: 'POST', path, body });
      const progress = { thingNo, revision: 1, thingState: 'NOT_DONE', members: [] };
      await call({ method: 'POST', path: '/hn/kstb/things/progress', body: progress });
    }
    const last = await file();
    const answer = await call({ method: 'GET', path: `/hn/kstb/feed?after=${first}` });
    expect(answer.status).toBe(410);
    const { data } = (await answer.json()) as { data: { oldest: string } };
    const { entries } = await feed(`&after=${data.oldest}`);
    expect(entries.at(-1)?.thingNo).toBe(last.ref);
    expect(entries).toHaveLength(3);
    expect((await call({ method: 'GET', path: '/hn/kstb/feed?after=other-life-1' })).status).toBe(410);
  });
});

describe('the settings of Hunan’s connector', () => {
  const SETTINGS = { url: 'http://127.0.0.1:80', appId: 'kstb', appSecret: 'x' };

  it.each(['ftp://platform.example', 'platform', 'https://platform.example/', 'https://platform.example/hn'])(
    'take no address but scheme, host and port: %s',
    (url) => {
      expect(HunanConfigSchema.safeParse({ ...SETTINGS, url }).success).toBe(false);
      expect(HunanConfigSchema.safeParse({ ...SETTINGS, url: 'https://platform.example' }).success).toBe(
        true,
      );
    },
  );

  it.each([{ appId: '' }, { appSecret: '' }, { waitMs: 60_000 }, { pauseMs: 0 }, { licence: 'x' }])(
    'are refused with %o',
    (over) => {
      const settings = { ...SETTINGS, url: 'https://platform.example' };
      expect(HunanConfigSchema.safeParse(settings).success).toBe(true);
      expect(HunanConfigSchema.safeParse({ ...settings, ...over }).success).toBe(false);
    },
  );
});

describe('the cursor of the feed', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-cursor-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is there after a restart, and undefined before the first page', async () => {
    const cursor = await FeedCursor.open(join(folder, 'new'));
    expect(cursor.saved).toBeUndefined();
    await cursor.save('life-7');
    await cursor.save('life-8');
    expect((await FeedCursor.open(join(folder, 'new'))).saved).toBe('life-8');
  });

  it.each(['', '{"cursor":', '{"cursor":""}', '{"position":"life-7"}'])(
    'is read from the beginning when its file holds %o',
    async (text) => {
      writeFileSync(join(folder, 'feed-cursor.json'), text);
      expect((await FeedCursor.open(folder)).saved).toBeUndefined();
    },
  );
});
