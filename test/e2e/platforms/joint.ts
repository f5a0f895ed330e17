import { expect, it } from 'vitest';
import { eventually } from '../../kit/eventually.js';
import type { ProvinceName } from '../../kit/provinces.js';
import type { Stage } from '../../kit/stage.js';
import { type Filing, FlowCase, file, PEOPLE, pdf, wordsOf } from './flow-case.js';

/**
 * 多地联办: filed at the window of one province, led by another. Desks have no form for opening parts; what an item does not offer is
 * refused to the window in its own format, and nobody else hears of it.
 */

type Flow = readonly [
  title: string,
  between: readonly [ProvinceName, ProvinceName],
  filing: Omit<Filing, 'mode'>,
];

const FLOWS: readonly Flow[] = [
  [
    'C3 住房公积金异地转移接续: 长沙 → 佛山',
    ['hunan', 'guangdong'],
    {
      item: '002091108000',
      division: '440600',
      applicant: PEOPLE.ofChangsha,
      form: { 转入账号: '4301000001', 转出中心: '佛山市', 转出账号: '4406000001' },
      materials: [{ name: '缴存证明授权', source: 'shared' }],
    },
  ],
  [
    'C6 户口迁移（夫妻投靠）: 郑州 → 长沙',
    ['henan', 'hunan'],
    {
      item: '002091017000',
      division: '430100',
      applicant: PEOPLE.ofZhengzhou,
      form: { 迁移原因: '夫妻投靠', 迁入地: '410100', 迁移人: '周测试' },
      materials: [{ name: '结婚证', source: 'certificate' }],
    },
  ],
  [
    'C13 跨区域涉税事项报告: 广州 → 大同',
    ['guangdong', 'shanxi'],
    {
      item: '002091086000',
      division: '140200',
      applicant: PEOPLE.company,
      form: { 经营地: '140200', 合同有效期: '2026-12-01/2027-11-30' },
      materials: [],
    },
  ],
];

const NOT_OFFERED: Omit<Filing, 'mode'> = {
  item: '002091111000',
  division: '410000',
  applicant: PEOPLE.ofQingxin,
  form: { 对方姓名: '王测试', 预约日期: '2026-12-12' },
  materials: [{ name: '居民身份证', source: 'original' }],
};

export function playJoint(stage: () => Stage): void {
  it.each(FLOWS)('%s', async (_, between, filing) => {
    const joint = await FlowCase.open(stage(), between, { ...filing, mode: 'joint' });
    await joint.accept('2026-12-31');
    await joint.decide('联办〔2026〕1号');
    await joint.transfer({ name: '办理结果', number: 'LB-1', bytes: pdf('办理结果') });
    await joint.deliver('window', 'window');
    expect(await joint.prove()).toBe('RESULT_DELIVERED');
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
