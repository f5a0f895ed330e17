import type { NewCertificate } from './certificate-desk.js';

/** Certificates of people and companies who do not exist: one of each kind, for a register to begin with. */

const LI = { kind: 'person', name: '李测试', code: '441803199001019018' } as const;
const COMPANY = { kind: 'company', name: '广州测试企业', code: '91440100MAY9000661' } as const;

const about = { name: LI.name, code: LI.code };

function contents(values: Readonly<Record<string, string>>) {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

export const SAMPLES: readonly NewCertificate[] = [
  {
    kind: 'identity',
    holders: [LI],
    contents: contents({ 姓名: about.name, 公民身份号码: about.code }),
    from: '2019-05-01',
    to: '2039-05-01',
  },
  {
    kind: 'licence',
    holders: [COMPANY],
    contents: contents({ 名称: COMPANY.name, 统一社会信用代码: COMPANY.code, 住所: '广州市测试路1号' }),
    from: '2020-03-02',
  },
  {
    kind: 'driving',
    holders: [LI],
    contents: contents({ 姓名: about.name, 证号: about.code, 准驾车型: 'C1' }),
    from: '2021-07-15',
    to: '2031-07-15',
  },
  {
    kind: 'qualification',
    holders: [LI],
    contents: contents({
      姓名: about.name,
      证书名称: '一级建造师',
      证书编号: 'CS2024000001',
      专业: '市政公用工程',
    }),
    from: '2024-01-01',
  },
  {
    kind: 'marriage',
    holders: [LI, { kind: 'person', name: '王测试', code: '410102199203034020' }],
    contents: contents({ 登记日期: '2019-10-01', 证号: 'J410102-2019-000001' }),
    from: '2019-10-01',
  },
  {
    kind: 'residence',
    holders: [LI],
    contents: contents({ 姓名: about.name, 居住地址: '某市测试路2号' }),
    from: '2025-01-01',
    to: '2027-12-31',
  },
  {
    kind: 'property',
    holders: [LI],
    contents: contents({ 权利人: about.name, 坐落: '某市测试路3号' }),
    from: '2019-06-01',
  },
];
