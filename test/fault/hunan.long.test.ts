import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCertificatePowers, readCertificateRules } from '#config';
import type { RunningConnector } from '#connectors/kit';
import type { DeskClient, RunningChild } from '#hub/cli';
import { tongban } from '#proto/codec';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { type HunanWorld, openHunanWorld, type ThingView } from '../kit/hunan.js';
import { newReference, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';
import { openProvinces, type Provinces } from '../kit/provinces.js';
import { RegisterClient } from '../kit/register.js';
import type { Answer, Exchange } from '../kit/wire-tap.js';

const ZHOU = { kind: 'person', name: '周测试', idNumber: '430102199512319031', phone: '0731-80000001' };
/** Members of 职工退休一件事: the last builds on the second. */
const [PENSION, RECORD, FUND] = ['43-RS-049-01', '43-RS-052-01', '43-GJJ-102-01'] as const;
const FEED = 'GET /hn/kstb/feed';
const ZHOU_HOLDER = { kind: 'person', name: ZHOU.name, code: ZHOU.idNumber };
/** Somebody who holds nothing of Hunan's. */
const TENANT = { kind: 'person', name: '吴测试', code: '430102198704053018' };
const PERMIT = {
  kind: 'residence',
  holders: [ZHOU_HOLDER],
  contents: [{ name: '居住地址', value: '长沙市测试路4号' }],
  from: '2025-01-01',
};

describe('between Hunan’s platform and the hub', () => {
  let hub: TestHub;
  let provinces: Provinces;
  let world: HunanWorld;
  let auditor: TestPeer;

  beforeAll(async () => {
    const quick = ['dispatch.leaseMs=1000', 'dispatch.backoffMs=50', 'dispatch.backoffMaxMs=200'];
    const certificateRules = { ...readCertificateRules(), ...readCertificatePowers() };
    hub = await startTestHub({ settings: [...quick, 'dispatch.maxAttempts=1000'], certificateRules });
    auditor = await hub.peer('hunan');
    provinces = await openProvinces(hub, ['hunan']);
    world = await openHunanWorld(provinces);
    await world.connectNeighbours();
  });
  afterAll(async () => {
    await provinces.close();
    await world.close();
    await hub.close();
  });

  const dataDir = () => provinces.config('hunan').dataDir;

  function retire(): Promise<ThingView> {
    return world.things.file({
      thingCode: 'HN-YJS-0003',
      applicant: ZHOU,
      form: [{ name: '参保地', value: '440100' }],
      materials: [{ name: '居民身份证', source: 'certificate' }],
      members: [
        { item: PENSION, division: '440000', mode: 'online' },
        { item: RECORD, division: '410000', mode: 'online' },
        { item: FUND, division: '440000', mode: 'online' },
      ],
    });
  }

  /** An office that decides every member as soon as it is there. */
  async function decide(office: DeskClient, caseNo: string): Promise<void> {
    const { ref } = await office.arrived(caseNo, 'file');
    const fileId = await office.upload('结果.pdf', 'application/pdf', Buffer.from(`%PDF-1.4 ${caseNo}`));
    for (const act of [
      { kind: 'intake', window: '网上受理', originals: [] },
      { kind: 'accept', number: ref, documentNo: '受1', promised: '2026-12-18' },
      { kind: 'review' },
      { kind: 'decide', granted: true, documentNo: '决1' },
      { kind: 'conclude' },
      { kind: 'transfer', documents: [{ name: '结果', fileId }] },
    ])
      await office.act(ref, act);
  }

  async function numberOf(thingNo: string, item: string): Promise<string> {
    return eventually(async () => {
      const { members } = await world.things.get(thingNo);
      const hubNo = members.find((member) => member.item === item)?.hubNo;
      if (typeof hubNo !== 'string') throw new Error(`${item} has no number yet`);
      return hubNo;
    });
  }

  /** Files a thing and has all of it decided: two members at once, the third when its result is there. */
  async function playThing(): Promise<string> {
    const { guangdong, henan } = provinces.world;
    const { thingNo } = await retire();
    await Promise.all([
      numberOf(thingNo, PENSION).then((caseNo) => decide(guangdong, caseNo)),
      numberOf(thingNo, RECORD).then((caseNo) => decide(henan, caseNo)),
    ]);
    await decide(guangdong, await numberOf(thingNo, FUND));
    await world.things.shows(thingNo, 'DONE', ['DONE', 'DONE', 'DONE']);
    return thingNo;
  }

  /** Each member is one case at the hub, submitted once, and each of its events stands once on the desk. */
  async function expectEachMemberOnce(thingNo: string): Promise<void> {
    for (const { ref, hubNo } of (await world.things.get(thingNo)).members) {
      const found = await auditor.grpc.findCases(ref);
      expect(found.map(({ caseNo }) => caseNo)).toEqual([hubNo]);
      await eventually(async () => {
        const acts = (await auditor.grpc.events(hubNo ?? '')).map(({ type }) => type);
        expect(acts.filter((type) => type !== 'DispatchAcknowledgement')).toEqual([
          ...['SubmitCase', 'IntakeRecorded', 'CaseAccepted', 'ReviewStarted', 'DecisionIssued'],
          ...['CaseConcluded', 'ResultTransferred'],
        ]);
        expect(acts).toHaveLength(14);
      });
      const { history } = await provinces.desk('hunan').get(ref);
      expect(history.map(({ by, kind }) => `${by} ${kind}`)).toEqual([
        ...['us file', 'them intake', 'them accept', 'them review', 'them decide', 'them conclude'],
        'them transfer',
      ]);
    }
  }

  describe('a connector that is killed', () => {
    let connector: RunningChild<unknown>;

    beforeAll(async () => {
      connector = await provinces.spawn('hunan', world.over);
    });
    afterAll(() => connector.stop());

    async function kill(): Promise<void> {
      process.kill(connector.pid, 'SIGKILL');
      await connector.ended;
    }

    /** At the nth such request: before the platform sees it, or when it has answered and the connector does not know. */
    function atRequest(side: 'before' | 'after', what: string, nth = 1) {
      return (action: () => Promise<void>) => {
        let left = nth;
        world.tap.meddle(async (request, pass) => {
          if (`${request.method} ${request.path}` !== what || --left > 0) return pass();
          world.tap.meddle(undefined);
          if (side === 'after') await pass();
          await action();
          return undefined;
        });
      };
    }

    /** When the hub has stored the nth act from now on, and nobody knows. */
    function atCommit(nth: number, label = 'exchange.record') {
      return (action: () => Promise<void>) => {
        const next = (left: number): void =>
          hub.faults.afterNext(label, async () => {
            if (left === 1) await action();
            else next(left - 1);
          });
        next(nth);
      };
    }

    /** Before the platform hears of the first member, and journal and cursor are lost with the machine. */
    const atLossOfMemory = (action: () => Promise<void>) =>
      atRequest(
        'before',
        'POST /hn/kstb/receipts',
      )(async () => {
        await action();
        rmSync(dataDir(), { recursive: true });
      });

    const MOMENTS: [string, (action: () => Promise<void>) => void][] = [
      ['has asked for the thing', atRequest('after', 'GET /hn/kstb/things')],
      ['has taken its members and not kept its cursor', atRequest('before', 'POST /hn/kstb/things/progress')],
      ['has submitted the first member', atCommit(1)],
      ['tells the number of the first member', atRequest('before', 'POST /hn/kstb/receipts')],
      ['has told the number of the first member', atRequest('after', 'POST /hn/kstb/receipts')],
      ['tells the number of the second member', atRequest('before', 'POST /hn/kstb/receipts', 2)],
      ['loses journal and cursor between two members', atLossOfMemory],
      ['has put a result into its platform', atRequest('after', 'POST /hn/kstb/files')],
      [
        'asks for the link to the result that a member builds on',
        atRequest('before', 'POST /hn/kstb/files/links'),
      ],
      ['tells the number of the dependent member', atRequest('before', 'POST /hn/kstb/receipts', 3)],
    ];

    it.each(MOMENTS)('when it %s loses no member and doubles none', async (_, arm) => {
      const killed = new Promise<void>((resolve) => {
        arm(() => kill().then(resolve));
      });
      const played = playThing();
      await killed;
      connector = await provinces.spawn('hunan', world.over);
      await expectEachMemberOnce(await played);
    });

    /** When a poll is answered with something that says this, and the connector does not know; armed from the next poll on. */
    function atAnswer(what: string, saying: string) {
      return (action: () => Promise<void>) =>
        new Promise<void>((armed) =>
          world.tap.meddle(async (request, pass) => {
            if (`${request.method} ${request.path}` !== what) return pass();
            armed();
            const answer = await pass();
            if (!answer.body.toString().includes(saying)) return answer;
            world.tap.meddle(undefined);
            await action();
            return undefined;
          }),
        );
    }

    const atRecord = (nth: number) => atCommit(nth, 'certificate.record');

    type Arm = (action: () => Promise<void>) => Promise<void> | void;

    /** Resolves when it is armed, to what happens when it is killed. */
    async function whenKilled(arm: Arm): Promise<{ readonly happens: Promise<void> }> {
      let resolve = () => {};
      const happens = new Promise<void>((done) => {
        resolve = done;
      });
      await arm(() => kill().then(resolve));
      return { happens };
    }

    const OF_EVENTS: [string, Arm][] = [
      ['has read the entry', atAnswer('GET /hn/dzzz/feed', 'CERT_MADE')],
      ['has reported the issue', atRecord(1)],
      ['tells what became of it', atRequest('before', 'POST /hn/dzzz/receipts')],
      ['has told what became of it', atRequest('after', 'POST /hn/dzzz/receipts')],
      ['tells what became of the revocation', atRequest('before', 'POST /hn/dzzz/receipts', 2)],
    ];

    it.each(OF_EVENTS)('when it %s loses no event of a certificate and doubles none', async (_, arm) => {
      const register = new RegisterClient(world.tap.url);
      const acts = () => hub.database.query('select 1 from certificate_act');
      const before = (await acts()).length;
      const killed = await whenKilled(arm);
      const { id } = await register.issue(PERMIT);
      await register.setState(id, 'revoked');
      await killed.happens;
      connector = await provinces.spawn('hunan', world.over);
      await eventually(async () => {
        const rows = await hub.database.query('select state from certificate where certificate_id = $1', [
          id,
        ]);
        expect(rows).toEqual([{ state: 'REVOKED' }]);
        const { body } = world.tap.exchanges.filter(({ path }) => path === '/hn/dzzz/receipts').at(-1) ?? {};
        expect(body?.toString()).toContain('ACCEPTED');
      });
      expect((await register.get(id)).refusal).toBeUndefined();
      expect(await acts()).toHaveLength(before + 2);
    });

    const OF_REQUESTS: [string, Arm][] = [
      ['has taken it', atAnswer('GET /hn/dzzz/requests', 'requestNo')],
      ['has passed on the consent', atRecord(1)],
      ['has found the certificate', atRecord(2)],
      ['has used it, and nobody knows', atRecord(3)],
      ['tells the window', atRequest('before', 'POST /hn/dzzz/requests/answers')],
      ['has told the window', atRequest('after', 'POST /hn/dzzz/requests/answers')],
    ];

    let permit: string | undefined;
    /** The one certificate of its holder, which every request finds. */
    async function permitOfGuangdong(): Promise<string> {
      if (permit !== undefined) return permit;
      const register = new RegisterClient(provinces.taps.guangdong.url);
      const { id } = await register.issue({ ...PERMIT, holders: [TENANT] });
      await eventually(async () => {
        const rows = await hub.database.query('select 1 from certificate where certificate_id = $1', [id]);
        expect(rows).toHaveLength(1);
      });
      permit = id;
      return id;
    }

    it.each(OF_REQUESTS)('when it %s answers a request once, and it is counted once', async (_, arm) => {
      const caseRef = newReference('HN');
      const id = await permitOfGuangdong();
      const killed = await whenKilled(arm);
      const window = new RegisterClient(world.tap.url);
      const asked = await window.ask({
        kind: 'residence',
        holder: TENANT,
        item: '43-RS-012-01',
        caseRef,
        reason: '办理职业资格证书补发',
        clerk: '窗口03',
        contents: ['居住地址'],
      });
      await killed.happens;
      connector = await provinces.spawn('hunan', world.over);
      const answer = await eventually(() => window.answer(asked));
      expect(answer).toMatchObject({ given: true, certificateId: id, platform: 'guangdong' });
      const uses = await hub.database.query(
        'select operation, refusal_code from certificate_use where case_ref = $1 order by operation',
        [caseRef],
      );
      expect(uses).toEqual([
        { operation: 'DATA', refusal_code: null },
        { operation: 'FIND', refusal_code: null },
      ]);
      const consents = await hub.database.query('select uses_left from consent where case_ref = $1', [
        caseRef,
      ]);
      expect(consents).toEqual([{ uses_left: 0 }]);
    });
  });

  describe('a connector that runs', () => {
    let connector: RunningConnector;

    beforeAll(async () => {
      connector = await provinces.connect('hunan', world.over);
    });

    /** Answers of the platform to one kind of request, until the given number of them has been spoilt. */
    function spoil(what: string, times: number, how: (answer: Answer) => Answer | undefined): Promise<void> {
      return new Promise((resolve) => {
        let left = times;
        world.tap.meddle(async (request, pass) => {
          if (`${request.method} ${request.path}` !== what) return pass();
          const answer = await pass();
          if (what === FEED && !answer.body.toString().includes('"eventId"')) return answer;
          if (--left === 0) {
            world.tap.meddle(undefined);
            resolve();
          }
          return how(answer);
        });
      });
    }

    async function arrivesOnce(filing: () => Promise<ThingView>): Promise<void> {
      const { thingNo } = await filing();
      await world.things.shows(thingNo, 'HANDLING', ['HANDLING', 'HANDLING', 'WAITING']);
      for (const item of [PENSION, RECORD])
        expect(await auditor.grpc.findCases(`${thingNo}/${item}`)).toHaveLength(1);
    }

    const PAGES: [string, (answer: Answer) => Answer | undefined][] = [
      ['cut in the middle of a page', (answer) => ({ ...answer, body: answer.body.slice(0, 60) })],
      ['cut with the connection', () => undefined],
      ['a page of a proxy with status 200', (answer) => ({ ...answer, body: '<html>登录</html>' })],
      [
        'larger than any page',
        (answer) => ({ ...answer, body: `${answer.body}${' '.repeat(8 * 1024 * 1024)}` }),
      ],
      ['nothing', (answer) => ({ ...answer, body: '' })],
      ['another form', (answer) => ({ ...answer, body: '{"success":true,"data":{"entries":{}}}' })],
      ['not UTF-8', (answer) => ({ ...answer, body: Buffer.from([0x7b, 0xff, 0x7d]) })],
      [
        'a refusal in its own words',
        (answer) => ({ ...answer, body: '{"success":false,"errCode":"DATA_ERROR","errMsg":"系统繁忙"}' }),
      ],
      ['away', () => ({ status: 503, body: '系统维护' })],
      [
        'of the opinion that the signature is late',
        () => ({ status: 401, body: '{"success":false,"errCode":"SIGN_EXPIRED","errMsg":"签名过期"}' }),
      ],
      ['gone without saying from where to go on', () => ({ status: 410, body: '{"success":false}' })],
    ];

    it.each(PAGES)('reads the feed again when it was %s', async (_, how) => {
      const spoilt = spoil(FEED, 2, how);
      await arrivesOnce(retire);
      await spoilt;
    });

    it('takes an entry once that the feed repeats, and others although one cannot be read', async () => {
      const spoilt = spoil(FEED, 3, (answer) => {
        const page = JSON.parse(answer.body.toString()) as { data: { entries: unknown[] } };
        const { entries } = page.data;
        const broken = { eventId: 'E-BROKEN', eventType: 'UNHEARD_OF', occurTime: 1, caseNo: 'HN-BROKEN' };
        const data = { ...page.data, entries: [broken, ...entries, ...entries] };
        return { ...answer, body: JSON.stringify({ ...page, data }) };
      });
      await arrivesOnce(retire);
      await arrivesOnce(retire);
      await spoilt;
    });

    it('asks anew for a link that has expired', async () => {
      const desk = provinces.desk('hunan');
      const fileId = await desk.upload('毕业证书.pdf', 'application/pdf', Buffer.from('%PDF-1.4 证书'));
      let refused = 0;
      world.tap.meddle(async (request, pass) => {
        if (!request.path.startsWith('/hn/oss/') || refused++ > 0) return pass();
        return { status: 403, body: '{"success":false,"errCode":"LINK_EXPIRED","errMsg":"链接已失效"}' };
      });
      const filed = await desk.file({
        item: '43-SF-009-01',
        division: '440100',
        mode: 'online',
        applicant: ZHOU,
        form: [],
        materials: [{ name: '毕业证书', source: 'upload', fileId }],
      });
      const { materials } = await provinces.world.guangdong.arrived(await desk.numbered(filed.ref), 'file');
      expect(refused).toBeGreaterThan(1);
      const carried = await provinces.world.guangdong.download(materials[0]?.fileId ?? '');
      expect(carried.toString()).toBe('%PDF-1.4 证书');
      world.tap.meddle(undefined);
    });

    it('follows no link that leads elsewhere', async () => {
      const desk = provinces.desk('hunan');
      const fileId = await desk.upload('毕业证书.pdf', 'application/pdf', Buffer.from('%PDF-1.4 证书'));
      const elsewhere = (answer: Answer) => ({
        ...answer,
        body: answer.body.toString().replaceAll('"/hn/oss/', '"http://127.0.0.1:9/hn/oss/'),
      });
      let asked = 0;
      world.tap.meddle(async ({ path }, pass) => {
        const answer = await pass();
        if (path !== '/hn/kstb/things') return answer;
        asked++;
        return elsewhere(answer);
      });
      const filed = await desk.file({
        item: '43-SF-009-01',
        division: '440100',
        mode: 'online',
        applicant: ZHOU,
        form: [],
        materials: [{ name: '毕业证书', source: 'upload', fileId }],
      });
      await eventually(() => expect(asked).toBeGreaterThan(4)); // asked again and again, and not taken
      expect((await desk.get(filed.ref)).hubNo).toBeNull();
      world.tap.meddle(undefined);
      await desk.numbered(filed.ref);
    });

    /** What was last wrong with the only dispatch of a case. */
    async function waitingOf(caseNo: string): Promise<string> {
      const [row] = await hub.database.query<{ last_error: string | null }>(
        'select last_error from inbox where case_no = $1',
        [caseNo],
      );
      return row?.last_error ?? '';
    }

    const isAcknowledged = async (peer: TestPeer, caseNo: string) =>
      (await peer.grpc.events(caseNo)).some(({ type }) => type === 'DispatchAcknowledgement');

    it.each([
      ['a page of a proxy', 200, '<html>登录</html>', 'no strict JSON'],
      ['a refusal', 200, '{"success":false,"errCode":"DATA_ERROR","errMsg":"数据异常"}', 'DATA_ERROR'],
      ['nothing', 200, '', 'no strict JSON'],
      ['no envelope', 200, '{"code":0}', 'not in its envelope'],
      ['a success written twice', 200, '{"success":false,"success":true,"data":{}}', 'a key stands twice'],
      ['that the signature is late', 401, '{"success":false,"errCode":"SIGN_EXPIRED"}', 'SIGN_EXPIRED'],
    ])('takes it for no receipt when the platform answers %s', async (_, status, body, reason) => {
      const guangdong = await hub.peer('guangdong');
      world.tap.meddle(async ({ path }, pass) => (path === '/hn/kstb/inbound' ? { status, body } : pass()));
      const { caseNo } = await guangdong.act('SubmitCase', submission({ divisionCode: '430000' }));
      await eventually(async () => expect(await waitingOf(caseNo)).toContain(reason));
      expect(await isAcknowledged(guangdong, caseNo)).toBe(false);
      world.tap.meddle(undefined);
      await eventually(async () => expect(await isAcknowledged(guangdong, caseNo)).toBe(true));
    });

    it('loses nothing when its cursor is too old, and doubles nothing', async () => {
      const before = await retire();
      await world.things.shows(before.thingNo, 'HANDLING', ['HANDLING', 'HANDLING', 'WAITING']);
      await connector.close();
      const missed = await retire();
      writeFileSync(join(dataDir(), 'feed-cursor.json'), '{"cursor":"an-earlier-life-7"}');
      const from = world.tap.exchanges.length;
      connector = await provinces.connect('hunan', world.over);
      await world.things.shows(missed.thingNo, 'HANDLING', ['HANDLING', 'HANDLING', 'WAITING']);
      const statuses = world.tap.exchanges
        .slice(from)
        .filter(isFeed)
        .map(({ answer }) => answer.status);
      expect(statuses.slice(0, 2)).toEqual([410, 200]);
      for (const { thingNo } of [before, missed])
        for (const item of [PENSION, RECORD])
          expect(await auditor.grpc.findCases(`${thingNo}/${item}`)).toHaveLength(1);
    });

    it('ends at once although the platform holds a page back', { timeout: 20_000 }, async () => {
      await connector.close();
      const { province } = world.over;
      const isWaiting = new Promise<void>((resolve) => {
        world.tap.meddle(async ({ path }, pass) => {
          if (path === '/hn/kstb/feed') resolve();
          return pass();
        });
      });
      connector = await provinces.connect('hunan', { province: { ...province, waitMs: 30_000 } });
      await isWaiting;
      world.tap.meddle(undefined);
      await connector.close();
      connector = await provinces.connect('hunan', world.over);
    });

    it('withdraws with its thing a member whose number the platform did not know yet', async () => {
      let held = 0;
      world.tap.meddle(async ({ path }, pass) => {
        if (path !== '/hn/kstb/receipts') return pass();
        held++;
        return { status: 503, body: '系统维护' };
      });
      const { thingNo } = await retire();
      await eventually(() => expect(held).toBeGreaterThan(0)); // the first member is at the hub
      await world.things.withdraw(thingNo, '不办了');
      world.tap.meddle(undefined);
      await eventually(async () => {
        const found = await auditor.grpc.findCases(`${thingNo}/${PENSION}`);
        expect(found.map(({ state }) => state)).toEqual([tongban.v1.CaseState.WITHDRAWN]);
      });
      await world.things.shows(thingNo, 'WITHDRAWN', ['WITHDRAWN', 'WITHDRAWN', 'WITHDRAWN']);
      expect(await auditor.grpc.findCases(`${thingNo}/${FUND}`)).toEqual([]);
    });
  });

  it('everything that was answered stands in the log once', async () => {
    await eventually(() => auditHub(hub)); // the last acknowledgements are still on their way
  });
});

function isFeed({ method, path }: Exchange): boolean {
  return `${method} ${path}` === FEED;
}
