import { uuidv7 } from 'uuidv7';
import { type MessageKey, type SignedParts, signMessage } from '#crypto/jose';
import { utf8 } from '#crypto/primitives';
import type { LoadSpec } from './spec.js';

/** Submissions of the usual size, signed beforehand: some 1.4 KB, a form and four materials, no file. */
export function presign(spec: LoadSpec, key: MessageKey): SignedParts[] {
  const run = uuidv7().slice(0, 13);
  return Array.from({ length: spec.messages }, (_, i) => {
    const payload = utf8(JSON.stringify(submission(spec, `BENCH-${run}-${i}`, i)));
    const { issuer, audience } = spec;
    return signMessage(
      {
        cty: 'tongban.v1.SubmitCase+json',
        issuer,
        audience,
        messageId: uuidv7(),
        issuedAt: Date.now(),
        payload,
      },
      key,
    );
  });
}

function submission(spec: LoadSpec, caseRef: string, i: number): object {
  return {
    caseRef,
    itemCode: spec.itemCode,
    divisionCode: spec.divisionCode,
    mode: 'FULLY_ONLINE',
    appliedAt: '2026-11-22T09:58:00+08:00',
    personal: {
      open: {
        applicantKind: 'NATURAL_PERSON',
        applicant: { name: '测试人员', idType: '111', idNumber: '441803199001019018', phone: '020-80000001' },
        form: [
          { name: '证书名称', value: '一级建造师（建筑工程）' },
          { name: '管理号', value: `20150344103400000041010${String(i).padStart(5, '0')}` },
          { name: '取得年度', value: '2015' },
          { name: '邮寄地址', value: '广东省广州市天河区体育西路测试大厦1208室' },
          {
            name: '补发原因',
            value: '证书原件于搬家途中遗失，已登报声明作废，现申请补发并愿意承担相应责任。',
          },
        ],
      },
    },
    materials: [
      { name: '居民身份证', code: 'CL-001', source: 'E_CERTIFICATE' },
      { name: '遗失声明', code: 'CL-002', source: 'ORIGINAL_CHECKED' },
      { name: '近期免冠照片', code: 'CL-003', source: 'ORIGINAL_CHECKED' },
      { name: '学历信息', code: 'CL-004', source: 'SHARED_DATA' },
    ],
  };
}
