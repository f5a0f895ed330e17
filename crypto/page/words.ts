import type { Language } from '#crypto/verify';

/** The page's own words. What a report says is the verifier's. */
export const WORDS = {
  title: { zh: '办件证据核验', en: 'Verify the evidence of a case' },
  lead: {
    zh: '在本机核验证据包。文件不离开这台电脑，不联网；除您要求记住的信任文件外，关闭页面后不留任何内容。',
    en: 'Checks an evidence bundle on this computer. No file leaves it, nothing is sent; nothing is kept when the page is closed but the trust files, if you ask for it.',
  },
  handIn: { zh: '一、放入文件', en: '1. Hand in the files' },
  drop: {
    zh: '将证据包和信任文件拖到这里，或在下面逐项选择',
    en: 'Drop the bundle and the trust files here, or choose them below',
  },
  bundle: { zh: '证据包', en: 'Evidence bundle' },
  bundleHint: {
    zh: '<办件编号>.evidence.zip，或一个期间的证据 zip',
    en: '<case>.evidence.zip, or the zip of a period',
  },
  policy: { zh: '日志信任策略', en: 'Log policy' },
  policyHint: {
    zh: 'policy.txt，您信任的日志与见证方公钥',
    en: 'policy.txt: the keys of the log and witnesses that you trust',
  },
  platforms: { zh: '平台公钥', en: 'Platform keys' },
  platformsHint: {
    zh: 'platforms.json，您信任的平台签名公钥',
    en: 'platforms.json: the signing keys of platforms that you trust',
  },
  gm: { zh: '日志国密公钥（可选）', en: 'SM2 key of the log (optional)' },
  gmHint: { zh: 'policy.gm', en: 'policy.gm' },
  tsa: { zh: '时间戳机构根证书（可选）', en: 'Time stamp authorities (optional)' },
  tsaHint: {
    zh: 'PEM，您信任的时间戳机构；可多个文件',
    en: 'PEM: the authorities for time stamps that you trust; several files',
  },
  tsaCrl: { zh: '时间戳证书撤销列表（可选）', en: 'Their lists of revoked certificates (optional)' },
  tsaCrlHint: { zh: 'CRL，DER 或 PEM；可多个文件', en: 'CRL, DER or PEM; several files' },
  warning: {
    zh: '信任文件须由您从其他渠道取得，不能取自证据包，也不能由被核验的一方提供。',
    en: 'The trust files must come to you another way: not from the bundle, nor from whom you check.',
  },
  none: { zh: '未选择', en: 'none chosen' },
  withheld: {
    zh: '未公开的内容不算证据不全（同 --allow-withheld）',
    en: 'Withheld contents do not make the evidence incomplete (as --allow-withheld)',
  },
  remember: {
    zh: '在本浏览器中记住信任文件（不含证据包）',
    en: 'Remember the trust files in this browser (never the bundle)',
  },
  choose: { zh: '选择……', en: 'Choose…' },
  remove: { zh: '移除', en: 'Remove' },
  remembered: { zh: '已记住的', en: 'remembered' },
  verify: { zh: '开始核验', en: 'Verify' },
  needs: { zh: '还缺：', en: 'Still needed: ' },
  checking: { zh: '正在核验，请稍候……', en: 'Checking, please wait…' },
  result: { zh: '二、核验结果', en: '2. Result' },
  subject: { zh: '办件编号', en: 'Case' },
  period: { zh: '期间', en: 'Period' },
  question: { zh: '核验项', en: 'Question' },
  verdict: { zh: '结论', en: 'Verdict' },
  facts: { zh: '依据', en: 'Facts' },
  answers: { zh: '逐项结论', en: 'Question by question' },
  uses: { zh: '用证记录', en: 'Uses of certificates' },
  refused: { zh: '被拒方', en: 'Refused platform' },
  reason: { zh: '原因', en: 'Reason' },
  time: { zh: '时间', en: 'Time' },
  trust: { zh: '所依据的密钥', en: 'The keys that this rests on' },
  role: { zh: '角色', en: 'Role' },
  name: { zh: '名称', en: 'Name' },
  fingerprint: { zh: '公钥指纹（SPKI 的 SHA-256）', en: 'Fingerprint (SHA-256 of the SPKI)' },
  file: { zh: '文件', en: 'File' },
  sha256: { zh: 'SHA-256', en: 'SHA-256' },
  digests: { zh: '所核验的文件', en: 'The files that were checked' },
  trees: { zh: '三、日志条目到树根的路径', en: '3. From each log entry to the root' },
  treesLead: {
    zh: '每一步把本侧与另一侧的摘要合并，得到上一层的摘要；最后一个必须等于检查点签名的树根。',
    en: 'Each step hashes this side together with the other side; the last must be the root that the checkpoint signs.',
  },
  entry: { zh: '条目', en: 'Entry' },
  step: { zh: '第 {} 步', en: 'step {}' },
  holds: { zh: '与树根相符', en: 'ends in the root' },
  broken: { zh: '与树根不符', en: 'does not end in the root' },
  untrusted: { zh: '检查点不是受信日志签名的', en: 'no trusted log has signed the checkpoint' },
  leaf: { zh: '叶（条目 {}）', en: 'leaf (entry {})' },
  left: { zh: '左侧', en: 'left' },
  right: { zh: '右侧', en: 'right' },
  sibling: { zh: '另一侧', en: 'other side' },
  root: { zh: '树根', en: 'root' },
  checkpoint: { zh: '检查点', en: 'checkpoint' },
  size: { zh: '日志规模', en: 'size of the log' },
  signers: { zh: '签名者', en: 'signed by' },
  asText: { zh: '以文字列出', en: 'the same as text' },
  unreadable: { zh: '无法读取，未作核验', en: 'It cannot be read; nothing was checked' },
  crashed: { zh: '程序出错，未得出结论', en: 'The program failed; there is no result' },
  tooLarge: {
    zh: '文件超过 {} MB，请使用命令行工具核验',
    en: 'The file is above {} MB; use the command line tool',
  },
  unknown: { zh: '无法判断是什么文件：', en: 'This is none of the files that are needed: ' },
  save: { zh: '保存报告（JSON）', en: 'Save the report (JSON)' },
  print: { zh: '打印', en: 'Print' },
  about: { zh: '关于本页', en: 'About this page' },
  aboutText: {
    zh: '本页与命令行工具 tongban-verify 使用同一套核验程序。可另存到磁盘离线使用；使用前请核对本文件的 SHA-256 与发布方公布的一致。',
    en: 'This page runs the same program as the command line tool tongban-verify. Save it and use it offline; compare its SHA-256 with the published one first.',
  },
  licences: { zh: '所含软件包及许可', en: 'Packages in this page, and their licences' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;

export type Word = keyof typeof WORDS;

let language: Language = 'zh';

export function spoken(): Language {
  return language;
}

export function speak(next: Language): void {
  language = next;
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
}

/** In the language of the page. @param value stands for `{}`. */
export function word(name: Word, value = ''): string {
  return WORDS[name][language].replace('{}', value);
}
