import type { ErrorCode } from '#proto/errors';
import type { CertificateOffice } from './certificate-office.js';
import { decideAtGuangdong, ITEM, type Scenario, WANG, type World } from './scenarios.js';

/** The two platforms and the certificates of both provinces. */
export interface CertificateWorld extends World {
  readonly office: CertificateOffice;
}

/** A story with certificates, which ends with a case or with the hub's refusal to open one. */
export interface CertificateScenario extends Omit<Scenario, 'endState' | 'play'> {
  readonly endState: Scenario['endState'] | { readonly refusal: ErrorCode };
  /** @returns the hub's case number, or what the clerk is told when the hub opens no case. */
  play(world: CertificateWorld): Promise<string | { readonly refusal: string }>;
}

/**
 * 免提交: an identity card of 河南 and a diploma of 广东 in the place of paper, each looked at for this very case: the card shown by
 * its holder as a code on his telephone, which the window scans; the diploma by its number.
 */
async function withoutPaper({ office, henan }: CertificateWorld) {
  const holder = { kind: 'person', name: WANG.name, code: WANG.idNumber };
  const contents = [
    { name: '姓名', value: WANG.name },
    { name: '公民身份号码', value: WANG.idNumber },
  ];
  const card = await henan.issue({ kind: 'identity', holders: [holder], contents, from: '2024-01-01' });
  const code = await henan.codeFor(card, holder, ['姓名']);
  const diploma = await office.issue('guangdong', 'diploma', WANG.idNumber);
  const ref = office.newCaseRef();
  const purpose = { basicCode: '002090009000', caseRef: ref, reason: '办理学历公证，免交证明材料' };
  const scan = { code, item: ITEM.notary.henan, caseRef: ref, reason: purpose.reason, clerk: '演示窗口' };
  const shown = await henan.scan({ ...scan, contents: ['姓名'] });
  const { useId: looked } = await office.look('henan', diploma, purpose);
  const standFor = (name: string, id: string, use: string) => ({
    name,
    source: 'certificate',
    certificate: { id, use },
  });
  const materials = [standFor('居民身份证', card, shown), standFor('学历证书', diploma, looked)];
  const filing = { item: ITEM.notary.henan, division: '440100', mode: 'online', applicant: WANG };
  return { diploma, filing: { ref, ...filing, form: [{ name: '份数', value: '1' }], materials } };
}

export const CERTIFICATE_SCENARIOS: readonly CertificateScenario[] = [
  {
    id: 'C9-paperless',
    title: {
      zh: '同上，不交一张纸：河南的身份证（手机亮码，窗口扫码）、广东的学历证书，两省互认（免提交）',
      en: 'the same without any paper: a card of Henan, shown as a code, and a diploma of Guangdong, recognised in both',
    },
    endState: 'RESULT_DELIVERED',
    play: async (world) => {
      const { filing } = await withoutPaper(world);
      const { ref } = await world.henan.file(filing);
      const hubNo = await world.henan.numbered(ref);
      const office = await world.guangdong.arrived(hubNo, 'file');
      await world.guangdong.act(office.ref, {
        kind: 'intake',
        window: '广州测试公证处网上受理',
        originals: [],
      });
      await world.henan.arrived(hubNo, 'intake');
      await decideAtGuangdong(world, hubNo, office);
      return hubNo;
    },
  },
  {
    id: 'C9-revoked',
    title: {
      zh: '同上，学历证书在申报前一刻被广东吊销：枢纽拒收',
      en: 'the same, but Guangdong revokes the diploma a moment before: the hub refuses the case',
    },
    endState: { refusal: 'CERTIFICATE_NOT_VALID' },
    play: async (world) => {
      const { filing, diploma } = await withoutPaper(world);
      await world.office.revoke('guangdong', diploma, '经查系冒名办理');
      const { ref } = await world.henan.file(filing);
      return { refusal: await world.henan.refused(ref) };
    },
  },
];
