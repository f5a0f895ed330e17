import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGuangdong } from '#connectors/guangdong';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { openProvinces, type Provinces, TOKEN } from '../kit/provinces.js';

describe('a connector', () => {
  let hub: TestHub;
  let guangdong: TestPeer;
  let henan: TestPeer;
  let provinces: Provinces;
  /** How far the hub's clock is from everybody else's. */
  let skewMs = 0;

  beforeAll(async () => {
    const quick = ['dispatch.backoffMs=50', 'dispatch.backoffMaxMs=100', 'dispatch.maxAttempts=1000'];
    hub = await startTestHub({ settings: quick, runtime: { now: () => Date.now() + skewMs } });
    guangdong = await hub.peer('guangdong');
    henan = await hub.peer('henan');
    provinces = await openProvinces(hub);
    for (const name of ['guangdong', 'henan'] as const) await provinces.connect(name);
  });
  afterAll(async () => {
    await provinces.close();
    await hub.close();
  });

  /** An event as Guangdong's platform would push it. */
  function push(body: string | object, token = TOKEN): Promise<Response> {
    return fetch(`${provinces.callbacks.url}/callback`, {
      method: 'POST',
      headers: { 'x-app-token': token },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  async function isAcknowledged(caseNo: string): Promise<boolean> {
    const events = await guangdong.grpc.events(caseNo);
    return events.some(({ type }) => type === 'DispatchAcknowledgement');
  }

  /** What was last wrong with the only dispatch of a case. */
  async function waitingOf(caseNo: string): Promise<{ last_error: string | null } | undefined> {
    const [row] = await hub.database.query<{ last_error: string | null }>(
      'select last_error from inbox where case_no = $1',
      [caseNo],
    );
    return row;
  }

  /** What Guangdong's connector has taken over and not yet brought to its end. */
  function journal(): string[] {
    const folder = join(provinces.config('guangdong').dataDir, 'journal');
    return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  }

  it.each([
    ['a page of a proxy', '<html><body>登录</body></html>', 'not a package'],
    ['a package with no answer', '<PACKAGE><DATA/></PACKAGE>', 'code none'],
    ['a refusal', '<PACKAGE><DATA><RECORD no="1"><CODE>-41</CODE></RECORD></DATA></PACKAGE>', 'code -41'],
    ['nothing', '', 'Start tag expected'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]), 'not UTF-8'],
  ])('takes it for no receipt when Henan’s platform answers %s', async (_, body, reason) => {
    provinces.taps.henan.meddle(async ({ path }, pass) =>
      path === '/ha/exchange/in' ? { status: 200, body } : pass(),
    );
    const { caseNo } = await guangdong.act('SubmitCase', submission());
    await eventually(async () => {
      const waiting = await waitingOf(caseNo);
      expect(waiting?.last_error ?? '').toContain(reason);
    });
    expect(await isAcknowledged(caseNo)).toBe(false);
    provinces.taps.henan.meddle(undefined);
    await eventually(async () => expect(await isAcknowledged(caseNo)).toBe(true));
    expect((await provinces.world.henan.arrived(caseNo)).history).toHaveLength(1);
  });

  it.each([
    ['another code', '{"code":5,"msg":"系统繁忙"}'],
    ['what is no JSON', '<html></html>'],
  ])('takes it for no receipt when Guangdong’s platform answers %s', async (_, body) => {
    provinces.taps.guangdong.meddle(async ({ path }, pass) =>
      path === '/openapi/kstb/inbound' ? { status: 200, body } : pass(),
    );
    const { caseNo } = await henan.act('SubmitCase', submission({ divisionCode: '440000' }));
    await eventually(async () => expect((await waitingOf(caseNo))?.last_error).not.toBeNull());
    expect(await isAcknowledged(caseNo)).toBe(false);
    provinces.taps.guangdong.meddle(undefined);
    await eventually(async () => expect(await isAcknowledged(caseNo)).toBe(true));
  });

  it('goes on with the others when one record of the out-tray cannot be read', async () => {
    const broken =
      '<RECORD no="1" sid="HA99"><JLBH>J0</JLBH><YWSJ>20261122100000</YWSJ><BJBH>X</BJBH></RECORD>';
    provinces.taps.henan.meddle(async ({ path }, pass) => {
      const answer = await pass();
      if (path !== '/ha/exchange/out') return answer;
      const body = answer.body.toString();
      return {
        ...answer,
        body: body.replace('<DATA>', `<DATA>${broken}`).replace('<DATA/>', `<DATA>${broken}</DATA>`),
      };
    });
    const filed = await provinces.world.henan.file({
      item: 'HA-SF-0009',
      division: '440100',
      mode: 'online',
      applicant: { kind: 'person', name: '王测试', idNumber: '410102198802299026' },
      form: [],
      materials: [],
    });
    await provinces.world.henan.numbered(filed.ref);
    provinces.taps.henan.meddle(undefined);
  });

  const SUBMISSION = {
    lsh: 'L-1',
    fssj: '2026-11-22 10:00:00',
    ywlx: 'SB',
    sj: {
      SBLSH: '粤-1',
      SXBM: '11440000MBY900019A2442090012000',
      BLDXZQH: '410000',
      BLMS: 'YDDSDB',
      SQSJ: '2026-11-22 10:00:00',
      SQR: { SQRLX: '1', XM: '李测试', ZJLX: '10', ZJHM: '441803199001019018' },
    },
  };

  it.each([
    ['without the token', 401, 401, SUBMISSION, 'wrong'],
    ['that is no JSON', 400, 31, '{"lsh":', undefined],
    ['with a key written twice', 400, 31, '{"lsh":"1","lsh":"2"}', undefined],
    ['of an unknown kind', 400, 31, { ...SUBMISSION, ywlx: 'XX' }, undefined],
    ['of a day that never was', 400, 31, { ...SUBMISSION, fssj: '2026-02-30 10:00:00' }, undefined],
    ['that is too large', 413, 32, 'x'.repeat(1024 * 1024 + 1), undefined],
    [
      'with a code that has no counterpart',
      503,
      42,
      { ...SUBMISSION, sj: { ...SUBMISSION.sj, SXBM: 'X' } },
      undefined,
    ],
    [
      'with a file that is not there',
      503,
      41,
      { ...SUBMISSION, sj: { ...SUBMISSION.sj, CLQD: [{ CLMC: '件', CLLY: '1', WJID: 'gone' }] } },
      undefined,
    ],
  ])('does not take a callback %s', async (_, status, code, body, token) => {
    const answer = await push(body, token);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
  });

  it('signs nothing that the hub would not read, and tells the platform why', async () => {
    const body = { ...SUBMISSION, lsh: 'L-2', sj: { ...SUBMISSION.sj, BLDXZQH: '河南' } };
    expect((await push(body)).status).toBe(200);
    await eventually(() => {
      const receipts = provinces.taps.guangdong.exchanges.filter(({ path }) => path.endsWith('/receipts'));
      const told = receipts.map((each) => JSON.parse(each.body.toString()) as Record<string, string>);
      expect(told).toContainEqual({
        lsh: 'L-2',
        jg: '0',
        ycdm: 'MALFORMED',
        ycms: '/divisionCode a division code has 6, 9 or 12 digits',
      });
    });
  });

  it('waits while the hub’s clock and its own differ, and signs nothing anew', async () => {
    const refusals = () => hub.database.query("select 1 from refusal where code = 'CLOCK_SKEW'");
    skewMs = 3_600_000;
    expect((await push({ ...SUBMISSION, lsh: 'L-4', sj: { ...SUBMISSION.sj, SBLSH: '粤-4' } })).status).toBe(
      200,
    );
    await eventually(async () => expect((await refusals()).length).toBeGreaterThan(0));
    const signed = journal();
    await eventually(async () => expect((await refusals()).length).toBeGreaterThan(1));
    expect(journal()).toEqual(signed);
    skewMs = 0;
    await eventually(() => expect(journal()).toEqual([]));
    expect(await guangdong.grpc.findCases('粤-4')).toHaveLength(1);
  });

  it('does not start half when its callback port is taken', async () => {
    const second = {
      ...provinces.config('guangdong'),
      dataDir: join(provinces.config('guangdong').dataDir, 'second'),
    };
    await expect(provinces.connect('guangdong', second)).rejects.toThrow('EADDRINUSE');
  });

  it('does not start with the configuration of another province', async () => {
    const started = startGuangdong(provinces.config('henan'), {
      info: () => {},
      warn: () => {},
      error: () => {},
    });
    await expect(started).rejects.toThrow('the configuration is of henan, the mapping of guangdong');
  });

  it('says what is wrong with its settings', async () => {
    const province = { ...provinces.config('henan').province, pollMs: 1 };
    await expect(provinces.connect('henan', { province })).rejects.toThrow('settings of the province');
  });
});
