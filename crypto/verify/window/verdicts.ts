/** What a window without a network can be told. Closed; 1 is "it is not so", 3 "it cannot be said here". */
export const WINDOW_VERDICTS = {
  VALID: row(0, '有效', 'valid'),
  NOT_READABLE: row(1, '无法读取', 'it cannot be read'),
  FORGED: row(1, '签名不成立，或内容被改动', 'its signature does not hold, or it was changed'),
  WRONG_HOLDER: row(1, '出示人不是持证主体', 'it is not shown by its holder'),
  FOR_SOMEBODY_ELSE: row(1, '不是向本窗口出示的', 'it was not made for this window'),
  SHOWN_BEFORE: row(1, '不是对本次询问的出示', 'it does not answer this question'),
  OTHER_TYPE: row(1, '证照类型不符', 'it is of another type'),
  OTHER_FIELDS: row(1, '出示的字段与询问不符', 'it shows other fields than were asked for'),
  EXPIRED: row(1, '已过有效期', 'it has run out'),
  NOT_YET_VALID: row(1, '尚未生效', 'it is not valid yet'),
  REVOKED: row(1, '已吊销、注销或撤销', 'it was revoked or cancelled'),
  SUSPENDED: row(1, '已暂扣', 'it is suspended'),
  SUPERSEDED: row(1, '已被新版本替代', 'a later version has taken its place'),
  ISSUER_UNKNOWN: row(1, '颁发机构或其密钥未知', 'its issuer, or the key, is not known'),
  ISSUER_MAY_NOT: row(1, '颁发机构不得颁发此类证照', 'the issuer may not issue this type'),
  ISSUER_OUTSIDE_PLACE: row(
    1,
    '颁发机构或其平台不管辖此地',
    'the issuer, or its platform, is not for this place',
  ),
  ISSUER_OUTSIDE_TIME: row(1, '颁发机构当时无权颁发', 'the issuer might not issue it at that time'),
  KEY_OUTSIDE_TIME: row(1, '颁发密钥当时不在有效期', "the issuer's key was not valid at that time"),
  KEY_REVOKED: row(1, '颁发密钥已吊销', "the issuer's key was revoked"),
  LIST_MISSING: row(3, '无状态列表，无法判定', 'there is no status list to go by'),
  LIST_NOT_USABLE: row(3, '状态列表无法使用', 'the status list cannot be used'),
  LIST_TOO_OLD: row(3, '状态列表过旧，不予采信', 'the status list is too old'),
  KEYS_TOO_OLD: row(3, '公钥目录过旧，不予采信', 'the keys are too old'),
} as const;

export type WindowVerdict = keyof typeof WINDOW_VERDICTS;

function row<E extends 0 | 1 | 3>(exitCode: E, zh: string, en: string) {
  return { exitCode, zh, en } as const;
}
