import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { toFlattened } from '#crypto/jose';
import { dayOf } from '#domain/rules';
import { auditHub } from '../kit/audit-hub.js';
import { DOORS } from '../kit/doors.js';
import { idOf } from '../kit/electronic-certificates.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { grantTo, ITEM } from '../kit/intake-grants.js';
import { AT, playCase, submission, wholeLife } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { run, TONGBAN } from '../kit/program.js';
import { openProvinces } from '../kit/provinces.js';

let hub: TestHub;
/** Another process on the same database. */
let other: TestHub;
/** Takes in what Henan decides. */
let guangdong: TestPeer;
let henan: TestPeer;
/** Guangdong, connected to the other process. */
let elsewhere: TestPeer;

beforeAll(async () => {
  hub = await startTestHub();
  await eventually(() => expect(hub.running.services.log.isLeading()).toBe(true));
  other = await startTestHub({ beside: hub });
  await hub.register('shanxi');
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
  elsewhere = await other.peer('guangdong');
});
/** As if nothing had ever been granted: what a test grants closes the item to the next. */
afterEach(async () => {
  await auditHub(hub);
  await hub.database.query('delete from intake_grant');
  await hub.database.query('update directory_state set version = version + 1');
});
afterAll(async () => {
  await other.close();
  await hub.close();
});

async function grant(over: object = {}, to = 'guangdong'): Promise<string> {
  return (await henan.grpc.grantIntake(henan.sign('GrantIntake', grantTo(to, over)))).grantId;
}

const withdraw = (grantId: string, more: object = {}) =>
  henan.grpc.withdrawIntakeGrant(henan.sign('WithdrawIntakeGrant', { grantId, reason: '协议终止', ...more }));

const submit = (peer: TestPeer, more: object = {}) =>
  peer.grpc.submit(peer.sign('SubmitCase', { ...submission(), ...more }));

const denied = { code: 'INTAKE_NOT_GRANTED' };

describe.each(DOORS)('over $name', (door) => {
  it('who holds no grant is refused once the item is granted to another, and the refusal is logged', async () => {
    await submit(guangdong);
    await grant({}, 'shanxi');
    const answer = await door.submit(guangdong, guangdong.sign('SubmitCase', submission()));
    expect(answer).toMatchObject({ code: 'INTAKE_NOT_GRANTED' });
    const [logged] = await hub.database.query<{ leaf_id: string }>(
      "select leaf_id from refusal where code = 'INTAKE_NOT_GRANTED' and peer_id = 'guangdong'",
    );
    expect(logged).toBeDefined();
    await grant();
    expect(await door.submit(guangdong, guangdong.sign('SubmitCase', submission()))).toMatchObject({
      code: 'OK',
    });
  });
});

describe('what is granted', () => {
  it('is refused in words that say what to ask whom for', async () => {
    await grant({ powers: ['PASS_RESULT'] });
    await expect(submit(guangdong)).rejects.toThrow(
      /guangdong may not .* 002090012000: .* other powers; ask henan for a grant of RECEIVE \(收件\)/,
    );
    await withdraw(await grant());
    await expect(submit(guangdong)).rejects.toMatchObject(denied);
  });

  it('needs CHECK_ORIGINALS where originals are said to have been checked', async () => {
    await grant({ powers: ['RECEIVE'] });
    await expect(submit(guangdong)).rejects.toMatchObject(denied);
    const { caseNo } = await submit(guangdong, { mode: 'REMOTE_INTAKE', materials: [] });
    const recorded = { caseNo, identityChecked: true, recordedAt: AT };
    const checked = { ...recorded, originalsChecked: ['居民身份证'] };
    await expect(guangdong.act('IntakeRecorded', checked)).rejects.toMatchObject(denied);
    await guangdong.act('IntakeRecorded', recorded);
    const originals = [{ code: 'ID', sheets: 1 }];
    const taken = { caseNo, handOverNo: 'H1', originals, giver: 'APPLICANT', taker: 'WINDOW' };
    const handOver = { ...taken, takenAtOnce: true, handedAt: AT };
    await expect(guangdong.act('OriginalsHandedOver', handOver)).rejects.toMatchObject(denied);
    const able = await grant();
    await guangdong.act('OriginalsHandedOver', handOver);
    await withdraw(able);
    // What is at the window already may be given back.
    const back = { ...handOver, handOverNo: 'H2', giver: 'WINDOW', taker: 'APPLICANT' };
    await guangdong.act('OriginalsHandedOver', back);
    const another = { ...back, handOverNo: 'H3', originals: [{ code: 'PHOTO', sheets: 1 }] };
    await expect(guangdong.act('OriginalsHandedOver', another)).rejects.toMatchObject(denied);
  });

  it('is judged at the act: a case whose grant has ended goes on, and its result needs PASS_RESULT', async () => {
    const able = await grant();
    const beforeDelivery = wholeLife('REMOTE_INTAKE').findIndex(({ type }) => type === 'ResultDelivered');
    const caseNo = await playCase(guangdong, henan, beforeDelivery);
    await withdraw(able);
    await expect(submit(guangdong)).rejects.toMatchObject(denied);
    const delivered = { caseNo, mode: 'AT_WINDOW', deliveredAt: AT, collectorChecked: true };
    await expect(guangdong.act('ResultDelivered', delivered)).rejects.toMatchObject(denied);
    await grant({ powers: ['PASS_RESULT'] });
    await guangdong.act('ResultDelivered', delivered);
  });

  it('is for the places of intake that it names, also later in the case', async () => {
    await grant({ divisionCode: '441800' });
    await expect(submit(guangdong)).rejects.toMatchObject(denied); // somewhere in the province
    await expect(submit(guangdong, { intakeDivision: '440100' })).rejects.toMatchObject(denied);
    const { caseNo } = await submit(guangdong, { intakeDivision: '441803', mode: 'REMOTE_INTAKE' });
    await guangdong.act('IntakeRecorded', {
      ...{ caseNo, identityChecked: true, recordedAt: AT },
      originalsChecked: ['居民身份证'],
    });
  });

  it('does not bind who decides', async () => {
    await grant();
    await henan.grpc.submit(henan.sign('SubmitCase', submission({ divisionCode: '410000' })));
  });
});

describe('a withdrawal', () => {
  it('holds at once in every process, and stands in the log before what is refused by it', async () => {
    const grantId = await grant();
    await Promise.all([submit(guangdong), submit(elsewhere)]);
    const { withdrawalLeafId, withdrawnFrom } = await withdraw(grantId);
    const refused = await Promise.allSettled([submit(elsewhere), submit(guangdong)]);
    for (const each of refused) expect(each).toMatchObject({ status: 'rejected', reason: denied });
    expect(Date.parse(withdrawnFrom)).toBeLessThanOrEqual(Date.now());
    const { leaves } = await auditHub(hub);
    const types = leaves.map(({ id, type }) => (id === withdrawalLeafId ? 'withdrawal' : type));
    expect(types.lastIndexOf('SubmitCase')).toBeLessThan(types.indexOf('withdrawal'));
    expect(types.lastIndexOf('Refusal')).toBeGreaterThan(types.indexOf('withdrawal'));
  });

  it('comes earlier than a later one, never later, and not of the past', async () => {
    const grantId = await grant();
    const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    await withdraw(grantId, { withdrawnFrom: inHours(48) });
    await submit(guangdong);
    await withdraw(grantId, { withdrawnFrom: inHours(24) });
    const ended = { code: 'INTAKE_GRANT_ENDED' };
    await expect(withdraw(grantId, { withdrawnFrom: inHours(36) })).rejects.toMatchObject(ended);
    await expect(withdraw(grantId, { withdrawnFrom: inHours(-1) })).rejects.toMatchObject({
      code: 'MALFORMED',
      violations: [{ pointer: '/withdrawnFrom' }],
    });
    await withdraw(grantId);
    await expect(withdraw(grantId)).rejects.toMatchObject(ended);
    const foreign = guangdong.sign('WithdrawIntakeGrant', { grantId, reason: '不是我给的' });
    await expect(guangdong.grpc.withdrawIntakeGrant(foreign)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a grant', () => {
  const yesterday = dayOf(Date.now() - 86_400_000);

  it.each([
    ['to oneself', { platform: 'henan' }, '/platform'],
    ['to nobody', { platform: 'nowhere' }, '/platform'],
    ['for a place of another platform', { divisionCode: '430000' }, '/divisionCode'],
    ['for a place that there is not', { divisionCode: '990000' }, '/divisionCode'],
    ['for days that are over', { validFrom: yesterday }, '/validFrom'],
    ['that ends before it begins', { validTo: yesterday }, '/validTo'],
    ['of nothing', { powers: [] }, '/powers'],
    ['of one power twice', { powers: ['RECEIVE', 'RECEIVE'] }, '/powers'],
  ])('%s is refused', async (_, over, pointer) => {
    await expect(grant(over)).rejects.toMatchObject({ code: 'MALFORMED', violations: [{ pointer }] });
  });

  it('by whom the item is not to decide is refused, and logged', async () => {
    await hub.database.query("delete from peer_right where peer_id = 'guangdong' and operation = 'DECIDE'");
    await hub.database.query('update directory_state set version = version + 1');
    const message = guangdong.sign('GrantIntake', grantTo('henan'));
    const answer = await guangdong.rest('POST', '/v1/intake-grants', toFlattened(message));
    expect(answer.json()).toMatchObject({
      code: 'NOT_ALLOWED',
      detail: `guangdong does not decide item ${ITEM}, and so grants nothing of it`,
      leafId: expect.any(String),
    });
  });

  it('that comes again is answered as it stands, and with other contents is a conflict', async () => {
    const message = henan.sign('GrantIntake', grantTo('guangdong'));
    const first = await henan.grpc.grantIntake(message);
    expect(await henan.grpc.grantIntake(message)).toEqual(first);
    const messageId = idOf(message);
    const altered = henan.sign('GrantIntake', grantTo('guangdong', { basis: '另一协议' }), { messageId });
    await expect(henan.grpc.grantIntake(altered)).rejects.toMatchObject({ code: 'CONFLICT' });
    await withdraw(first.grantId);
    expect((await henan.grpc.grantIntake(message)).withdrawnFrom).not.toBe('');
  });

  it('is listed to who gave it and to who holds it, page by page', async () => {
    const [first, second] = [await grant(), await grant({ powers: ['RECEIVE'] })];
    const page = async (peer: TestPeer, view: string, more = '') => {
      const answer = await peer.rest('GET', `/v1/intake-grants?view=${view}${more}`);
      const { grants = [], next } = answer.json<{ grants?: { grantId: string }[]; next?: string }>();
      return { ids: grants.map(({ grantId }) => grantId), next };
    };
    expect((await page(henan, 'GIVEN')).ids).toEqual([first, second]);
    expect((await page(guangdong, 'HELD')).ids).toEqual([first, second]);
    expect((await page(henan, 'HELD')).ids).toEqual([]);
    const { ids, next = '' } = await page(guangdong, 'HELD', `&limit=1&basicCode=${ITEM}`);
    expect(ids).toEqual([first]);
    expect((await page(guangdong, 'HELD', `&limit=1&after=${next}`)).ids).toEqual([second]);
    await withdraw(first);
    expect((await page(guangdong, 'HELD', `&on=${dayOf(Date.now())}`)).ids).toEqual([first, second]);
    expect((await page(guangdong, 'HELD', `&on=${dayOf(Date.now() + 86_400_000)}`)).ids).toEqual([second]);
    expect((await page(guangdong, 'HELD', '&basicCode=002091010000')).ids).toEqual([]);
  });
});

describe('on the command line', () => {
  it('a platform grants and withdraws with its key, and operators see both', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tongban-grants-'));
    const provinces = await openProvinces(hub);
    try {
      const file = join(folder, 'connector.json');
      writeFileSync(file, JSON.stringify(provinces.config('henan')));
      const tongban = async (...args: string[]) => {
        const environment = { DATABASE_URL: hub.database.url, TONGBAN_DATA_DIR: hub.dataDir };
        const { stdout, stderr, code } = await run(TONGBAN, ['grants', ...args], { environment });
        if (code !== 0) throw new Error(stderr);
        return stdout;
      };
      const days = ['--from', dayOf(Date.now()), '--until', '2099-12-31'];
      const given = ['--to', 'guangdong', '--item', ITEM, '--power', 'RECEIVE', 'PASS_RESULT', ...days];
      const told = await tongban('give', file, ...given, '--basis', '合作协议', '--json');
      const { grantId } = JSON.parse(told) as { grantId: string };
      expect(await tongban('list', 'guangdong')).toMatch(
        new RegExp(`${grantId}.*henan → guangdong.*收件、结果转送`),
      );
      await tongban('withdraw', file, grantId, '--reason', '协议终止');
      const shown = JSON.parse(await tongban('show', 'henan', grantId)) as { withdrawnFrom: number };
      expect(shown.withdrawnFrom).toBeLessThanOrEqual(Date.now());
      expect(await tongban('list', 'henan', '--given')).toContain('已撤回');
    } finally {
      await provinces.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
