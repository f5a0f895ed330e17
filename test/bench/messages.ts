import { uuidv7 } from 'uuidv7';
import { type MessageKey, type SignedParts, signMessage } from '#crypto/jose';
import { utf8 } from '#crypto/primitives';
import type { tongban } from '#proto/codec';
import {
  caseRefAt,
  certificateIdAt,
  certificateOf,
  consentIdAt,
  holderAt,
  ORGANISATION,
  REASON,
  TYPE,
} from './certificate-rows.js';
import type { LoadSpec } from './spec.js';

/** Messages of the usual size, signed beforehand: submissions of some 1.4 KB, a form and four materials, no file; uses of 700 bytes. */
export function presign(spec: LoadSpec, key: MessageKey): SignedParts[] {
  const run = uuidv7().slice(0, 13);
  return Array.from({ length: spec.messages }, (_, i) => {
    const { issuer, audience, work } = spec;
    const isSubmission = work === 'SUBMIT';
    const body = isSubmission ? submission(spec, `BENCH-${run}-${i}`, i) : use(spec, i);
    const payload = utf8(JSON.stringify(body));
    return signMessage(
      {
        cty: `tongban.v1.${isSubmission ? 'SubmitCase' : 'UseCertificate'}+json`,
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

/** Clerks of one platform: few enough uses of each to stay below the limit for an hour. */
const CLERKS = 5_000;

/** By a consent of its own each, as if every case needed one; STATUS needs none. */
function use({ work, itemCode, uses }: LoadSpec, i: number): object {
  const { platform, certificates, firstConsent } = uses;
  const n = firstConsent + i;
  const certificate = certificateOf(platform, n, certificates);
  const common = {
    operation: work,
    purpose: { basicCode: itemCode, caseRef: caseRefAt(n), reason: REASON },
    organisation: ORGANISATION,
    clerk: `窗口${n % CLERKS}`,
  };
  if (work === 'STATUS') return { ...common, certificateId: certificateIdAt(certificate) };
  const consentId = consentIdAt(n);
  if (work === 'FIND') return { ...common, consentId, holder: holderAt(certificate), typeCode: TYPE };
  return {
    ...common,
    consentId,
    certificateId: certificateIdAt(certificate),
    fields: ['名称', '法定代表人', '住所'],
  };
}

/** A message as it came over gRPC. */
export function partsOf(message: tongban.v1.SignedMessage.$Properties | null | undefined): SignedParts {
  const none = new Uint8Array(0);
  return {
    protected: message?.protected ?? none,
    payload: message?.payload ?? none,
    signature: message?.signature ?? none,
  };
}
