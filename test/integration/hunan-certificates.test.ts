import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readCertificatePowers, readCertificateRules } from '#config';
import type { RunningConnector } from '#connectors/kit';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { type HunanWorld, openHunanWorld } from '../kit/hunan.js';
import { newReference } from '../kit/messages.js';
import { openProvinces, type Provinces } from '../kit/provinces.js';
import { RegisterClient } from '../kit/register.js';
import type { Answer } from '../kit/wire-tap.js';

/** The library of certificates of Hunan's platform, and its windows: what its neighbours' clerks and its own get to see. */

const HOLDER = { kind: 'person', name: '周测试', code: '430102199512319031' };
const ISSUER_WAIT_MS = 1_500;
const QUERY = '/hn/dzzz/query';

let hub: TestHub;
let provinces: Provinces;
let world: HunanWorld;
let hunan: RegisterClient;
let guangdong: RegisterClient;
let connector: RunningConnector;

beforeAll(async () => {
  hub = await startTestHub({
    settings: [`certificates.issuerWaitMs=${ISSUER_WAIT_MS}`],
    certificateRules: { ...readCertificateRules(), ...readCertificatePowers() },
  });
  provinces = await openProvinces(hub, ['hunan']);
  world = await openHunanWorld(provinces);
  hunan = new RegisterClient(world.tap.url);
  guangdong = new RegisterClient(provinces.taps.guangdong.url);
  await world.connectNeighbours();
  connector = await provinces.connect('hunan', world.over);
  const { lines } = hub.running.services;
  await eventually(() => expect([lines.count('guangdong'), lines.count('hunan')]).toEqual([1, 1]));
});
afterEach(() => world.tap.meddle(undefined));
afterAll(async () => {
  await auditHub(hub);
  await provinces.close();
  await world.close();
  await hub.close();
});

/** What the platform says to a long poll, from the next one on; the one that is open passes first. */
function meddlePolls(polled: string, how: (answer: Answer) => Answer | undefined): Promise<void> {
  return new Promise((resolve) => {
    world.tap.meddle(async ({ path }, pass) => {
      if (path !== polled) return pass();
      resolve();
      return how(await pass());
    });
  });
}

/** A residence permit, reported to the hub. */
async function permit(of: RegisterClient, holder: object = HOLDER): Promise<string> {
  const { id } = await of.issue({
    kind: 'residence',
    holders: [holder],
    contents: [
      { name: '姓名', value: '周测试' },
      { name: '居住地址', value: '长沙市测试路4号' },
    ],
    from: '2025-01-01',
    to: '2027-12-31',
  });
  await reported(id, 'VALID');
  return id;
}

interface Row {
  readonly state: string;
  readonly valid_from: string;
  readonly valid_to: string | null;
}

async function reported(id: string, state: string): Promise<Row> {
  return eventually(async () => {
    const [row] = await hub.database.query<Row>(
      'select state, valid_from::text, valid_to::text from certificate where certificate_id = $1',
      [id],
    );
    if (row?.state !== state) throw new Error(`${id} is ${row?.state}`);
    return row;
  });
}

/** As a clerk of Guangdong fills it in; of Hunan with another item. */
function wish(certificateId: string | undefined, over: object = {}): object {
  return {
    kind: 'residence',
    ...(certificateId === undefined ? {} : { certificateId }),
    holder: HOLDER,
    item: '11440000MBY900019A2442090012000',
    caseRef: newReference('ZZ'),
    reason: '办理职业资格证书补发',
    clerk: '窗口03',
    contents: ['居住地址'],
    ...over,
  };
}

const wishAtHunan = (certificateId: string | undefined, over: object = {}) =>
  wish(certificateId, { item: '43-RS-012-01', ...over });

describe('a certificate of Hunan’s library', () => {
  it('is read in Guangdong by the holder’s consent, the asked contents and no others', async () => {
    const id = await permit(hunan);
    const answer = await guangdong.use(wish(id));
    expect(answer).toEqual({
      given: true,
      certificateId: id,
      state: 'valid',
      platform: 'hunan',
      contents: [{ name: '居住地址', value: '长沙市测试路4号' }],
    });
    const asked = world.tap.exchanges.filter(({ path }) => path === QUERY).at(-1);
    expect(JSON.parse(asked?.body.toString() ?? '')).toMatchObject({
      certNo: id.replace('1.2.156.3005.2.', ''),
      faceNames: ['liveAddress'],
      basis: { basisType: 'CONSENT' },
    });
  });

  it('is good until the day before the moment at which its period ends', async () => {
    const { valid_from, valid_to } = await reported(await permit(hunan), 'VALID');
    expect([valid_from, valid_to]).toEqual(['2025-01-01', '2027-12-31']);
  });

  it('that has ended is told so in Guangdong, in each of its states, and not read', async () => {
    const states = ['suspended', 'expired', 'cancelled', 'revoked', 'rescinded', 'voided'];
    const ended = states.map(async (state) => {
      const id = await permit(hunan);
      await hunan.setState(id, state);
      await reported(id, state.toUpperCase());
      const told = await guangdong.use(wish(id, { operation: 'status', contents: [] }));
      expect(told).toMatchObject({ given: true, state, contents: [] });
      const refused = await guangdong.use(wish(id));
      expect(refused).toMatchObject({ given: false, code: 'CERTIFICATE_NOT_VALID' });
    });
    await Promise.all(ended);
  });

  it('is good again after a suspension', async () => {
    const id = await permit(hunan);
    await hunan.setState(id, 'suspended');
    await hunan.setState(id, 'valid');
    await eventually(async () => expect((await hunan.get(id)).refusal).toBeUndefined());
    await eventually(async () => expect(await guangdong.use(wish(id))).toMatchObject({ given: true }));
  });

  it('gives way to its later version', async () => {
    const id = await permit(hunan);
    const next = await hunan.change(id, [{ name: '居住地址', value: '长沙市测试路5号' }]);
    await reported(next.id, 'VALID');
    const [old, latest] = await Promise.all([guangdong.use(wish(id)), guangdong.use(wish(next.id))]);
    expect(old).toMatchObject({ given: false, code: 'CERTIFICATE_SUPERSEDED' });
    expect(latest).toMatchObject({ given: true, contents: [{ value: '长沙市测试路5号' }] });
  });

  it('that was revoked a moment ago is not read, though its feed has not said so', async () => {
    const id = await permit(hunan);
    await meddlePolls('/hn/dzzz/feed', () => undefined);
    await hunan.setState(id, 'revoked');
    expect(await guangdong.use(wish(id))).toMatchObject({ given: false, code: 'CERTIFICATE_NOT_VALID' });
    await reported(id, 'VALID');
    world.tap.meddle(undefined);
    await reported(id, 'REVOKED');
  });

  it.each<[string, string, string]>([
    ['cannot be asked for', '', 'ISSUER_UNREACHABLE'],
    [
      'has trouble of its own',
      '{"success":false,"errCode":"DATA_ERROR","errMsg":"系统繁忙"}',
      'ISSUER_UNREACHABLE',
    ],
    ['is held back', '{"success":false,"errCode":"CERT_WITHHELD","errMsg":"涉密"}', 'ISSUER_REFUSED'],
    ['is answered with a page of a proxy', '<html>登录</html>', 'ISSUER_UNREACHABLE'],
  ])('whose library %s is refused within the bounded wait', async (_, body, code) => {
    const id = await permit(hunan);
    world.tap.meddle(async ({ path }, pass) => {
      if (path !== QUERY) return pass();
      return body === '' ? undefined : { status: 200, body };
    });
    expect(await guangdong.use(wish(id))).toMatchObject({ given: false, code });
  });

  it('is taken by the hub, whatever its kind', async () => {
    const samples = await hunan.samples();
    for (const { id } of samples) await reported(id, 'VALID');
    await eventually(async () => {
      for (const { id } of samples) expect((await hunan.get(id)).refusal).toBeUndefined();
    });
  });
});

describe('a window of Hunan', () => {
  /** What the holder has consented to, as the hub keeps it. */
  function consentsOf(caseRef: string) {
    return hub.database.query('select platform, requester, uses_left from consent where case_ref = $1', [
      caseRef,
    ]);
  }

  it('finds and reads a certificate of Guangdong, by the consent that Hunan’s platform has passed on', async () => {
    const holder = { ...HOLDER, code: '440524188001010014' };
    const id = await permit(guangdong, holder);
    const caseRef = newReference('HN');
    const answer = await hunan.use(wishAtHunan(undefined, { holder, caseRef }));
    expect(answer).toEqual({
      given: true,
      certificateId: id,
      state: 'valid',
      platform: 'guangdong',
      contents: [{ name: '居住地址', value: '长沙市测试路4号' }],
    });
    expect(await consentsOf(caseRef)).toEqual([{ platform: 'hunan', requester: 'hunan', uses_left: 0 }]);
  });

  it('that has not made sure who the holder is gets nothing, and nobody’s consent is passed on', async () => {
    const id = await permit(guangdong);
    const caseRef = newReference('HN');
    await meddlePolls('/hn/dzzz/requests', ({ body, ...answer }) => {
      const text = body.toString();
      return { ...answer, body: text.includes(caseRef) ? text.replace('"identifyWay":"RZHY",', '') : text };
    });
    const answer = await hunan.use(wishAtHunan(id, { caseRef }));
    expect(answer).toMatchObject({ given: false, code: 'MALFORMED' });
    expect(answer).toHaveProperty('reason', expect.stringContaining('identifyWay'));
    expect(await consentsOf(caseRef)).toEqual([]);
  });

  it('is told when the certificate was revoked a minute before', async () => {
    const id = await permit(guangdong);
    await guangdong.setState(id, 'revoked');
    await reported(id, 'REVOKED');
    expect(await hunan.use(wishAtHunan(id))).toMatchObject({ given: false, code: 'CERTIFICATE_NOT_VALID' });
  });

  it('is served while another waits for a platform that does not answer', async () => {
    const [slow, quick] = [await permit(guangdong), await permit(guangdong)];
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    provinces.taps.guangdong.meddle(async ({ path, body }, pass) => {
      if (path.endsWith('/queryCertInfo') && body.toString().includes(slow)) await held;
      return pass();
    });
    const waiting = await hunan.ask(wishAtHunan(slow));
    expect(await hunan.use(wishAtHunan(quick))).toMatchObject({ given: true });
    release();
    provinces.taps.guangdong.meddle(undefined);
    expect(await hunan.answer(waiting)).toMatchObject({ given: expect.any(Boolean) });
  });

  it('is told once, and its use counted once, though its connector went away when the hub had answered', async () => {
    const id = await permit(guangdong);
    const caseRef = newReference('HN');
    let isCut = false;
    world.tap.meddle(async ({ path }, pass) => {
      if (path !== '/hn/dzzz/requests/answers' || isCut) return pass();
      isCut = true;
      return undefined;
    });
    const asked = await hunan.ask(wishAtHunan(id, { caseRef }));
    await eventually(() => expect(isCut).toBe(true));
    await connector.close();
    connector = await provinces.connect('hunan', world.over);
    expect(await hunan.answer(asked)).toMatchObject({ given: true, certificateId: id });
    const uses = await hub.database.query('select 1 from certificate_use where case_ref = $1', [caseRef]);
    expect(uses).toHaveLength(1);
  });
});
