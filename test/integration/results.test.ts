import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tongban } from '#proto/codec';
import { auditHub } from '../kit/audit-hub.js';
import { CERTIFICATE } from '../kit/evidence.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { acknowledgeAll } from '../kit/inbox.js';
import { AT, playCase } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

const { ProofLevel, CaseState, OriginalsHolder } = tongban.v1;
const { Holder } = tongban.v1.CaseResult;

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;

beforeAll(async () => {
  hub = await startTestHub();
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterAll(async () => {
  await auditHub(hub);
  await hub.close();
});

const CONCLUDED = 7;
const APPROVALS: Readonly<Record<string, object>> = {
  CaseAccepted: { competentCaseRef: 'SL-C5', acceptedAt: AT },
  DecisionIssued: { outcome: 'GRANTED', documentNo: 'JD-5', decidedAt: AT },
};
const resultOf = async (caseNo: string) => (await guangdong.grpc.case(caseNo)).result;
const levelOf = async (caseNo: string) => (await guangdong.grpc.case(caseNo)).proofLevel;

describe('C12 专业技术人员职业资格证书补发: 结果送达', () => {
  it('tells how far the case is proven to have come', async () => {
    const caseNo = await playCase(guangdong, henan, 1);
    expect(await levelOf(caseNo)).toBe(ProofLevel.HUB_RECEIVED);
    await acknowledgeAll(henan);
    expect(await levelOf(caseNo)).toBe(ProofLevel.ACKNOWLEDGED);
    await henan.act('CaseAccepted', { caseNo, competentCaseRef: 'SL-C12', acceptedAt: AT });
    await henan.act('ReviewStarted', { caseNo, startedAt: AT });
    await henan.act('DecisionIssued', { caseNo, outcome: 'GRANTED', documentNo: 'JD-12', decidedAt: AT });
    expect(await levelOf(caseNo)).toBe(ProofLevel.DECISION_ISSUED);
    await henan.act('CaseConcluded', { caseNo, concludedAt: AT });
    const documents = [{ name: '职业资格证书（补发）', certificateId: CERTIFICATE }];
    await henan.act('ResultTransferred', { caseNo, documents, waybill: 'EMS-12' });
    expect(await levelOf(caseNo)).toBe(ProofLevel.DECISION_ISSUED);
    const delivered = { caseNo, mode: 'BY_COURIER', deliveredAt: AT };
    await expect(guangdong.act('ResultDelivered', delivered)).rejects.toMatchObject({ code: 'MALFORMED' });
    await guangdong.act('ResultDelivered', { ...delivered, waybill: 'SF-12' });
    expect(await levelOf(caseNo)).toBe(ProofLevel.APPLICANT_RECEIVED);
  });

  it('takes back what could not be delivered, and delivers it when it was transferred anew', async () => {
    const caseNo = await playCase(guangdong, henan, CONCLUDED);
    const failed = { caseNo, reasonCode: 'NOBODY_IN', reason: '收件人不在', waybill: 'SF-1', failedAt: AT };
    await expect(guangdong.act('DeliveryFailed', failed)).rejects.toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
    const transfer = { caseNo, documents: [{ name: '证书' }], waybill: 'EMS-1' };
    await henan.act('ResultTransferred', transfer);
    await guangdong.act('DeliveryFailed', failed);
    await guangdong.act('ResultReturned', { caseNo, reasonCode: 'NOT_COLLECTED', returnedAt: AT });
    const delivered = { caseNo, mode: 'AT_WINDOW', deliveredAt: AT };
    await expect(guangdong.act('ResultDelivered', delivered)).rejects.toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
    await henan.act('ResultTransferred', { ...transfer, waybill: 'EMS-2' });
    await guangdong.act('ResultDelivered', delivered);
    expect((await guangdong.grpc.case(caseNo)).state).toBe(CaseState.RESULT_DELIVERED);
  });
});

describe('C5 居民身份证异地换领', () => {
  const failed = { reasonCode: 'NOT_COLLECTED', reason: '逾期未领', failedAt: AT };
  const atWindow = { mode: 'AT_WINDOW', collectorChecked: true, deliveredAt: AT };
  const old = { code: 'OLD-ID', sheets: 1 };

  it('旧证换新证: nothing is approved where it is handed in, and the new card goes out against the old one alone', async () => {
    const caseNo = await playCase(guangdong, henan, 1);
    for (const type of ['CaseAccepted', 'DecisionIssued'])
      await expect(guangdong.act(type, { caseNo, ...APPROVALS[type] })).rejects.toMatchObject({
        code: 'WRONG_PLATFORM',
      });
    await henan.act('CaseAccepted', { caseNo, ...APPROVALS.CaseAccepted });
    await henan.act('ReviewStarted', { caseNo, startedAt: AT });
    await henan.act('DecisionIssued', { caseNo, ...APPROVALS.DecisionIssued });
    const transfer = { caseNo, documents: [{ name: '居民身份证' }], oldDocumentDue: true };
    await henan.act('ResultTransferred', { ...transfer, waybill: 'EMS-5-1' });
    await henan.act('CaseConcluded', { caseNo, concludedAt: AT });
    await guangdong.act('DeliveryFailed', { caseNo, ...failed });
    expect(await resultOf(caseNo)).toMatchObject({ holder: Holder.COUNTER, failedDeliveries: 1 });
    await guangdong.act('ResultReturned', {
      ...{ caseNo, reasonCode: 'NOT_COLLECTED', waybill: 'EMS-5-2', returnedAt: AT },
    });
    expect(await resultOf(caseNo)).toMatchObject({ holder: Holder.AUTHORITY, failedDeliveries: 1 });
    await henan.act('ResultTransferred', { ...transfer, waybill: 'EMS-5-3' });

    await expect(guangdong.act('ResultDelivered', { caseNo, ...atWindow })).rejects.toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      detail: expect.stringContaining('has not been surrendered'),
    });
    expect(await levelOf(caseNo)).toBe(ProofLevel.DECISION_ISSUED);
    await guangdong.act('ResultDelivered', { caseNo, ...atWindow, oldDocumentSurrendered: true });
    expect(await resultOf(caseNo)).toMatchObject({ holder: Holder.APPLICANT, failedDeliveries: 1 });
    expect(await levelOf(caseNo)).toBe(ProofLevel.APPLICANT_RECEIVED);

    const surrendered = { caseNo, handOverNo: 'JZ-1', originals: [old], handedAt: AT };
    await guangdong.act('OriginalsHandedOver', {
      ...{ ...surrendered, giver: 'APPLICANT', taker: 'WINDOW', takenAtOnce: true },
    });
    await guangdong.act('OriginalsHandedOver', {
      ...{ ...surrendered, handOverNo: 'JZ-2', giver: 'WINDOW', taker: 'COURIER', waybill: 'EMS-5-4' },
    });
    await henan.act('OriginalsReceived', {
      ...{ caseNo, handOverNo: 'JZ-2', taker: 'AUTHORITY', originals: [old], takenAt: AT },
    });
    const { custody } = await guangdong.grpc.case(caseNo);
    expect(custody?.held).toMatchObject([{ ...old, holder: OriginalsHolder.AUTHORITY }]);
  });

  it('says at the window, and nowhere else, that the collector was checked and the old card surrendered', async () => {
    const caseNo = await playCase(guangdong, henan, CONCLUDED + 1);
    const said = { collectorChecked: true, oldDocumentSurrendered: true, deliveredAt: AT };
    await expect(
      guangdong.act('ResultDelivered', { caseNo, mode: 'ELECTRONIC', ...said }),
    ).rejects.toMatchObject({
      code: 'MALFORMED',
      violations: [{ pointer: '/collectorChecked' }, { pointer: '/oldDocumentSurrendered' }],
    });
  });

  it('shows that the card travels under a waybill which another case names too', async () => {
    const cases = [
      await playCase(guangdong, henan, CONCLUDED),
      await playCase(guangdong, henan, CONCLUDED),
      await playCase(guangdong, henan, CONCLUDED),
    ];
    for (const [i, caseNo] of cases.entries()) {
      const waybill = i < 2 ? 'EMS-5-TWICE' : 'EMS-5-ONCE';
      await henan.act('ResultTransferred', { caseNo, documents: [{ name: '居民身份证' }], waybill });
    }
    const shown = await Promise.all(cases.map(resultOf));
    expect(shown.map((result) => result?.othersOnWaybill)).toEqual([1, 1, 0]);
    await guangdong.act('ResultDelivered', { caseNo: cases[0], ...atWindow });
  });
});
