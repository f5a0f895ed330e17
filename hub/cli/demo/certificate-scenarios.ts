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

/** 免提交: an identity card of 河南 and a diploma of 广东 in the place of paper, each looked at for this very case. */
async function withoutPaper({ office }: CertificateWorld) {
  const card = await office.issue('henan', 'identity', WANG.idNumber);
  const diploma = await office.issue('guangdong', 'diploma', WANG.idNumber);
  const ref = office.newCaseRef();
  const purpose = { basicCode: '002090009000', caseRef: ref, reason: '办理学历公证，免交证明材料' };
  const materials = [];
  for (const [name, id] of [
    ['居民身份证', card],
    ['学历证书', diploma],
  ] as const) {
    const { useId: use } = await office.look('henan', id, purpose);
    materials.push({ name, source: 'certificate', certificate: { id, use } });
  }
  const filing = { item: ITEM.notary.henan, division: '440100', mode: 'online', applicant: WANG };
  return { diploma, filing: { ref, ...filing, form: [{ name: '份数', value: '1' }], materials } };
}

export const CERTIFICATE_SCENARIOS: readonly CertificateScenario[] = [
  {
    id: 'C9-paperless',
    title: {
      zh: '同上，不交一张纸：河南的身份证、广东的学历证书，两省互认（免提交）',
      en: 'the same without any paper: a card of Henan and a diploma of Guangdong, recognised in both',
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
