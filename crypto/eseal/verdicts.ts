/** What is asked of a sealed document, in the order of GB/T 38540, each answered by itself. */
export const SEAL_STEPS = {
  STRUCTURE: { zh: '结构', en: 'structure' },
  SEAL_SIGNATURE: { zh: '制章人对印章的签名', en: 'the seal maker’s signature' },
  SEAL_MAKER: { zh: '制章人', en: 'the seal maker is accepted' },
  SEAL_VALIDITY: { zh: '签章时印章有效', en: 'the seal was valid when it was used' },
  SIGNER_LISTED: { zh: '签章人在印章名单内', en: 'the seal names the signer' },
  SIGNER_CERTIFICATE: { zh: '签章人证书', en: 'the signer’s certificate' },
  SIGNATURE: { zh: '签章人的签名', en: 'the signer’s signature' },
  DATA_HASH: { zh: '原文杂凑值', en: 'the digest of what was sealed' },
} as const;

export type SealStep = keyof typeof SEAL_STEPS;

/** The answers. Only the first one is a yes. */
export const SEAL_VERDICTS = {
  PASS: { zh: '通过', en: 'passed' },
  MALFORMED: { zh: '无法解析', en: 'cannot be read' },
  EXTENSION_UNKNOWN: { zh: '含不认识的关键扩展', en: 'has a critical extension that is not understood' },
  ALGORITHM_UNKNOWN: { zh: '算法不支持', en: 'of an algorithm that is not supported' },
  SIGNATURE_FALSE: { zh: '签名不成立', en: 'the signature is false' },
  MAKER_UNKNOWN: { zh: '制章人未被认可', en: 'a seal maker that is not accepted' },
  ISSUER_UNKNOWN: { zh: '证书颁发机构未被认可', en: 'a certificate of an authority that is not accepted' },
  CERTIFICATE_MALFORMED: { zh: '证书无法解析', en: 'the certificate cannot be read' },
  CERTIFICATE_NOT_VALID: { zh: '证书当时不在有效期', en: 'the certificate was not valid at that time' },
  CERTIFICATE_UNFIT: { zh: '证书不得用于签名', en: 'the certificate is not one for signing' },
  SEAL_NOT_YET_VALID: { zh: '签章时印章尚未生效', en: 'the seal was not yet valid' },
  SEAL_EXPIRED: { zh: '签章时印章已过期', en: 'the seal had expired' },
  SIGNER_NOT_LISTED: { zh: '签章人不在名单内', en: 'the seal does not name the signer' },
  HASH_DIFFERS: { zh: '杂凑值不符', en: 'the digest differs' },
  UNPROVEN: { zh: '旧版（GM/T 0031）签章，不予证明', en: 'a signature of GM/T 0031: shown, not proven' },
  NOT_CHECKED: { zh: '未检查', en: 'not checked' },
} as const;

export type SealVerdict = keyof typeof SEAL_VERDICTS;

/** What nobody can say, as against what is false: the asker does not know the maker, or this program not the algorithm. */
const OPEN: ReadonlySet<SealVerdict> = new Set([
  'PASS',
  'MAKER_UNKNOWN',
  'ISSUER_UNKNOWN',
  'ALGORITHM_UNKNOWN',
  'EXTENSION_UNKNOWN',
  'UNPROVEN',
  'NOT_CHECKED',
]);

/** Whether the answer leaves it possible that the seal is good. */
export function isOpen({ verdict }: SealAnswer): boolean {
  return OPEN.has(verdict);
}

export interface SealAnswer {
  readonly step: SealStep;
  readonly verdict: SealVerdict;
  /** For people: where it cannot be read, which name is not known. */
  readonly detail?: string;
}
