import { expect, it } from 'vitest';
import type { Stage } from '../../kit/stage.js';
import { attached, contentOf, FlowCase, jpeg, PEOPLE, pdf, wordsOf } from './flow-case.js';

/** 生育 and what comes with a child. */
export function playFamily(stage: () => Stage): void {
  /**
   * A couple of 山西 living in 深圳. Where the marriage is not found in the shared data, a promise will do; the same birth is
   * not registered twice.
   */
  it('C7 生育登记: 深圳 → 山西', async () => {
    const filing = {
      item: '002091135000',
      division: '140000',
      mode: 'online',
      applicant: PEOPLE.ofTaiyuan,
      form: {
        配偶姓名: '钱测试',
        配偶身份证号: '140102198802299026',
        婚姻状况: '已婚',
        孕周: '20',
        预产期: '2027-04-10',
        孩次: '1',
        居住地: '440300',
      },
      materials: [{ name: '结婚证', source: 'shared' }],
    } as const;
    const flow = await FlowCase.open(stage(), ['guangdong', 'shanxi'], filing);
    await flow.correct({ missing: ['婚姻状况承诺书'], faulty: { 结婚证: '共享数据中没有配偶信息' } }, [
      { name: '婚姻状况承诺书', source: 'upload', bytes: pdf('承诺') },
    ]);
    await flow.accept('2026-11-27');
    await flow.decide('晋卫生登〔2026〕7号');
    await flow.transfer({ name: '生育登记凭证', number: '14000020260007', bytes: pdf('凭证') });
    await flow.deliver('office', 'electronic');
    expect(await flow.prove()).toBe('RESULT_DELIVERED');

    const twice = await FlowCase.open(stage(), ['guangdong', 'shanxi'], filing);
    await twice.reject('SY-409', '该孕次已登记，凭证号 14000020260007');
    expect(await twice.prove()).toBe('NOT_ACCEPTED');
    expect(contentOf(await twice.near.told(), 'BYSL')).toMatchObject({ YYDM: 'SY-409' });

    const told = await flow.far.told();
    expect(wordsOf(told)).toBe('10 13');
    expect(contentOf(told, '10')).toMatchObject({
      up_pro_accept: [{ task_handle_item: 'SXJT-0619-001', kstb_mode: '1', kstb_division: '140000' }],
      kstb_list: expect.arrayContaining([
        expect.objectContaining({ item_name: '预产期', item_value: '2027-04-10' }),
      ]),
      up_pro_material: [{ material_name: '结婚证', get_type: '22' }],
    });
    expect(wordsOf(await flow.far.said())).toBe('11 12 20 30 40 50 60 70');
    expect(contentOf(await flow.near.told(), 'SD')).toMatchObject({ SDFS: 'DZ' });
  });

  /**
   * Born in 佛山, the parents' household in 驻马店. Guangdong's platform knows no things: the tasks are cases of their own. What
   * is finished stays finished when another fails.
   */
  it('C14 新生儿出生一件事: 佛山 → 驻马店', async () => {
    const filing = {
      division: '411700',
      mode: 'online',
      applicant: PEOPLE.ofZhengzhou,
      form: { 新生儿姓名: '王小测', 出生日期: '2026-11-01', 出生医学证明编号: 'Y440600001' },
    } as const;
    const certificate = { name: '出生医学证明', source: 'upload', bytes: pdf('出生医学证明') } as const;
    const household = await FlowCase.open(stage(), ['guangdong', 'henan'], {
      ...filing,
      item: '002091013000',
      materials: [certificate, { name: '居民户口簿', source: 'certificate' }],
    });
    await household.accept('2026-11-27');
    await household.decide('驻公户〔2026〕14号');
    await household.transfer({ name: '户籍类证明', number: 'HJ411700001', bytes: pdf('户籍') });
    await household.deliver('office', 'electronic');

    const card = await FlowCase.open(stage(), ['guangdong', 'henan'], {
      ...filing,
      item: '002091038000',
      materials: [certificate, { name: '新生儿照片', source: 'upload', bytes: jpeg('模糊') }],
    });
    await card.reject('HA-SB-14', '照片不清晰，且监护人信息不符');
    expect([await household.prove(), await card.prove()]).toEqual(['RESULT_DELIVERED', 'NOT_ACCEPTED']);

    expect(contentOf(await household.far.told(), 'HA01')).toMatchObject({
      SXBM: 'HA-GA-1013',
      BLDQH: '411700',
      CLS: { CL: [{ CLMC: '出生医学证明', CLLB: '01' }, { CLLB: '03' }] },
    });
    expect(contentOf(await card.near.told(), 'BYSL')).toMatchObject({
      YYDM: 'HA-SB-14',
      YYSM: '照片不清晰，且监护人信息不符',
    });
  });

  /**
   * The same from 长沙 as one thing: one form, one progress, members in three provinces. The card waits for the household's
   * paper, which 驻马店 gives to it; 太原 refuses its part, and nothing of the others is lost.
   */
  it('C14 新生儿出生一件事: 长沙 → 太原、驻马店、佛山', async () => {
    const { things } = stage();
    const [near, register, household, card] = [
      stage().desk('hunan'),
      stage().desk('shanxi'),
      stage().desk('henan'),
      stage().desk('guangdong'),
    ];
    const { thingNo } = await things.file({
      thingCode: 'HN-YJS-0001',
      applicant: PEOPLE.ofChangsha,
      form: [
        ['母亲姓名', '赵测试'],
        ['婚姻状况', '已婚'],
        ['新生儿姓名', '周小测'],
        ['出生日期', '2026-11-01'],
        ['落户地址', '驻马店市测试路14号'],
        ['发卡地', '440600'],
      ].map(([name, value]) => ({ name, value })),
      materials: await attached(near, [
        { name: '结婚证', source: 'shared' },
        { name: '出生医学证明', source: 'upload', bytes: pdf('出生医学证明') },
        { name: '居民户口簿', source: 'certificate' },
        { name: '新生儿照片', source: 'upload', bytes: jpeg('照片') },
      ]),
      members: [
        { item: '43-WJ-135-01', division: '140100', mode: 'online' },
        { item: '43-GA-013-01', division: '411700', mode: 'online' },
        { item: '43-RS-038-02', division: '440600', mode: 'online' },
      ],
    });
    const waiting = await things.shows(thingNo, 'HANDLING', ['HANDLING', 'HANDLING', 'WAITING']);
    const [first = '', second = ''] = waiting.members.map(({ hubNo }) => hubNo ?? '');

    const refused = await register.arrived(first, 'file');
    await register.act(refused.ref, { kind: 'intake', window: '网上受理', originals: [] });
    await register.act(refused.ref, { kind: 'reject', code: 'SX-WJ-7', reason: '夫妻双方均不在本省' });
    await grant(household, second, { name: '户籍类证明', number: 'HJ411700002' });
    const going = await things.shows(thingNo, 'HANDLING', ['FAILED', 'DONE', 'HANDLING']);
    const third = going.members[2]?.hubNo ?? '';
    const { materials } = await card.arrived(third, 'file');
    const paper = materials.find(({ name }) => name === '户籍类证明');
    expect(await card.download(paper?.fileId ?? '')).toEqual(pdf('户籍类证明'));
    await grant(card, third, { name: '社会保障卡', number: 'GD440600001' });
    await near.arrived(third, 'transfer');
    const done = await things.shows(thingNo, 'PARTLY_DONE', ['FAILED', 'DONE', 'DONE']);
    expect(done.members.map(({ documents }) => documents.map(({ name }) => name))).toEqual([
      [],
      ['户籍类证明'],
      ['社会保障卡'],
    ]);

    const opened = contentOf(await stage().words('shanxi').told(first), '10');
    expect(opened).toMatchObject({ up_pro_accept: [{ task_handle_item: 'SXJT-0619-001' }] });
    expect(JSON.stringify(opened)).not.toContain('落户地址'); // each office gets the least that it needs
    expect(contentOf(await stage().words('henan').told(second), 'HA01')).toMatchObject({
      SXBM: 'HA-GA-1013',
      BLDQH: '411700',
    });
    expect(contentOf(await stage().words('guangdong').told(third), 'SB')).toMatchObject({
      SXBM: '11440000MBY900019A2442091038000',
      CLQD: [{ CLMC: '新生儿照片' }, { CLMC: '户籍类证明', CLLY: '3' }],
    });
    const concluded = ['CaseAccepted', 'ReviewStarted', 'DecisionIssued', 'CaseConcluded'];
    const acts = ['SubmitCase', 'IntakeRecorded', ...concluded, 'ResultTransferred'];
    expect(await stage().prove('hunan', second, acts)).toBe('CONCLUDED');
    expect(await stage().prove('hunan', third, acts)).toBe('CONCLUDED');
  });

  /** An office takes an online case in, decides it and sends the paper. */
  async function grant(
    office: ReturnType<Stage['desk']>,
    caseNo: string,
    { name, number }: { name: string; number: string },
  ): Promise<void> {
    const { ref } = await office.arrived(caseNo, 'file');
    const fileId = await office.upload(`${name}.pdf`, 'application/pdf', pdf(name));
    for (const act of [
      { kind: 'intake', window: '网上受理', originals: [] },
      { kind: 'accept', number: ref, documentNo: `受${number}`, promised: '2026-12-01' },
      { kind: 'review' },
      { kind: 'decide', granted: true, documentNo: number },
      { kind: 'conclude' },
      { kind: 'transfer', documents: [{ name, number, fileId }] },
    ])
      await office.act(ref, act);
  }
}
