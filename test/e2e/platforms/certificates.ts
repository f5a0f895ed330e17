import { expect, it } from 'vitest';
import type { Stage } from '../../kit/stage.js';
import { contentOf, FlowCase, fileAt, PEOPLE, pdf, wordsOf } from './flow-case.js';

/** 公证 and 职业资格: what somebody has learnt. */
export function playCertificates(stage: () => Stage): void {
  /** 学历 is verified through shared data; where it is not there the paper is asked for. Whoever takes consent back withdraws. */
  it('C9 学历公证: 郑州 → 广州', async () => {
    const filing = {
      item: '002090009000',
      division: '440100',
      mode: 'online',
      applicant: PEOPLE.ofZhengzhou,
      form: {
        学历: '2',
        毕业年月: '2010年07月',
        使用地: '新加坡',
        语种: '英文',
        份数: '2',
        公证费: '160.00',
      },
      materials: [
        { name: '居民身份证', source: 'certificate' },
        { name: '学历信息', source: 'shared' },
      ],
    } as const;
    const hesitant = await FlowCase.open(stage(), ['henan', 'guangdong'], filing);
    await hesitant.withdraw('申请人撤回学历数据共享授权');
    expect(await hesitant.prove()).toBe('WITHDRAWN');
    expect(contentOf(await hesitant.far.told(), 'CH')).toMatchObject({ YY: '申请人撤回学历数据共享授权' });

    const flow = await FlowCase.open(stage(), ['henan', 'guangdong'], filing);
    await flow.correct({ missing: ['毕业证书'], faulty: {} }, [
      { name: '毕业证书', source: 'upload', bytes: pdf('毕业证书') },
    ]);
    expect(await fileAt(flow, '毕业证书')).toEqual(pdf('毕业证书'));
    await flow.accept('2026-12-11');
    await flow.decide('（2026）粤穗公证字第9号');
    await flow.transfer({ name: '公证书', number: '（2026）粤穗公证字第9号', bytes: pdf('公证书') }, 'SF9');
    await flow.deliver('office', 'courier', 'SF9');
    expect(await flow.prove()).toBe('RESULT_DELIVERED');

    expect(contentOf(await flow.near.said(), 'HA01')).toMatchObject({
      SXBM: 'HA-SF-0009',
      BLFS: '1',
      BD: { FIELD: expect.arrayContaining([{ '@name': '毕业年月', '#text': '2010年07月' }]) },
    });
    const told = await flow.far.told();
    expect(wordsOf(told)).toBe('SB BZ');
    expect(contentOf(told, 'SB')).toMatchObject({
      SXBM: '11440000MBY900019A3442090009000',
      BLMS: 'QCWB',
      SQR: { XM: '王测试', ZJHM: '410102198802299026' },
      BDXX: expect.arrayContaining([
        { ZDM: '学历层次', ZDZ: '本科' },
        { ZDM: '毕业日期', ZDZ: '2010-07' },
        { ZDM: '公证费', ZDZ: '160.00' },
      ]),
    });
    const heard = await flow.near.told();
    expect(wordsOf(heard)).toBe('HA02 HA03 HA05 HA07 HA08 HA09 HA10 HA11');
    expect(contentOf(heard, 'HA03')).toMatchObject({ QSS: { QS: ['毕业证书'] }, BZJZRQ: '20261203' });
    expect(contentOf(heard, 'HA11')).toMatchObject({ SDFS: '2', WLDH: 'SF9' });
  });

  /** Issued by 河南, the holder lives in 广州. One that was revoked is denied after review; a name that changed needs its paper. */
  it('C12 专业技术人员职业资格证书补发: 广州 → 河南', async () => {
    const filing = {
      item: '002090012000',
      division: '410000',
      mode: 'remote',
      applicant: PEOPLE.ofQingxin,
      form: { 证书名称: '一级建造师', 管理号: '2015034410340000004101000123', ZSJB: '3', PZRQ: '20150920' },
      materials: [
        { name: '居民身份证', source: 'original' },
        { name: '遗失声明', source: 'upload', bytes: pdf('遗失') },
      ],
    } as const;
    const revoked = await FlowCase.open(stage(), ['guangdong', 'henan'], filing);
    await revoked.accept('2026-12-18');
    await revoked.decide('豫人考不补〔2026〕12号', '该证书已于2024年被撤销');
    expect(await revoked.prove()).toBe('CONCLUDED');
    expect(contentOf(await revoked.near.told(), 'JD')).toMatchObject({
      JDJG: 'BY',
      LY: '该证书已于2024年被撤销',
    });
    expect(contentOf(await revoked.far.said(), 'HA08')).toMatchObject({ JDJG: '0' });

    const flow = await FlowCase.open(stage(), ['guangdong', 'henan'], filing);
    await flow.correct({ missing: ['姓名变更证明'], faulty: {} }, [
      { name: '姓名变更证明', source: 'upload', bytes: pdf('曾用名') },
    ]);
    await flow.accept('2026-12-18');
    await flow.decide('豫人考补〔2026〕12号');
    await flow.transfer({ name: '职业资格证书（补发）', number: '豫2026补12', bytes: pdf('补发') }, 'EMS12');
    await flow.deliver('window', 'window');
    expect(await flow.prove()).toBe('RESULT_DELIVERED');
    const told = await flow.far.told();
    expect(wordsOf(told)).toBe('HA01 HA02 HA04 HA11');
    expect(contentOf(told, 'HA01')).toMatchObject({
      SXBM: 'HA-RS-0012',
      BLFS: '2',
      BD: {
        FIELD: expect.arrayContaining([
          { '@name': '证书级别', '#text': '高级' },
          { '@name': '批准日期', '#text': '2015-09-20' },
        ]),
      },
      CLS: { CL: [{ CLLB: '02' }, { CLMC: '遗失声明', CLLB: '01' }] },
    });
    expect(contentOf(await flow.near.said(), 'SB')).toMatchObject({
      BDXX: expect.arrayContaining([{ ZDM: 'ZSJB', ZDZ: '3' }]),
    });
    expect(contentOf(await flow.near.told(), 'ZS')).toMatchObject({
      JGQD: [{ MC: '职业资格证书（补发）', WSH: '豫2026补12' }],
      WLDH: 'EMS12',
    });
  });
}
