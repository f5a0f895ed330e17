import { BY_HAND } from './by-hand.js';

/** The README.txt of a bundle: how to check it, by tool and by hand. */
export function bundleReadme(caseNo: string): string {
  return `办件证据包 ${caseNo}
====================================================

本压缩包包含该办件的全部签名报文及其在透明日志中的包含证明。任何人都可以离线核验，无需信任枢纽。

用工具核验：
  tongban-verify bundle ${caseNo}.evidence.zip --policy policy.txt --keys platforms.json
policy.txt 是您信任的日志公钥（C2SP tlog-policy 格式），platforms.json 是您信任的各平台签名公钥。
两者都必须从其他渠道取得，不能取自本压缩包。

工具逐项回答：文件、日志、见证、时间、各方签名与密钥、签收、承诺、一致性、国密、流程、用证、拒收。

内容：
  case.json          办件编号及其步骤；absent 表示该步缺少报文或开启盐，且并非依法销毁
  messages/          各方签名的原始报文（包括签收）
  refusals.json      与本办件有关、被枢纽拒收的报文：谁、何时、为何；拒收的报文枢纽不保存，由发送方持有
  entries/ proofs/   日志条目及其证明（含见证方联署的检查点）
  openings/          开启承诺的盐
  certs/keys.json    签名密钥：归属、有效期、吊销，entries 为日志中登记、吊销它的条目；各密钥另存为 PEM。须与您信任的 platforms.json 对照
  certs/tsa-*.pem    时间戳所附的证书（如有）
  certificates.json  用证记录（如有）；timestamps/ revocation/ consistency/ erasure.json 见下

手工核验（命令见文末）：
  1. 文件完整性：manifest.json 列出每个文件的 SHA-256 与 SM3；用 sha256sum 或 openssl dgst -sm3 计算并比较。
  2. 签名：messages/ 中每个文件是一个 JWS（RFC 7515）。签名输入为 protected "." payload。
     SM2 签名的用户标识为 1234567812345678，用
     openssl pkeyutl -verify -rawin -digest sm3 -pkeyopt distid:1234567812345678 核验（r‖s 须先转为 DER）。
     密钥须取自您信任的 platforms.json；certs/ 中的 PEM 须与之相同。
  3. 承诺：entries/ 中的 message.sha256 等于
     SHA-256("tongban/commit/v1" 00 "message" 00 分组盐 签名输入)，
     分组盐 = SHA-256("tongban/salt/v1" 00 "message" 00 盐)，盐在 openings/ 中。
  4. 日志：proofs/ 中是 C2SP tlog-proof，可用任何 RFC 6962 / C2SP 工具核验。*.sm3.tlog-proof 是同一条目在 SM3 树中的证明，
     以 SM3 代替 SHA-256，检查点由 SM2 签名，加 --gm policy.gm 核验。
  5. 时间：timestamps/ 中（如有）是对检查点的 RFC 3161 时间戳，文件名为检查点的规模；检查点是 proofs/ 中同规模证明
     首个空行之后的全部内容。用工具核验时加 --tsa 根证书 --tsa-crl 撤销列表；手工核验：
     sed '1,/^$/d' proofs/条目.tlog-proof > checkpoint
     openssl ts -verify -data checkpoint -in timestamps/规模.tsr -CAfile 根证书.pem
     consistency/ 中（如有）是 RFC 6962 一致性证明，每行一个 base64 摘要。
     中间证书可用 -untrusted certs/tsa-规模.pem 提供。
     revocation/ 中（如有）是盖戳时收集的撤销列表与 OCSP 响应，文件名为其 SHA-256；由证书的颁发机构签名。手工查看：
     openssl crl -inform der -in revocation/摘要.crl -text；openssl ocsp -respin revocation/摘要.ocsp -resp_text -CAfile 根证书.pem
     timestamps/起-止.次.list（如有）列出当时再次加盖时间戳的文件（检查点、时间戳、撤销文件、此前的清单与时间戳）及其摘要，
     同名 .tsr 是对该清单的时间戳，核验命令相同；此后证书过期不影响此前的时间戳。
  6. 拒收：refusals.json 中的 index 是日志条目；其 case 承诺以 caseSalt 为分组盐，对“办件编号/refused”开启。
  7. 销毁：如有 erasure.json，办件内容已依法销毁；其中的 index 是日志中载明此事的条目。
  8. 部分公开：manifest.json 的 withheld（如有）列出隐去的内容组。被隐去的报文不在 messages/ 中；其 openings/ 文件的
     groups 中，每组或有盐与内容（salt、content），或只有承诺（sha256、sm3）。一组的承诺（openssl dgst -sm3 同理）：
     ( printf 'tongban/commit/v1\\0组名\\0'; printf '盐=' | tr -- -_ +/ | base64 -d; printf %s '内容' ) | openssl dgst -sha256
     六组承诺（32 字节）按 routing、applicant、form、materials、outcome、reasons 的次序相接，
     SHA-256("tongban/groups/v1" 00 六组承诺) 等于 entries/ 中的 groups.sha256。加 --allow-withheld 核验时，隐去不算证据不全。

Evidence of case ${caseNo}
----------------------------------------------------

This zip holds every signed message of the case and the proof that each stands in the transparency log. Anybody can check
it offline, without trusting the hub.

By tool:
  tongban-verify bundle ${caseNo}.evidence.zip --policy policy.txt --keys platforms.json
policy.txt names the log key that you trust (C2SP tlog-policy), platforms.json the platforms' signing keys. Both must come
from elsewhere, never from this zip.

It answers, question by question: files, log, witnesses, time, signatures and keys, acknowledgements, commitments, consistency,
SM2, lawful steps, uses of certificates, refusals.

What is here:
  case.json          the case number and its events; absent says that one lacks its message or opening and was not erased
  messages/          the messages as the parties signed them, acknowledgements among them
  refusals.json      messages about the case that the hub refused: whose, when and why; the hub keeps none of them, their sender does
  entries/ proofs/   leaves of the log and their proofs, with checkpoints that witnesses cosigned
  openings/          the salts that open commitments
  certs/keys.json    the signing keys: whose, valid when, revoked when; entries are those of the log that register or revoke them. Each also
                     as PEM. To be compared with the platforms.json that you trust
  certs/tsa-*.pem    the certificates that time stamps carry, if there are any
  certificates.json  uses of certificates, if there are any; for timestamps/, revocation/,
                     consistency/, erasure.json see below

By hand (commands are at the end):
  1. Files: manifest.json lists SHA-256 and SM3 of each.
  2. Signatures: each file in messages/ is a JWS (RFC 7515); the signing input is protected "." payload. For SM2 the user id
     is 1234567812345678 (r||s must be turned into DER for OpenSSL). The key must be that of the platforms.json that you trust; the
     PEM in certs/ must be the same.
  3. Commitments: message.sha256 in entries/ is SHA-256("tongban/commit/v1" 00 "message" 00 group-salt signing-input), the
     group salt SHA-256("tongban/salt/v1" 00 "message" 00 salt), the salt stands in openings/.
  4. Log: proofs/ holds C2SP tlog-proof files for any RFC 6962 / C2SP tool. *.sm3.tlog-proof is of the same entry in the SM3
     tree, SM3 in the place of SHA-256, its checkpoint signed by SM2: add --gm policy.gm.
  5. Time: timestamps/ holds, if there are any, RFC 3161 time stamps over checkpoints, named by the size of the log. The
     checkpoint is all that follows the first empty line of a proof that ends in that size. By tool, add --tsa with the roots
     that you trust and --tsa-crl with their lists of revoked certificates; by hand:
     sed '1,/^$/d' proofs/ENTRY.tlog-proof > checkpoint
     openssl ts -verify -data checkpoint -in timestamps/SIZE.tsr -CAfile roots.pem
     consistency/ holds RFC 6962 consistency proofs, a base64 hash on each line.
     -untrusted certs/tsa-SIZE.pem gives certificates between.
     revocation/ holds, if there are any, lists (CRL) and responses (OCSP) that were collected with the stamps and say whether their
     certificates are revoked, named by SHA-256, signed by who issued those. By hand:
     openssl crl -inform der -in revocation/DIGEST.crl -text; openssl ocsp -respin revocation/DIGEST.ocsp -resp_text -CAfile roots.pem
     timestamps/FIRST-LAST.N.list, if there is one, lists with their digests the files that were stamped again together (checkpoints,
     stamps, lists of the revoked, earlier lists with their stamps), and the .tsr of the same name is the stamp over the list, checked by
     the same command: a stamp that is in it holds although its certificate has expired since.
  6. Refusals: index in refusals.json is the entry of the log; its commitment case opens to "CASE-NUMBER/refused", with caseSalt for
     the group salt.
  7. Erasure: with erasure.json here, the contents were lawfully destroyed; its index is the entry of the log that says so.
  8. Shown in part: if manifest.json has "withheld", it names the groups of fields that are left out. A message that is withheld
     is not in messages/; under "groups" in its file in openings/ stands for each group either its salt and content, or only the
     commitment to it (sha256, sm3). The commitment of a group, -sm3 in the same way:
     ( printf 'tongban/commit/v1\\0NAME\\0'; printf 'SALT=' | tr -- -_ +/ | base64 -d; printf %s 'CONTENT' ) | openssl dgst -sha256
     SHA-256("tongban/groups/v1" 00 the six commitments, 32 bytes each, of routing, applicant, form, materials, outcome, reasons)
     is groups.sha256 in entries/. With --allow-withheld, what is left out does not make the evidence incomplete.

命令 Commands（POSIX sh, OpenSSL 3；第一行填入文件名 fill in the first line；Ed25519：第 6 行 line 6；SM2：第 7–10 行 lines 7 to 10；
承诺相符则第 13 行输出 1，line 13 prints 1 if the commitment opens；末行为日志叶哈希 the last line prints the leaf hash）
${BY_HAND.map((line) => `  $ ${line}\n`).join('')}`;
}

/** The README.txt of the evidence of a period. */
export function periodReadme(): string {
  return `期间证据
====================================================

period.json 说明枢纽、起止时间（含起，不含止）与事项；log/ 是整个透明日志的静态副本（C2SP tlog-tiles）；cases/ 是期内有过程的
每个办件的证据包，evidence.sha256 是其清单。period.json 的 withheld（如有）列出各证据包隐去的内容组，加 --allow-withheld 核验时
不算证据不全，隐去更多则不成立。枢纽有前后相续的几个日志时，以 logs/0、logs/1…代替 log/，period.json 的 logs 依次为其名称；
逐个核验，并核验首尾相接。

用工具核验：
  tongban-verify period 本 zip 文件 --policy policy.txt --keys platforms.json
或将本 zip 文件拖入核验网页（tongban-verify page）。依次核验每个文件是否完好、整个日志、每个办件，
并核对日志中期内的每一步都在某个办件的证据中：缺少的逐条列出。
policy.txt 与 platforms.json 必须从其他渠道取得，不能取自本文件。

手工核验（先解压）：
  1. 证据包：sha256sum -c evidence.sha256；sha256sum evidence.sha256 与 period.json 的 listSha256 相同。
  2. 日志：log/（或 logs/ 中的每一个）可用任何 C2SP tlog-tiles 工具（如 tessera fsck）核验；后一日志的首条 LogOpened 载明前一日志的规模与树根。
  3. 办件：每个证据包中有 README.txt。

Evidence of a period
----------------------------------------------------

period.json says of which hub, from when and until when (which is not in it) and of which items; log/ is a static copy of the
whole transparency log (C2SP tlog-tiles); cases/ has the evidence of every case in which something happened, evidence.sha256 lists
it. If period.json has withheld, it names the groups of fields that the bundles are without: with --allow-withheld that does not make
them incomplete; a bundle without more is false. Of a hub with several logs that go on from each other, logs/0, logs/1 and so on stand in the
place of log/, and logs of period.json names them in their order.

By tool:
  tongban-verify period THIS.zip --policy policy.txt --keys platforms.json
or the verifier as a web page (tongban-verify page), onto which this zip is dropped. It checks that every file is whole, the whole
log, then every case, and that each act which the log has of the period is in the evidence of a case; what is missing is named. Both files of trust must come from elsewhere, never from this file.

By hand, when it is unpacked:
  1. Bundles: sha256sum -c evidence.sha256; sha256sum evidence.sha256 gives listSha256 of period.json.
  2. Log: any tool for C2SP tlog-tiles (such as tessera's fsck) takes log/, or each of logs/, as it is; the first entry of the next log,
     LogOpened, has the size and the root of the one before.
  3. Cases: each bundle has a README.txt.
`;
}
