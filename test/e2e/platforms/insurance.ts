import { expect, it } from 'vitest';
import type { Stage } from '../../kit/stage.js';
import { contentOf, FlowCase, jpeg, PEOPLE, pdf, wordsOf } from './flow-case.js';

/** 社会保障: cards, medical treatment elsewhere, unemployment. */
export function playInsurance(stage: () => Stage): void {
  /**
   * The person lives in 广州, the card belongs to 长沙. Without a card of plastic there is no electronic one: 长沙 says so, the
   * person asks for the card first (C1b), and then again.
   */
  it('C1 电子社会保障卡申领: 广州 → 长沙', async () => {
    const electronic = {
      item: '002091037000',
      division: '430100',
      mode: 'online',
      applicant: PEOPLE.ofChangsha,
      form: { 发卡地: '430100', 授权同意: '是', 密码设置: '已设置' },
      materials: [
        { name: '居民身份证', source: 'certificate' },
        { name: '实人认证', source: 'shared' },
      ],
    } as const;
    const early = await FlowCase.open(stage(), ['guangdong', 'hunan'], electronic);
    await early.reject('HN-CARD-404', '持卡库中没有实体社会保障卡，请先申领');
    expect(await early.prove()).toBe('NOT_ACCEPTED');
    const refused = await early.near.told();
    expect(wordsOf(refused)).toBe('SJ BYSL');
    expect(contentOf(refused, 'BYSL')).toMatchObject({
      YYDM: 'HN-CARD-404',
      YYSM: '持卡库中没有实体社会保障卡，请先申领',
    });

    const card = await FlowCase.open(stage(), ['guangdong', 'hunan'], {
      ...electronic,
      item: '002091038000',
      form: { 发卡地: '430100', 发卡银行: '测试银行', 邮寄地址: '广州市测试路1号' },
      materials: [
        { name: '居民身份证', source: 'certificate' },
        { name: '近期免冠照片', source: 'upload', bytes: jpeg('近照') },
      ],
    });
    await card.accept('2026-12-31');
    await card.decide('湘社保卡〔2026〕1号');
    await card.transfer({ name: '社会保障卡', number: 'HN43010000001', bytes: pdf('卡面') }, 'EMS1');
    await card.deliver('office', 'courier', 'EMS1');
    expect(await card.prove()).toBe('RESULT_DELIVERED');

    const again = await FlowCase.open(stage(), ['guangdong', 'hunan'], electronic);
    await again.accept('2026-11-30');
    await again.decide('湘电社保〔2026〕1号');
    await again.transfer({ name: '电子社会保障卡', number: 'E43010000001', bytes: pdf('二维码') });
    await again.deliver('office', 'electronic');
    expect(await again.prove()).toBe('RESULT_DELIVERED');
    expect(contentOf(await again.far.told(), 'THING_FILED')).toMatchObject({
      applicant: { applicantType: 'GR', name: '周测试', idType: 'SFZ', idNumber: '430102199512319031' },
      formFields: [
        { fieldName: '发卡地', fieldValue: '430100' },
        { fieldName: '授权同意', fieldValue: '是' },
        {},
      ],
      materials: [{ sourceType: 'DZZZ' }, { materialName: '实人认证', sourceType: 'SJGX' }],
      members: [{ itemCode: '43-RS-037-01', divisionCode: '430100', handleMode: 'QCWB' }],
    });
    const told = await again.near.told();
    expect(wordsOf(told)).toBe('SJ SL SC JD BJ ZS SD');
    expect(contentOf(told, 'SD')).toMatchObject({ SDFS: 'DZ' });
  });

  /**
   * Insured in 太原, living in 佛山. Whoever is not insured there is not accepted; a filing for days that are past needs the
   * papers of the treatment.
   */
  it('C2 异地就医结算备案: 佛山 → 太原', async () => {
    const filing = {
      item: '002091094000',
      division: '140100',
      mode: 'remote',
      applicant: PEOPLE.ofTaiyuan,
      form: {
        备案类型: '异地长期居住',
        参保地: '140100',
        就医地: '440600',
        开始日期: '2026-10-01',
        结束日期: '2027-09-30',
        承诺: '是',
      },
      materials: [
        { name: '居民身份证', source: 'original' },
        { name: '居住证', source: 'certificate' },
        { name: '个人承诺书', source: 'upload', bytes: pdf('承诺') },
      ],
    } as const;
    const stranger = await FlowCase.open(stage(), ['guangdong', 'shanxi'], {
      ...filing,
      applicant: PEOPLE.ofChangsha,
    });
    await stranger.reject('YB-102', '申请人未在太原市参保');
    expect(await stranger.prove()).toBe('NOT_ACCEPTED');
    expect(contentOf(await stranger.far.said(), '29')).toMatchObject({
      up_pro_process: [{ kstb_reason_code: 'YB-102', handle_explain: '申请人未在太原市参保' }],
    });

    const flow = await FlowCase.open(stage(), ['guangdong', 'shanxi'], filing);
    await flow.correct({ missing: ['门诊病历'], faulty: { 个人承诺书: '补办备案须写明就诊日期' } }, [
      { name: '门诊病历', source: 'upload', bytes: pdf('病历') },
      { name: '个人承诺书', source: 'upload', bytes: pdf('承诺，就诊 2026-10-08') },
    ]);
    await flow.accept('2026-11-25');
    await flow.decide('晋医备〔2026〕2号');
    await flow.transfer({ name: '异地就医备案结果', number: '2026-10-01/2027-09-30', bytes: pdf('备案') });
    await flow.deliver('window', 'electronic');
    expect(await flow.prove()).toBe('RESULT_DELIVERED');

    const said = await flow.near.said();
    expect(contentOf(said, 'SB')).toMatchObject({
      SXBM: '11440000MBY900019A2442091094000',
      BLMS: 'YDDSDB',
      SQR: { SQRLX: '1', ZJLX: '10', ZJHM: '140105200006159042' },
    });
    const told = await flow.far.told();
    expect(wordsOf(told)).toBe('10 11 13 70');
    expect(contentOf(told, '10')).toMatchObject({
      up_pro_accept: [
        {
          catalog_code: '002091094000',
          task_handle_item: 'SXJT-0620-001',
          applyer_name: '赵测试',
          applyer_page_type: '居民身份证',
          applyer_page_code: '140105200006159042',
          kstb_mode: '2',
          kstb_division: '140100',
        },
      ],
      kstb_list: [
        { list_kind: '表单', item_name: '备案类型', item_value: '异地长期居住' },
        { item_name: '参保地', item_value: '140100' },
        { item_name: '就医地', item_value: '440600' },
        ...[{}, {}, {}],
      ],
      up_pro_material: [{ get_type: '12' }, { material_name: '居住证', get_type: '21' }, { get_type: '11' }],
    });
    expect(contentOf(told, '13')).toMatchObject({ up_pro_material: [{ material_name: '门诊病历' }, {}] });
    expect(contentOf(told, '70')).toMatchObject({ up_pro_process: [{ kstb_delivery: '30' }] });
    expect(contentOf(await flow.near.told(), 'JD')).toMatchObject({ JDJG: 'ZY', WSH: '晋医备〔2026〕2号' });
  });

  /** Insured in 深圳 until yesterday, at home in 长沙, where he registers. While he is still insured he is not without work. */
  it('C11 失业登记: 深圳 → 长沙', async () => {
    const filing = {
      item: '002091054000',
      division: '430100',
      mode: 'remote',
      applicant: PEOPLE.ofChangsha,
      form: {
        失业日期: '2026-11-20',
        失业原因: '终止劳动合同',
        学历: '本科',
        求职意向: '软件开发',
        常住地: '430100',
      },
      materials: [
        { name: '居民身份证', source: 'original' },
        { name: '解除劳动合同证明', source: 'shared' },
      ],
    } as const;
    const early = await FlowCase.open(stage(), ['guangdong', 'hunan'], filing);
    await early.reject('SY-201', '广东参保状态为正常参保，尚未停保');
    expect(await early.prove()).toBe('NOT_ACCEPTED');
    expect(contentOf(await early.far.said(), 'NOT_ADMITTED')).toMatchObject({ reasonCode: 'SY-201' });

    const flow = await FlowCase.open(stage(), ['guangdong', 'hunan'], filing);
    await flow.accept('2026-12-04');
    await flow.decide('湘就业〔2026〕3号');
    await flow.transfer({ name: '就业创业证（电子）', number: '4301020026000003', bytes: pdf('就业创业证') });
    await flow.deliver('window', 'electronic');
    expect(await flow.prove()).toBe('RESULT_DELIVERED');
    const told = await flow.far.told();
    expect(wordsOf(told)).toBe('THING_FILED RECEIVED RESULT_HANDED');
    expect(contentOf(told, 'THING_FILED')).toMatchObject({ members: [{ itemCode: '43-RS-054-01' }] });
    expect(contentOf(told, 'RESULT_HANDED')).toMatchObject({ deliveryType: 'DZ' });
    expect(contentOf(await flow.near.told(), 'ZS')).toMatchObject({
      JGQD: [{ MC: '就业创业证（电子）', WSH: '4301020026000003' }],
    });
  });
}
