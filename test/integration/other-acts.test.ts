import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseView } from '#hub/cli';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { type LimitedHub, startLimitedHub } from '../kit/limited-hub.js';
import type { TestPeer } from '../kit/peer.js';
import { openProvinces, type Provinces } from '../kit/provinces.js';

/** Wide enough for connectors that stay in the present while the hub's days go by. */
const WINDOW = `limits.clockWindowMs=${30 * 86_400_000}`;

const SUBMISSION = {
  item: '11440000MBY900019A2442090012000',
  division: '410000',
  mode: 'remote',
  applicant: { kind: 'person', name: '李测试', idNumber: '441803199001019018' },
  form: [{ name: '证书名称', value: '一级建造师' }],
  materials: [{ name: '居民身份证', source: 'original' }],
};

describe('acts that no province has a form of its own for', () => {
  let hub: LimitedHub;
  let provinces: Provinces;
  let guangdong: TestPeer;

  beforeAll(async () => {
    hub = await startLimitedHub({ settings: [WINDOW] });
    guangdong = await hub.peer('guangdong');
    provinces = await openProvinces(hub);
    await provinces.connect('guangdong');
    await provinces.connect('henan');
  });
  afterAll(async () => {
    await provinces.close();
    await hub.close();
  });

  /** A case that Henan's platform has with its papers. @returns the number that Guangdong's desk gave it, and the hub's. */
  async function takenIn(): Promise<{ readonly ref: string; readonly caseNo: string }> {
    const { ref } = await provinces.world.guangdong.file(SUBMISSION);
    const caseNo = await provinces.world.guangdong.numbered(ref);
    await provinces.world.guangdong.act(ref, {
      kind: 'intake',
      window: '12号窗口',
      originals: ['居民身份证'],
    });
    await acknowledged(caseNo, 2);
    return { ref, caseNo };
  }

  async function acknowledged(caseNo: string, dispatches: number): Promise<void> {
    await eventually(async () => {
      const events = await guangdong.grpc.events(caseNo);
      expect(events.filter(({ type }) => type === 'DispatchAcknowledgement')).toHaveLength(dispatches);
    });
  }

  const lapsesIn = ({ history }: CaseView) => history.filter(({ note }) => note === '视为受理');

  it('reach both desks when the hub itself does them: whose they are, what they are, what they say', async () => {
    const { ref, caseNo } = await takenIn();
    hub.passDays(8); // more than five working days, whatever day it is
    const shown = await eventually(async () => {
      const views = [await provinces.world.guangdong.get(ref), await provinces.world.henan.arrived(caseNo)];
      for (const view of views) expect(lapsesIn(view)).toHaveLength(1);
      return views.map(lapsesIn);
    });
    const [event] = (await guangdong.grpc.events(caseNo)).filter(({ type }) => type === 'AcceptedByLapse');
    for (const others of shown) {
      expect(others).toEqual([
        expect.objectContaining({
          ...{ by: 'them', from: event?.actor, note: '视为受理' },
          act: {
            ...{ kind: 'other', type: 'AcceptedByLapse', name: '视为受理' },
            fields: [
              { path: 'receivedAt', label: '收到时间', value: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/) },
              { path: 'dueDate', label: '到期日', value: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) },
              { path: 'rule', label: '依据', value: expect.any(String) },
              { path: 'calendar', label: '工作日历', value: expect.any(String) },
            ],
          },
        }),
      ]);
    }
    await provinces.world.henan.act((await provinces.world.henan.arrived(caseNo)).ref, { kind: 'review' });
    await provinces.world.guangdong.arrived(caseNo, 'review'); // the case goes on
    await auditHub(hub);
  });

  it.each([
    ['the hub alone may do', '2026-11-23', 'WRONG_PLATFORM'],
    ['makes no message', '23.11.2026', 'MALFORMED'],
  ])('come back from either desk when one sends what %s', async (_, dueDate, code) => {
    const { ref, caseNo } = await takenIn();
    const { ref: henanRef } = await provinces.world.henan.arrived(caseNo);
    const fields = [
      { path: 'receivedAt', value: '2026-11-16T10:00:00+08:00' },
      { path: 'dueDate', value: dueDate },
      { path: 'rule', value: '第三十二条' },
      { path: 'calendar', value: 'CN/2026/1' },
    ];
    const lapse = { kind: 'other', type: 'AcceptedByLapse', fields };
    await provinces.world.henan.act(henanRef, lapse);
    await provinces.world.guangdong.act(ref, lapse);
    expect(await provinces.world.henan.refused(henanRef)).toContain(code);
    const refusal = await provinces.world.guangdong.refused(ref);
    expect(refusal).toContain(code === 'MALFORMED' ? '回调 400' : code); // Guangdong's connector answers at once
    await provinces.world.henan.act(henanRef, { kind: 'reject', code: 'R-1', reason: '不属于本机关' });
    await provinces.world.guangdong.arrived(caseNo, 'reject'); // nothing is stuck behind it
  });

  it('negative fixture 14: Guangdong counts from 1 as the best, Henan from 5; each is told in its own, and nobody guesses', async () => {
    const { ref, caseNo } = await takenIn();
    const { ref: henanRef } = await provinces.world.henan.arrived(caseNo);
    await provinces.world.henan.act(henanRef, { kind: 'reject', code: 'R-1', reason: '不属于本机关' });
    await provinces.world.guangdong.arrived(caseNo, 'reject');
    const rating = (satisfaction: string) => ({
      ...{ kind: 'other', type: 'ServiceRating' },
      fields: [
        { path: 'feedbackNo', value: `PJ-${satisfaction}` },
        { path: 'side', value: 'DECISION' },
        { path: 'satisfaction', value: satisfaction },
        { path: 'channel', value: 'MOBILE' },
        { path: 'ratedAt', value: '2026-11-22T10:00:00+08:00' },
      ],
    });
    await provinces.world.guangdong.act(ref, rating('4')); // 不满意
    const [feedback] = await eventually(async () => {
      const found = await guangdong.grpc.feedback(caseNo);
      expect(found).toHaveLength(1);
      return found;
    });
    expect(feedback).toMatchObject({ satisfaction: 4, state: 1 }); // DISSATISFIED, OPEN
    await eventually(async () => {
      const { history } = await provinces.world.henan.get(henanRef);
      const told = history.find(({ note }) => note === '好差评评价');
      const twoStars = expect.objectContaining({ path: 'satisfaction', value: '2' });
      expect(told?.act).toMatchObject({ fields: expect.arrayContaining([twoStars]) });
    });
    await auditHub(hub);
  });
});
