import { expect, it } from 'vitest';
import { eventually } from '../../kit/eventually.js';
import type { ProvinceName } from '../../kit/provinces.js';
import type { Stage } from '../../kit/stage.js';
import { type Filing, FlowCase, file, PEOPLE, pdf, wordsOf } from './flow-case.js';

/**
 * 多地联办: filed at the window of one province and led by another, which asks a third for its part. What an item does not offer is
 * refused to the window in its own format, and nobody else hears of it.
 */

interface Flow {
  readonly title: string;
  readonly window: ProvinceName;
  readonly lead: ProvinceName;
  readonly participant: ProvinceName;
  /** Where the participant decides. */
  readonly asked: string;
  readonly filing: Omit<Filing, 'mode'>;
}

const FLOWS: readonly Flow[] = [
  {
    title: 'C3 住房公积金异地转移接续: 太原窗口 → 长沙 (转入地), 佛山 (转出地)',
    ...{ window: 'shanxi', lead: 'hunan', participant: 'guangdong', asked: '440600' },
    filing: {
      item: '002091108000',
      division: '430100',
      applicant: PEOPLE.ofChangsha,
      form: { 转入账号: '4301000001', 转出中心: '佛山市', 转出账号: '4406000001' },
      materials: [{ name: '缴存证明授权', source: 'shared' }],
    },
  },
  {
    title: 'C6 户口迁移（夫妻投靠）: 清新窗口 → 郑州 (迁入地), 长沙 (迁出地)',
    ...{ window: 'qingxin', lead: 'henan', participant: 'hunan', asked: '430100' },
    filing: {
      item: '002091017000',
      division: '410100',
      applicant: PEOPLE.ofZhengzhou,
      form: { 迁移原因: '夫妻投靠', 迁入地: '410100', 迁移人: '周测试' },
      materials: [{ name: '结婚证', source: 'certificate' }],
    },
  },
  {
    title: 'C13 跨区域涉税事项报告: 长沙窗口 → 广州 (机构所在地), 大同 (经营地)',
    ...{ window: 'hunan', lead: 'guangdong', participant: 'shanxi', asked: '140200' },
    filing: {
      item: '002091086000',
      division: '440100',
      applicant: PEOPLE.company,
      form: { 经营地: '140200', 合同有效期: '2026-12-01/2027-11-30' },
      materials: [],
    },
  },
];

const NOT_OFFERED: Omit<Filing, 'mode'> = {
  item: '002091111000',
  division: '410000',
  applicant: PEOPLE.ofQingxin,
  form: { 对方姓名: '王测试', 预约日期: '2026-12-12' },
  materials: [{ name: '居民身份证', source: 'original' }],
};

export function playJoint(stage: () => Stage): void {
  it.each(FLOWS)('$title', { timeout: 180_000 }, async ({ window, lead, participant, asked, filing }) => {
    const whole = await FlowCase.open(stage(), [window, lead], { ...filing, mode: 'joint' });
    await whole.accept('2026-12-31');
    const part = await FlowCase.open(stage(), [lead, participant], {
      ...{ ...filing, division: asked, mode: 'joint' },
      lead: whole.caseNo,
    });
    expect(await part.office.arrived(part.caseNo)).toMatchObject({ lead: whole.caseNo });
    await whole.hears('PartOpened');
    await part.accept('2026-12-15');
    await part.decide('协办〔2026〕1号');
    await whole.hears('PartEnded');
    await whole.decide('联办〔2026〕1号');
    await whole.transfer({ name: '办理结果', number: 'LB-1', bytes: pdf('办理结果') });
    await whole.deliver('window', 'window');
    expect([await part.prove(), await whole.prove()]).toEqual(['CONCLUDED', 'RESULT_DELIVERED']);
  });

  it('C8 结婚登记: 清新 → 河南', async () => {
    const from = 'qingxin';
    const desk = stage().desk(from);
    const { ref } = await file(desk, from, { ...NOT_OFFERED, mode: 'joint' });
    await eventually(async () => {
      const { history, hubNo } = await desk.get(ref);
      expect(history.at(-1)).toMatchObject({ by: 'us', kind: 'refused' });
      expect(history.at(-1)?.note).toMatch(/MODE_NOT_OFFERED.*is offered here as/);
      expect(hubNo).toBeNull();
    });
    expect(await stage().peer(from).grpc.findCases(ref)).toEqual([]);
    await eventually(async () =>
      expect(wordsOf(await stage().words(from).said(ref))).toMatch(/^(SB|HA01|THING_FILED|申报)$/),
    );
  });
}
