import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tongban } from '#proto/codec';
import { auditHub } from '../kit/audit-hub.js';
import { checkCaseCache } from '../kit/case-cache.js';
import {
  conclude,
  decide,
  expectLast,
  JOINT_ITEMS,
  jointSubmission,
  openJoint,
  takeOn,
} from '../kit/joint.js';
import { type LimitedHub, startLimitedHub } from '../kit/limited-hub.js';
import { AT, newReference, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

const { CaseState } = tongban.v1;
const { householdMove, housingFund, taxElsewhere } = JOINT_ITEMS;
const GUANGDONG = '440000';
const HENAN = '410000';
const HUNAN = '430000';

let hub: LimitedHub;
let guangdong: TestPeer;
let henan: TestPeer;
let hunan: TestPeer;

beforeAll(async () => {
  hub = await startLimitedHub();
  await hub.register('hunan', HUNAN);
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
  hunan = await hub.peer('hunan');
});
afterAll(async () => {
  await checkCaseCache(hub.database);
  await auditHub(hub);
  await hub.close();
});

const stateOf = async (peer: TestPeer, caseNo: string) => (await peer.grpc.events(caseNo)).at(-1)?.state;

/** Applied for in 长沙, which leads. */
async function transfer(): Promise<string> {
  const lead = await openJoint(hunan, { itemCode: housingFund, divisionCode: HUNAN });
  await takeOn(lead, hunan, hunan);
  return lead;
}

/** 联系函: 佛山 is asked for the account. */
async function letter(lead: string, caseRef = newReference('LXH')): Promise<string> {
  const part = await openJoint(hunan, {
    itemCode: housingFund,
    divisionCode: GUANGDONG,
    leadCaseNo: lead,
    caseRef,
  });
  await expectLast(hunan, lead, 'PartOpened');
  return part;
}

describe('C3 住房公积金异地转移接续', () => {
  it('goes on in both places under one number, each seeing its own, and ends when the part has', async () => {
    const lead = await transfer();
    const part = await letter(lead);
    await expect(guangdong.grpc.events(lead)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const found = async (peer: TestPeer) => {
      const { cases } = (await peer.rest('POST', '/v1/cases/search', { number: lead })).json<{
        cases: { caseNo: string; leadCaseNo?: string }[];
      }>();
      return cases.map(({ caseNo, leadCaseNo }) => `${caseNo} ${leadCaseNo ?? ''}`).sort();
    };
    expect(await found(hunan)).toEqual([`${lead} `, `${part} ${lead}`].sort());
    expect(await found(guangdong)).toEqual([`${part} ${lead}`]);

    await expect(decide(lead, hunan, 'GRANTED')).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    await takeOn(part, hunan, guangdong);
    await conclude(part, guangdong);
    await expectLast(hunan, lead, 'PartOpened', 'PartEnded');
    await guangdong.act('ResultTransferred', { caseNo: part, documents: [{ name: '缴存明细' }] });
    await conclude(lead, hunan);
    expect(await stateOf(hunan, lead)).toBe(CaseState.CONCLUDED);
  });

  it('姓名不一致: is returned with its reason, and granted when another part has done it', async () => {
    const lead = await transfer();
    const faulty = await letter(lead);
    await hunan.act('IntakeRecorded', { caseNo: faulty, identityChecked: true, recordedAt: AT });
    await guangdong.act('CaseNotAccepted', {
      caseNo: faulty,
      reasonCode: 'NAME_MISMATCH',
      reason: '姓名与账户不一致',
    });
    await expectLast(hunan, lead, 'PartEnded');
    await expect(decide(lead, hunan, 'GRANTED')).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    const replacedBy = await letter(lead);
    const settled = {
      caseNo: lead,
      partCaseNo: faulty,
      resolution: 'REPLACED',
      replacedBy,
      reason: '更正姓名后重发联系函',
    };
    await expect(hunan.act('PartSettled', { ...settled, replacedBy: faulty })).rejects.toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
    await hunan.act('PartSettled', settled);
    await expect(decide(lead, hunan, 'GRANTED')).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    await takeOn(replacedBy, hunan, guangdong);
    await conclude(replacedBy, guangdong);
    await expectLast(hunan, lead, 'PartEnded');
    await conclude(lead, hunan);
  });

  it('重复请求: the same letter is one part, however often it is sent', async () => {
    const lead = await transfer();
    const options = { itemCode: housingFund, divisionCode: GUANGDONG, leadCaseNo: lead };
    const body = jointSubmission({ ...options, caseRef: newReference('LXH') });
    const signed = hunan.sign('SubmitCase', body);
    const first = await hunan.grpc.submit(signed);
    expect((await hunan.grpc.submit(signed)).caseNo).toBe(first.caseNo);
    await expect(hunan.act('SubmitCase', body)).rejects.toMatchObject({ code: 'DUPLICATE_CASE' });
    await expectLast(hunan, lead, 'ReviewStarted', 'PartOpened');
  });

  it('转出地逾期不答复: 督办 in both cases, then the lead need not wait any longer', async () => {
    const lead = await transfer();
    const part = await letter(lead);
    hub.passDays(16); // more than ten working days
    await expectLast(guangdong, part, 'SubmitCase', 'PartOverdue');
    await expectLast(hunan, lead, 'PartOpened', 'PartOverdue');
    hub.passDays(16); // more than twenty
    await expectLast(guangdong, part, 'PartOverdue', 'PartOverdue');
    await expectLast(hunan, lead, 'PartOverdue', 'PartOverdue');
    await hunan.act('CaseWithdrawn', { caseNo: part, reason: '转出地逾期不答复' });
    await expectLast(hunan, lead, 'PartEnded');
    const [row] = await hub.database.query<{ facets: object }>(
      'select facets from cases where case_no = $1',
      [lead],
    );
    expect(row?.facets).toMatchObject({ parts: { [part]: { end: 'SILENT', overdue: 'RELEASABLE' } } });
    await expect(decide(lead, hunan, 'GRANTED')).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    const compensated = { resolution: 'COMPENSATED', reason: '申请人自行提供缴存明细' };
    await hunan.act('PartSettled', { caseNo: lead, partCaseNo: part, ...compensated });
    await conclude(lead, hunan);
  });

  it('is not chased once it has answered', async () => {
    const lead = await transfer();
    const part = await letter(lead);
    await takeOn(part, hunan, guangdong);
    hub.passDays(16);
    await hub.running.dueActs.now();
    await expectLast(guangdong, part, 'ReviewStarted');
    await hunan.act('CaseWithdrawn', { caseNo: part });
    await expectLast(hunan, lead, 'PartEnded');
  });
});

describe('C6 户口迁移', () => {
  /** Applied for at a window of 广东; 郑州 (迁入地) leads. */
  async function move(): Promise<{ lead: string; part: string }> {
    const lead = await openJoint(guangdong, { itemCode: householdMove, divisionCode: HENAN });
    await takeOn(lead, guangdong, henan);
    const part = await openJoint(henan, {
      itemCode: householdMove,
      divisionCode: HUNAN,
      leadCaseNo: lead,
    });
    await expectLast(henan, lead, 'PartOpened');
    return { lead, part };
  }

  it('ends in the place that is left when the applicant withdraws', async () => {
    const { lead, part } = await move();
    await guangdong.act('CaseWithdrawn', { caseNo: lead });
    await expectLast(hunan, part, 'LeadEnded');
    expect(await stateOf(hunan, part)).toBe(CaseState.TERMINATED);
    await expectLast(henan, lead, 'CaseWithdrawn');
  });

  it('迁出已办、落户不成: what was done is undone, and the lead goes on without it', async () => {
    const { lead, part } = await move();
    const request = { caseNo: part, reason: '落户条件不符' };
    await takeOn(part, henan, hunan);
    await expect(henan.act('CompensationRequested', request)).rejects.toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
    await conclude(part, hunan);
    await expectLast(henan, lead, 'PartEnded');
    const undone = { caseNo: part, compensatedAt: AT };
    await expect(hunan.act('Compensated', undone)).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    await henan.act('CompensationRequested', request);
    await hunan.act('CompensationRefused', { caseNo: part, reasonCode: 'R1', reason: '户籍信息已流转' });
    await henan.act('CompensationRequested', request);
    await hunan.act('Compensated', undone);
    await expectLast(henan, lead, 'PartEnded', 'PartEnded');
    await hunan.act('ResultTransferred', { caseNo: part, documents: [{ name: '迁移证' }] });
    const delivered = { caseNo: part, mode: 'ELECTRONIC', deliveredAt: AT };
    await expect(henan.act('ResultDelivered', delivered)).rejects.toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
    await expect(decide(lead, henan, 'GRANTED')).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    await conclude(lead, henan, 'DENIED');
    const [row] = await hub.database.query<{ facets: object }>(
      'select facets from cases where case_no = $1',
      [lead],
    );
    expect(row?.facets).toMatchObject({ parts: { [part]: { end: 'UNDONE' } } });
  });

  it('is led by nobody but the place that decides, while it is deciding', async () => {
    const { lead, part } = await move();
    const asked = { itemCode: householdMove, divisionCode: HUNAN };
    const open = (by: TestPeer, leadCaseNo: string) => openJoint(by, { ...asked, leadCaseNo });
    await expect(open(guangdong, lead)).rejects.toMatchObject({ code: 'WRONG_PLATFORM' });
    await expect(open(hunan, lead)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(open(hunan, part)).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    const { caseNo: single } = await guangdong.act('SubmitCase', submission());
    await expect(open(henan, single ?? '')).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    await henan.act('CaseTerminated', { caseNo: lead, reasonCode: 'R1', reason: '申请人死亡' });
    await expect(open(henan, lead)).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    await expectLast(hunan, part, 'LeadEnded');
  });

  it('hears of its parts from the hub alone', async () => {
    const { lead, part } = await move();
    const bodies = {
      PartOpened: { caseNo: lead, partCaseNo: part, participant: 'hunan' },
      PartEnded: { caseNo: lead, partCaseNo: part, end: 'DONE' },
      LeadEnded: { caseNo: part, leadCaseNo: lead },
    };
    for (const [type, body] of Object.entries(bodies))
      await expect(henan.act(type, body)).rejects.toMatchObject({ code: 'WRONG_PLATFORM' });
  });
});

describe('C13 跨区域涉税事项', () => {
  it('is not closed where the enterprise is at home while the place of business has not answered', async () => {
    const lead = await openJoint(guangdong, { itemCode: taxElsewhere, divisionCode: GUANGDONG });
    await takeOn(lead, guangdong, guangdong);
    const part = await openJoint(guangdong, {
      itemCode: taxElsewhere,
      divisionCode: HUNAN,
      leadCaseNo: lead,
    });
    await expectLast(guangdong, lead, 'PartOpened');
    await takeOn(part, guangdong, hunan);
    await decide(lead, guangdong, 'DENIED');
    await expect(guangdong.act('CaseConcluded', { caseNo: lead, concludedAt: AT })).rejects.toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
    await conclude(part, hunan, 'DENIED'); // 尚有未结税款
    await expectLast(guangdong, lead, 'PartEnded');
    await guangdong.act('CaseConcluded', { caseNo: lead, concludedAt: AT });
    const [row] = await hub.database.query<{ facets: object }>(
      'select facets from cases where case_no = $1',
      [lead],
    );
    expect(row?.facets).toMatchObject({ parts: { [part]: { end: 'REFUSED' } } });
  });
});
