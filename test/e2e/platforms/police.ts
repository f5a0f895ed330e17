import { expect, it } from 'vitest';
import { eventually } from '../../kit/eventually.js';
import type { Stage } from '../../kit/stage.js';
import { contentOf, FlowCase, fileAt, jpeg, PEOPLE, pdf, wordsOf } from './flow-case.js';

/** 公安: identity cards, driving licences. */
export function playPolice(stage: () => Stage): void {
  /**
   * Of 长沙 by his household, living in 东莞: 东莞 takes fingerprints and portrait and hands the card out against the old one;
   * 长沙 examines and signs. A portrait of poor quality comes back. 东莞 may not decide, whatever its desk can click.
   */
  it('C5 居民身份证异地换领: 东莞 → 长沙', async () => {
    const flow = await FlowCase.open(stage(), ['guangdong', 'hunan'], {
      item: '002091010000',
      division: '430100',
      mode: 'remote',
      applicant: PEOPLE.ofChangsha,
      form: { 换领原因: '有效期满', 居住地: '441900', 工本费: '20.00', 领取方式: '窗口自取' },
      materials: [
        { name: '原居民身份证', source: 'original' },
        { name: '居民身份证异地受理登记表', source: 'upload', bytes: pdf('登记表') },
        { name: '人像', source: 'upload', bytes: jpeg('背景杂乱') },
        { name: '指纹信息', source: 'shared' },
      ],
    });
    await flow.window.act(flow.ref, { kind: 'decide', granted: true, documentNo: '东莞自批1号' });
    await eventually(async () => {
      const { history } = await flow.window.get(flow.ref);
      expect(history.at(-1)).toMatchObject({ by: 'us', kind: 'refused' });
      expect(history.at(-1)?.note).toContain('WRONG_PLATFORM');
    });

    await flow.correct({ missing: [], faulty: { 人像: '背景不是白色，人像质量不合格' } }, [
      { name: '人像', source: 'upload', bytes: jpeg('白色背景') },
    ]);
    expect(await fileAt(flow, '人像')).toEqual(jpeg('白色背景'));
    expect(await fileAt(flow, '居民身份证异地受理登记表')).toEqual(pdf('登记表'));
    await flow.accept('2027-01-21');
    await flow.decide('湘公身签〔2026〕5号');
    await flow.transfer({ name: '居民身份证', number: '430102199512319031', bytes: pdf('制证') }, 'EMS5');
    await flow.deliver('window', 'window');
    expect(await flow.prove()).toBe('RESULT_DELIVERED');

    const told = await flow.far.told();
    expect(wordsOf(told)).toBe('THING_FILED RECEIVED SUPPLEMENTED RESULT_HANDED');
    expect(contentOf(told, 'THING_FILED')).toMatchObject({
      members: [{ itemCode: '43-GA-010-01', handleMode: 'YDDSDB' }],
      formFields: [{}, {}, { fieldName: '工本费', fieldValue: '20.00' }, {}],
      materials: [{ materialName: '原居民身份证', sourceType: 'YJHY' }, {}, {}, { sourceType: 'SJGX' }],
    });
    expect(contentOf(told, 'RECEIVED')).toMatchObject({
      originals: ['原居民身份证'],
      identityVerified: true,
    });
    const heard = await flow.near.told();
    expect(wordsOf(heard)).toBe('BZTZ SL SC JD BJ ZS');
    expect(contentOf(heard, 'BZTZ')).toMatchObject({
      BHGCL: [{ CLMC: '人像', YY: '背景不是白色，人像质量不合格' }],
      BZQX: '2026-12-03 18:00:00',
    });
    expect(contentOf(heard, 'SL')).toMatchObject({ CNBJRQ: '2027-01-21' });
    expect(contentOf(heard, 'ZS')).toMatchObject({ WLDH: 'EMS5' });
  });

  /** Lost in 太原, issued in 清新. Not while something is unpunished; and the photo has its rules. */
  it('C10 机动车驾驶证遗失补证: 太原 → 清新', async () => {
    const filing = {
      item: '002091022000',
      division: '441803',
      mode: 'remote',
      applicant: PEOPLE.ofQingxin,
      form: { 准驾车型: 'C1', 补证原因: '遗失', 邮寄地址: '太原市测试路10号', 工本费: '10.00' },
      materials: [
        { name: '居民身份证', source: 'original' },
        { name: '遗失声明', source: 'upload', bytes: pdf('遗失') },
        { name: '驾驶人照片', source: 'upload', bytes: jpeg('戴帽') },
      ],
    } as const;
    const offender = await FlowCase.open(stage(), ['shanxi', 'qingxin'], filing);
    await offender.reject('CG-03', '有道路交通安全违法行为未处理');
    expect(await offender.prove()).toBe('NOT_ACCEPTED');
    expect(contentOf(await offender.near.told(), '29')).toMatchObject({
      up_pro_process: [{ kstb_reason_code: 'CG-03', handle_explain: '有道路交通安全违法行为未处理' }],
    });

    const flow = await FlowCase.open(stage(), ['shanxi', 'qingxin'], filing);
    await flow.correct({ missing: [], faulty: { 驾驶人照片: '头戴帽子' } }, [
      { name: '驾驶人照片', source: 'upload', bytes: jpeg('免冠') },
    ]);
    expect(await fileAt(flow, '驾驶人照片')).toEqual(jpeg('免冠'));
    await flow.accept('2026-11-24');
    await flow.decide('清车管补〔2026〕10号');
    await flow.transfer({ name: '机动车驾驶证', number: '441803199001019018', bytes: pdf('驾驶证') }, 'SF10');
    await flow.deliver('window', 'courier', 'SF10');
    expect(await flow.prove()).toBe('RESULT_DELIVERED');

    const said = await flow.near.said();
    expect(wordsOf(said)).toBe('10 11 13 70');
    expect(contentOf(said, '10')).toMatchObject({
      up_pro_accept: [{ task_handle_item: 'SXJT-0608-006', kstb_mode: '2' }],
    });
    const told = await flow.far.told();
    expect(wordsOf(told)).toBe('申报 收件 补正 送达');
    expect(contentOf(told, '申报')).toMatchObject({
      事项编码: 'QX0622',
      办理方式: '02',
      证件类型: 'A',
      证件号码: '441803199001019018',
      明细: expect.arrayContaining([
        expect.objectContaining({ 类别: '表单', 名称: '工本费', 内容: '10.00' }),
        expect.objectContaining({ 类别: '材料', 名称: '居民身份证', 来源: '原件' }),
      ]),
    });
    expect(contentOf(told, '送达')).toMatchObject({ 送达方式: '快递', 运单号: 'SF10' });
    const heard = await flow.near.told();
    expect(wordsOf(heard)).toBe('12 20 30 40 50 60');
    expect(contentOf(heard, '12')).toMatchObject({
      kstb_list: [{ list_kind: '不合格', item_name: '驾驶人照片', item_value: '头戴帽子' }],
    });
    expect(contentOf(heard, '40')).toMatchObject({
      up_pro_result: [{ result_type: '01', kstb_doc_no: '清车管补〔2026〕10号' }],
    });
    await eventually(async () =>
      expect(wordsOf(await flow.far.said())).toBe('补正告知 受理 审查 决定 办结 结果转送'),
    );
  });
}
