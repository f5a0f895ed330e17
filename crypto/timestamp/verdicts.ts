/** What is found of a time stamp. Only the first one is a yes. */
export const TIME_STAMP_VERDICTS = {
  VALID: { zh: '有效', en: 'valid' },
  MALFORMED: { zh: '无法解析', en: 'cannot be read' },
  IMPRINT_DIFFERS: { zh: '杂凑值不符', en: 'it is over something else' },
  NONCE_DIFFERS: { zh: '不是对本次请求的答复', en: 'it does not answer this request' },
  POLICY_DIFFERS: { zh: '时间戳策略不符', en: 'it is of another policy' },
  ATTRIBUTES_FALSE: { zh: '签名属性不成立', en: 'the signed attributes are false' },
  SIGNER_DIFFERS: { zh: '签名属性指明了另一证书', en: 'the signed attributes name another certificate' },
  SIGNATURE_FALSE: { zh: '签名不成立', en: 'the signature is false' },
  SIGNER_UNFIT: { zh: '签名证书不是时间戳专用证书', en: 'the certificate is not one for time stamps alone' },
  CERTIFICATE_NOT_VALID: {
    zh: '证书当时不在有效期',
    en: 'a certificate was not valid at that time',
  },
  REVOKED: { zh: '证书已撤销', en: 'a certificate is revoked' },
  RESTAMP_FALSE: {
    zh: '再次加盖的时间戳不成立',
    en: 'a later time stamp that should be over it is false',
  },
  SIGNER_MISSING: { zh: '缺少签名证书', en: 'the certificate of the signer is missing' },
  ALGORITHM_UNKNOWN: { zh: '算法不支持', en: 'an algorithm that is not supported' },
  EXTENSION_UNKNOWN: { zh: '含不认识的关键扩展', en: 'a critical extension that is not understood' },
  AUTHORITY_UNKNOWN: { zh: '不是所信任的时间戳机构', en: 'not of an authority that is trusted' },
  EXPIRED: {
    zh: '证书已过期，有效期内未再次加盖时间戳',
    en: 'a certificate has expired, and nothing was stamped over it in time',
  },
  ALGORITHM_WEAK: {
    zh: '算法已不可信，此前未再次加盖时间戳',
    en: 'an algorithm is no longer believed, and nothing was stamped over it in time',
  },
  REVOCATION_UNKNOWN: { zh: '无法确认证书是否已撤销', en: 'whether a certificate is revoked is not known' },
} as const;

export type TimeStampVerdict = keyof typeof TIME_STAMP_VERDICTS;

/** What nobody can say, as against what is false: the asker lacks a root or a list, or this program an algorithm. */
const OPEN: ReadonlySet<TimeStampVerdict> = new Set([
  'SIGNER_MISSING',
  'ALGORITHM_UNKNOWN',
  'EXTENSION_UNKNOWN',
  'AUTHORITY_UNKNOWN',
  'EXPIRED',
  'ALGORITHM_WEAK',
  'REVOCATION_UNKNOWN',
]);

/** Whether it could not be verified, though nothing false was found. */
export function isUnverified(verdict: TimeStampVerdict): boolean {
  return OPEN.has(verdict);
}

export function isFalse(verdict: TimeStampVerdict): boolean {
  return verdict !== 'VALID' && !OPEN.has(verdict);
}

/** What is found of one thing, and for people which, and why. */
export type Finding = readonly [TimeStampVerdict, string?];

export const VALID: Finding = ['VALID'];
