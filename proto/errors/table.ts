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

  NOT_FOUND: row(40, 'missing', '未找到', 'not found'),
  BEYOND_PUBLISHED: row(41, 'missing', '超出已发布的日志范围', 'beyond the published log'),

  DIGEST_MISMATCH: row(45, 'refused', '文件摘要不符', 'the bytes do not match the digest'),
  OFFSET_MISMATCH: row(46, 'stale', '续传位置不符', 'the upload continues elsewhere'),

  RATE_LIMITED: row(50, 'limited', '请求过于频繁', 'too many requests', 'wait'),
  UNAVAILABLE: row(51, 'unavailable', '暂时不可用', 'not available now', 'wait'),
  TIMED_OUT: row(52, 'timedOut', '超时', 'timed out', 'wait'),

  INTERNAL: row(55, 'internal', '内部错误', 'internal error', 'wait'),
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
