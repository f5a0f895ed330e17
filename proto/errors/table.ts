/**
 * The closed vocabulary of errors: one row per value of `tongban.v1.ErrorCode`.
 * The family decides the class, the HTTP status and the gRPC status; nothing else does.
 */

/** What kind of failure a code is. Both transports map families, never single codes. */
export type ErrorFamily =
  | 'malformed'
  | 'tooLarge'
  | 'unverified'
  | 'denied'
  | 'refused'
  | 'conflict'
  | 'stale'
  | 'missing'
  | 'wrongMethod'
  | 'limited'
  | 'unavailable'
  | 'timedOut'
  | 'internal';

/** Whether sending the same bytes again can help: never, or after waiting. */
export type RetryClass = 'never' | 'wait';

interface ErrorRow {
  readonly number: number;
  readonly family: ErrorFamily;
  readonly retry: RetryClass;
  readonly zh: string;
  readonly en: string;
}

/** Numbers equal `tongban.v1.ErrorCode`; proved by test/conformance/errors.test.ts. */
export const ERRORS = {
  MALFORMED: row(1, 'malformed', '报文格式不正确', 'the message is not well formed'),
  TOO_LARGE: row(2, 'tooLarge', '超过大小限制', 'over the size limit'),
  UNKNOWN_MESSAGE_TYPE: row(3, 'malformed', '未知的报文类型', 'unknown message type'),
  BAD_PATH: row(4, 'malformed', '请求路径不规范', 'the path is not in its canonical spelling'),
  METHOD_NOT_ALLOWED: row(5, 'wrongMethod', '不支持该请求方法', 'the resource does not offer this method'),

  SIGNATURE_INVALID: row(10, 'unverified', '签名验证失败', 'the signature does not verify'),
  ALGORITHM_NOT_ALLOWED: row(11, 'unverified', '不允许的签名算法', 'the algorithm is not allowed'),
  KEY_UNKNOWN: row(12, 'unverified', '未登记的密钥', 'the key is not registered'),
  KEY_NOT_VALID: row(13, 'unverified', '密钥不在有效期内', 'the key was not valid at that time'),
  AUDIENCE_WRONG: row(14, 'unverified', '报文不是发给本枢纽的', 'the message is addressed to another hub'),
  ISSUER_MISMATCH: row(15, 'unverified', '签发方与连接身份不符', 'the issuer is not the connected peer'),
  CLOCK_SKEW: row(16, 'unverified', '签发时间超出允许范围', 'the time of signing is outside the window'),
  CRITICAL_HEADER: row(17, 'unverified', '含有不支持的关键头', 'an unknown critical header'),
  UNAUTHENTICATED: row(18, 'unverified', '连接方未登记', 'the connection names no registered peer'),

  NOT_ALLOWED: row(20, 'denied', '无此权限', 'not allowed'),
  WRONG_PLATFORM: row(21, 'denied', '该操作属于其他平台', 'the act belongs to another platform'),

  ITEM_NOT_MAPPED: row(30, 'refused', '事项未映射', 'the item has no mapping'),
  MODE_NOT_OFFERED: row(31, 'refused', '事项不支持该办理模式', 'the item does not offer this mode'),
  ILLEGAL_TRANSITION: row(32, 'refused', '当前状态不允许此操作', 'the state of the case does not allow this'),
  CONFLICT: row(33, 'conflict', '同一报文编号内容不同', 'the message id was used for other bytes'),
  DUPLICATE_CASE: row(34, 'conflict', '办件编号已存在', 'the case number is taken'),
  BLOB_MISSING: row(35, 'refused', '引用的文件未上传', 'a referenced file was not uploaded'),
  LEASE_LOST: row(36, 'stale', '投递租约已失效', 'the lease is no longer held'),
  POINT_ALREADY_NOTICED: row(37, 'refused', '该补正事项已经告知过', 'the point was noticed before'),
  POINT_NOT_NOTICED_AT_ONCE: row(
    38,
    'refused',
    '补正事项未一次性告知',
    'the point was not in the first notice',
  ),
  COMMITMENT_NOT_ALLOWED: row(
    39,
    'refused',
    '事项不适用该容缺受理或告知承诺',
    'the item does not allow this on a commitment',
  ),

  NOT_FOUND: row(40, 'missing', '未找到', 'not found'),
  BEYOND_PUBLISHED: row(41, 'missing', '超出已发布的日志范围', 'beyond the published log'),
  CASE_ERASED: row(42, 'missing', '办件内容已依法销毁', 'the contents of the case were erased'),

  DIGEST_MISMATCH: row(45, 'refused', '文件摘要不符', 'the bytes do not match the digest'),
  OFFSET_MISMATCH: row(46, 'stale', '续传位置不符', 'the upload continues elsewhere'),

  RATE_LIMITED: row(50, 'limited', '请求过于频繁', 'too many requests', 'wait'),
  UNAVAILABLE: row(51, 'unavailable', '暂时不可用', 'not available now', 'wait'),
  TIMED_OUT: row(52, 'timedOut', '超时', 'timed out', 'wait'),

  INTERNAL: row(55, 'internal', '内部错误', 'internal error', 'wait'),

  CERTIFICATE_UNKNOWN: row(60, 'refused', '没有该电子证照', 'no such electronic certificate'),
  CERTIFICATE_NOT_VALID: row(61, 'refused', '电子证照不在有效状态', 'the certificate is not valid'),
  CERTIFICATE_SUPERSEDED: row(62, 'refused', '电子证照已有新版本', 'the certificate has a later version'),
  CERTIFICATE_NOT_RECOGNISED: row(
    63,
    'refused',
    '该事项不认可此类电子证照',
    'the certificate is not recognised here',
  ),
  ISSUER_NOT_TRUSTED: row(64, 'denied', '颁发机构不得颁发此类电子证照', 'the issuer may not issue this'),
  CONSENT_MISSING: row(65, 'denied', '缺少持证主体授权', 'the consent of the holder is missing'),
  CONSENT_NOT_VALID: row(66, 'denied', '授权无效或不适用于本次用证', 'the consent does not cover this use'),
  DUTY_NOT_LISTED: row(67, 'denied', '不在依职能用证清单内', 'the duty is not on the list'),
  PURPOSE_MISSING: row(68, 'refused', '未说明用证目的', 'the purpose of the use is missing'),
  PRESENTATION_USED: row(69, 'refused', '亮证码已使用', 'the presentation code was used before'),
  PRESENTATION_EXPIRED: row(70, 'refused', '亮证码已过期', 'the presentation code has run out'),
  TOO_MANY_USES: row(71, 'limited', '用证过于频繁', 'too many uses of certificates', 'wait'),
  ISSUER_UNREACHABLE: row(
    72,
    'unavailable',
    '颁证方平台暂时无法连接',
    'the issuing platform cannot be reached',
    'wait',
  ),
  ISSUER_REFUSED: row(73, 'refused', '颁证方平台拒绝提供', 'the issuing platform gives nothing'),
  ISSUER_ANSWER_INVALID: row(
    74,
    'unavailable',
    '颁证方平台的答复无法验证',
    'the answer of the issuing platform is not valid',
    'wait',
  ),

  ALREADY_RATED: row(80, 'refused', '该办件的这一方已经评价过', 'this side of the case was rated before'),
  LIFE_EVENT_UNSOUND: row(
    90,
    'refused',
    '一件事的事项组合有误',
    'the members of the life event do not fit together',
  ),
  LIFE_EVENT_MEMBER_UNFIT: row(
    91,
    'refused',
    '不是该一件事所申报的事项',
    'the case is not the declared member',
  ),
  ORIGINALS_UNACCOUNTED: row(75, 'refused', '原件去向不明，不得办结', 'originals are unaccounted for'),
  INTAKE_NOT_GRANTED: row(77, 'denied', '未获办理地收件授权', 'the deciding platform has not granted this'),
  INTAKE_GRANT_ENDED: row(78, 'refused', '该授权届时已终止', 'the grant has ended by then'),
  NOTICE_OUTDATED: row(79, 'refused', '告知书版本不是现行版本', 'the notice shown is not the one in force'),
  APPLICANT_BARRED: row(
    81,
    'refused',
    '申请人信用记录不适用容缺受理或告知承诺',
    'records bar the applicant from being handled on a commitment',
  ),
  TOO_MANY_EARLY_ACTS: row(83, 'refused', '提前到达的操作过多', 'too many acts have come too early'),
  EARLY_ACT_REFUSED: row(84, 'refused', '该操作暂存后已被拒收', 'the act was held back and refused'),
  EARLY_ACT_LAPSED: row(
    85,
    'refused',
    '所待的前序操作逾期未到',
    'what the act builds on has not come in time',
  ),
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof ERRORS;

/** The codes of one family. */
export type CodeOf<F extends ErrorFamily> = {
  [C in ErrorCode]: (typeof ERRORS)[C]['family'] extends F ? C : never;
}[ErrorCode];

function row<F extends ErrorFamily>(
  number: number,
  family: F,
  zh: string,
  en: string,
  retry: RetryClass = 'never',
): ErrorRow & { readonly family: F } {
  return { number, family, retry, zh, en };
}
