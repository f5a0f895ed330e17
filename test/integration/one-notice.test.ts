import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tongban } from '#proto/codec';
import { auditHub } from '../kit/audit-hub.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { AT, submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

let hub: TestHub;
let guangdong: TestPeer;
let henan: TestPeer;

beforeAll(async () => {
  hub = await startTestHub();
  guangdong = await hub.peer('guangdong');
  henan = await hub.peer('henan');
});
afterAll(() => hub.close());

/** 生育登记. */
const ITEM = '002091135000';
const { CaseState } = tongban.v1;

interface Points {
  readonly missing?: readonly string[];
  readonly missingCodes?: readonly string[];
  readonly faulty?: readonly { readonly material: string; readonly reason: string }[];
  readonly faultyCodes?: readonly string[];
}

/** A case whose first notice was answered. */
async function noticedOnce(points: Points): Promise<string> {
  const { caseNo } = await guangdong.act('SubmitCase', { ...submission(), itemCode: ITEM });
  await henan.act('IntakeRecorded', { caseNo, identityChecked: true, recordedAt: AT });
  await henan.act('CorrectionNotice', { caseNo, noticeNo: 'BZ-1', deadline: AT, ...points });
  await guangdong.act('CorrectionSubmitted', { caseNo, noticeNo: 'BZ-1', materials: [] });
  return caseNo;
}

const again = (caseNo: string, points: object) =>
  henan.act('CorrectionNotice', { caseNo, noticeNo: 'BZ-2', deadline: AT, ...points });

const SPOUSE = { missing: ['配偶身份信息'], missingCodes: ['M02'] };
const BLURRED = {
  faulty: [{ material: '配偶身份信息', reason: '照片模糊' }],
  faultyCodes: ['M02'],
};
const OVERRIDE = {
  overrideGround: 'SEEN_ONLY_NOW',
  override: { reason: '补正材料中才能看出', approver: '审批处负责人' },
};

describe('C7 生育登记 补正一次性告知', () => {
  it('negative fixture 3: 补正 twice for the same point is refused, with every point', async () => {
    const caseNo = await noticedOnce({ ...SPOUSE, ...BLURRED });
    await expect(again(caseNo, { ...SPOUSE, ...BLURRED })).rejects.toMatchObject({
      code: 'POINT_ALREADY_NOTICED',
      violations: [{ pointer: '/missingCodes/0' }, { pointer: '/faultyCodes/0' }],
    });
    expect((await henan.grpc.events(caseNo)).at(-1)?.state).toBe(CaseState.INTAKE_RECORDED);
  });

  it('negative fixture 3: a new point needs an override, which is kept and can be audited', async () => {
    const caseNo = await noticedOnce(SPOUSE);
    await expect(again(caseNo, BLURRED)).rejects.toMatchObject({ code: 'POINT_NOT_NOTICED_AT_ONCE' });
    expect(await again(caseNo, { ...BLURRED, ...OVERRIDE })).toMatchObject({ caseNo });
    await auditHub(hub);
  });

  it('lets a point be named again with an override', async () => {
    const caseNo = await noticedOnce(SPOUSE);
    const ground = { ...OVERRIDE, overrideGround: 'STILL_NOT_MET' };
    expect(await again(caseNo, { ...SPOUSE, ...ground })).toMatchObject({ caseNo });
  });

  it('takes a first notice without codes, and none after it that has neither codes nor an override', async () => {
    const caseNo = await noticedOnce({ missing: ['结婚证'] });
    await expect(again(caseNo, { missing: ['照片'] })).rejects.toMatchObject({
      code: 'POINT_NOT_NOTICED_AT_ONCE',
      violations: [{ pointer: '/missing/0' }],
    });
    expect(await again(caseNo, { missing: ['照片'], ...OVERRIDE })).toMatchObject({ caseNo });
    await auditHub(hub);
  });

  it.each([
    ['codes of some points only', { ...SPOUSE, faulty: BLURRED.faulty }, '/missingCodes'],
    ['a code that is words', { missing: ['照片'], missingCodes: ['照片'] }, '/missingCodes/0'],
    ['a ground without who approved it', { ...SPOUSE, overrideGround: 'OVERLOOKED' }, '/override'],
  ])('refuses %s', async (_, points, pointer) => {
    const { caseNo } = await guangdong.act('SubmitCase', { ...submission(), itemCode: ITEM });
    await expect(again(caseNo, points)).rejects.toMatchObject({
      code: 'MALFORMED',
      violations: [{ pointer }],
    });
  });

  it('says where the override stands: its words in no part that an auditor of the course is shown', async () => {
    const caseNo = await noticedOnce(SPOUSE);
    await again(caseNo, { ...BLURRED, ...OVERRIDE });
    const [row] = await hub.database.query<{ facets: object }>(
      'select facets from cases where case_no = $1',
      [caseNo],
    );
    expect(row?.facets).toHaveProperty('notices', { missing: ['M02'], faulty: ['M02'] });
  });
});
