import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '#domain/rules';
import { tongban } from '#proto/codec';
import { auditHub } from '../kit/audit-hub.js';
import { eventually } from '../kit/eventually.js';
import { newFile } from '../kit/files.js';
import { type LimitedHub, startLimitedHub } from '../kit/limited-hub.js';
import { AT, newReference, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

let hub: LimitedHub;
let guangdong: TestPeer;
let henan: TestPeer;

beforeAll(async () => {
  hub = await startLimitedHub();
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterAll(() => hub.close());

/** 异地就医结算备案, of which the rules of the product let 居住证 and 劳动合同 be deferred in Henan. */
const ITEM = '002091094000';
const DAY_MS = 86_400_000;
const { CaseState } = tongban.v1;

const inDays = (days: number) => dayOf(hub.now() + days * DAY_MS);

async function takenIn(itemCode = ITEM): Promise<string> {
  const { caseNo } = await guangdong.act('SubmitCase', { ...submission(), itemCode });
  await henan.act('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT });
  return caseNo;
}

const deferral = (caseNo: string, over: object = {}) => ({
  caseNo,
  competentCaseRef: newReference('RQ'),
  documentNo: '容缺1号',
  acceptedAt: AT,
  promisedDate: inDays(30),
  deferredCodes: ['M02', 'M03'],
  deferredNames: ['居住证', '劳动合同'],
  commitmentNo: '承诺1号',
  dueBy: inDays(7),
  ...over,
});

const accept = (caseNo: string, over: object = {}) =>
  henan.act('DeferredMaterialsAcceptance', deferral(caseNo, over));

async function decide(caseNo: string): Promise<void> {
  await henan.act('ReviewStarted', { caseNo, startedAt: AT });
  await henan.act('DecisionIssued', { caseNo, outcome: 'GRANTED', documentNo: 'JD-1', decidedAt: AT });
}

async function supply(caseNo: string, code: string, name: string): Promise<void> {
  const { blob, bytes } = newFile(1000);
  await guangdong.grpc.upload(blob, bytes);
  const materials = [{ name, code, source: 'UPLOADED', blob }];
  await guangdong.act('DeferredMaterialsSupplied', { caseNo, suppliedCodes: [code], materials });
}

const stateOf = async (caseNo: string) => (await guangdong.grpc.events(caseNo)).at(-1)?.state;

describe('C2 异地就医结算备案 容缺受理', () => {
  it('is decided while materials are owed, and concluded when they have come', async () => {
    const caseNo = await takenIn();
    const { blob, bytes } = newFile(1000);
    await henan.grpc.upload(blob, bytes);
    const competentCaseRef = newReference('RQ');
    await accept(caseNo, { commitment: blob, competentCaseRef });
    expect((await henan.grpc.findCases(competentCaseRef)).map((found) => found.caseNo)).toEqual([caseNo]);
    await decide(caseNo);
    const concluded = () => henan.act('CaseConcluded', { caseNo, concludedAt: AT });
    await expect(concluded()).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    const transfer = henan.act('ResultTransferred', { caseNo, documents: [{ name: '备案结果' }] });
    await expect(transfer).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    await supply(caseNo, 'M02', '居住证');
    await expect(concluded()).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    await supply(caseNo, 'M03', '劳动合同');
    expect((await henan.grpc.materials(caseNo)).map(({ name }) => name)).toContain('劳动合同');
    await concluded();
    expect(await stateOf(caseNo)).toBe(CaseState.CONCLUDED);
    await auditHub(hub);
  });

  it('negative fixture 4: 容缺材料 not supplied by its day ends the case, by the hub’s own act', async () => {
    const caseNo = await takenIn();
    await accept(caseNo);
    await decide(caseNo);
    await supply(caseNo, 'M02', '居住证');
    hub.passDays(7);
    await hub.running.dueActs.now();
    expect(await stateOf(caseNo)).toBe(CaseState.DECIDED);
    hub.passDays(1);
    const last = await eventually(async () => {
      const found = (await guangdong.grpc.events(caseNo)).at(-1);
      expect(found?.type).toBe('TerminatedByLapse');
      return found;
    });
    expect(last).toMatchObject({ actor: 'tongban-dev', state: CaseState.TERMINATED });
    await expect(supply(caseNo, 'M03', '劳动合同')).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    const waiting = await hub.database.query('select 1 from due_act where case_no = $1', [caseNo]);
    expect(waiting).toEqual([]);
    await auditHub(hub);
  });

  it('negative fixture 4: no day after 承诺时限, none after the limit of the rules, none that has passed', async () => {
    const caseNo = await takenIn();
    for (const over of [
      { dueBy: inDays(8), promisedDate: inDays(7) },
      { dueBy: inDays(40), promisedDate: inDays(60) },
      { dueBy: inDays(-1) },
    ]) {
      await expect(accept(caseNo, over), JSON.stringify(over)).rejects.toMatchObject({
        code: 'COMMITMENT_NOT_ALLOWED',
        violations: [{ pointer: '/dueBy' }],
      });
    }
    await accept(caseNo, { dueBy: inDays(7), promisedDate: inDays(7) });
  });

  it('is refused with every fault where the rules name neither item nor material', async () => {
    await expect(accept(await takenIn('002091135000'), { dueBy: inDays(-1) })).rejects.toMatchObject({
      code: 'COMMITMENT_NOT_ALLOWED',
      violations: [{ pointer: '/deferredCodes' }, { pointer: '/dueBy' }],
    });
    const body = { deferredCodes: ['M02', 'M01'], deferredNames: ['居住证', '居民身份证'] };
    await expect(accept(await takenIn(), body)).rejects.toMatchObject({
      code: 'COMMITMENT_NOT_ALLOWED',
      violations: [{ pointer: '/deferredCodes/1' }],
    });
  });

  it.each([
    ['without the applicant’s commitment', { commitmentNo: undefined }, '/commitment'],
    ['of nothing', { deferredCodes: [], deferredNames: [] }, '/deferredCodes'],
    ['of a material without a name', { deferredNames: ['居住证'] }, '/deferredNames'],
  ])('is malformed %s', async (_, over, pointer) => {
    const caseNo = await takenIn();
    await expect(accept(caseNo, over)).rejects.toMatchObject({
      code: 'MALFORMED',
      violations: [{ pointer }],
    });
  });

  it('names files that were uploaded', async () => {
    const { blob } = newFile(10);
    await expect(accept(await takenIn(), { commitment: blob })).rejects.toMatchObject({
      code: 'BLOB_MISSING',
    });
  });

  it('is ended by nobody but the hub', async () => {
    const caseNo = await takenIn();
    await accept(caseNo);
    const body = { caseNo, dueBy: inDays(7), missingCodes: ['M02'], rule: 'deferred-materials' };
    await expect(henan.act('TerminatedByLapse', body)).rejects.toMatchObject({ code: 'WRONG_PLATFORM' });
  });
});
