import { expect, it } from 'vitest';
import { usccFault } from '#domain/codes';
import { eventually } from '../../kit/eventually.js';
import type { Stage } from '../../kit/stage.js';
import { inventedUscc } from '../../kit/uscc.js';
import { contentOf, FlowCase, fileAt, PEOPLE, pdf, wordsOf } from './flow-case.js';

/** 市场监管: what a business needs. */
export function playBusiness(stage: () => Stage): void {
  /**
   * A company founds another in 太原 from the window in 清新. The name is too near to another one and a signer has not proved
   * who he is: told once, both. The licence bears a code that 太原 has given.
   */
  it('C4 企业设立登记: 清新 → 太原', async () => {
    const scope = '软件开发；"信息技术"咨询,服务';
    const flow = await FlowCase.open(stage(), ['qingxin', 'shanxi'], {
      item: '002091069000',
      division: '140100',
      mode: 'remote',
      applicant: PEOPLE.company,
      form: {
        名称: '太原测试科技有限公司',
        企业类型: '有限责任公司',
        注册资本: '1000000.00',
        住所: '140105，太原市小店区测试路4号',
        经营范围: scope,
        法定代表人: '赵测试',
        联办事项: '印章刻制、税务登记、社保登记',
      },
      materials: [
        { name: '登记申请书', source: 'upload', bytes: pdf('申请书') },
        { name: '公司章程', source: 'upload', bytes: pdf('章程') },
        { name: '股东主体资格证明', source: 'certificate' },
        { name: '住所使用证明', source: 'original' },
      ],
    });
    await flow.correct({ missing: ['实名认证记录'], faulty: { 登记申请书: '名称与已登记企业近似' } }, [
      { name: '实名认证记录', source: 'shared' },
      { name: '登记申请书', source: 'upload', bytes: pdf('申请书，改名') },
    ]);
    expect(await fileAt(flow, '登记申请书')).toEqual(pdf('申请书，改名'));
    await flow.accept('2026-11-27');
    await flow.decide('并市监设〔2026〕4号');
    const code = inventedUscc('91140105', 404);
    await flow.transfer({ name: '营业执照', number: code, bytes: pdf('营业执照') }, 'EMS4');
    await flow.deliver('window', 'courier', 'EMS4');
    expect(await flow.prove()).toBe('RESULT_DELIVERED');

    const told = await flow.far.told();
    expect(wordsOf(told)).toBe('10 11 13 70');
    expect(contentOf(told, '10')).toMatchObject({
      up_pro_accept: [
        {
          task_handle_item: 'SXJT-0615-001',
          applyer_type: '2',
          applyer_name: '广州测试企业',
          applyer_page_type: '统一社会信用代码',
          applyer_page_code: '91440100MAY9000661',
        },
      ],
      kstb_list: expect.arrayContaining([
        expect.objectContaining({ list_kind: '表单', item_name: '经营范围', item_value: scope }),
      ]),
    });
    expect(contentOf(await flow.far.said(), '12')).toMatchObject({
      kstb_list: [
        { list_kind: '不合格', item_name: '登记申请书' },
        { list_kind: '缺少', item_name: '实名认证记录' },
      ],
    });
    await eventually(async () => expect(wordsOf(await flow.near.said())).toBe('申报 收件 补正 送达'));
    expect(contentOf(await flow.near.said(), '申报')).toMatchObject({
      事项编码: 'QX0669',
      办理区划: '140100',
      申请人类型: '企业',
      证件类型: 'T',
      明细: expect.arrayContaining([expect.objectContaining({ 名称: '经营范围', 内容: scope })]),
    });
    const heard = await flow.near.told();
    expect(wordsOf(heard)).toBe('补正告知 受理 审查 决定 办结 结果转送');
    expect(contentOf(heard, '决定')).toMatchObject({ 决定结果: '同意', 文书号: '并市监设〔2026〕4号' });
    const { 明细: documents } = contentOf(heard, '结果转送') as { 明细: Record<string, string>[] };
    expect(documents).toMatchObject([{ 类别: '结果', 名称: '营业执照', 编码: code }]);
    expect(usccFault(documents[0]?.编码 ?? '')).toBeUndefined();
  });
}
