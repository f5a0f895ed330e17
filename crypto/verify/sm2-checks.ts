import { indexInLog, type ProvenLeaf, placeLabel } from '#crypto/evidence';
import {
  isSm3Tree,
  type OpenedCheckpoint,
  openByLogs,
  sm3Origin,
  sm3Tree,
  type TrustPolicy,
  verifyInclusion,
} from '#crypto/tlog';
import { fail, missingAnswer, notChecked, pass, some } from './answers.js';
import { present } from './log-checks.js';
import type { Answer } from './questions.js';
import { openTrusted, type ReadEvent } from './read-events.js';
import type { LogTrust, Trust } from './trust.js';

/** A leaf in the SM3 tree, as far as it could be read. */
interface Sm3Leaf extends ProvenLeaf {
  readonly checkpoint: OpenedCheckpoint | undefined;
}

/**
 * The chain without SHA-256 and Ed25519: the SM2 line on the log's checkpoints, and every leaf in the SM3 tree under a checkpoint
 * that SM2 signed; as far as the auditor's `policy.gm` has their keys.
 */
export function checkSm2(events: readonly ReadEvent[], others: readonly ProvenLeaf[], trust: Trust): Answer {
  const { gm } = trust;
  if (gm === undefined)
    return notChecked('SM2', '未提供日志的 SM2 公钥（--gm）', 'the SM2 key of the log was not given (--gm)');
  const leaves = [...events.map(({ event }) => event), ...others];
  const opened = leaves.map(({ proof }) => openTrusted(proof?.checkpoint, trust));
  return (
    unsigned(opened, gm) ??
    checkSm3(leaves, opened, gm) ??
    pass('SM2', 'SM2/SM3 签名成立', 'SM2 with SM3 holds')
  );
}

/** The same of a checkpoint alone; of its SM3 tree nothing is said. */
export function checkSm2Line(checkpoint: OpenedCheckpoint, { gm }: LogTrust): Answer {
  if (gm === undefined)
    return notChecked('SM2', '未提供日志的 SM2 公钥（--gm）', 'the SM2 key of the log was not given (--gm)');
  return unsigned([checkpoint], gm) ?? pass('SM2', 'SM2 签名成立', 'the SM2 signature holds');
}

function unsigned(
  opened: readonly (OpenedCheckpoint | undefined)[],
  { logs }: TrustPolicy,
): Answer | undefined {
  const keys = logs.filter((key) => !isSm3Tree(key));
  const checkpoints = opened.filter((each) => each !== undefined);
  const isSigned = ({ signedBy }: OpenedCheckpoint) => keys.some((key) => signedBy.includes(key));
  if (keys.length === 0 || (checkpoints.length > 0 && checkpoints.every(isSigned))) return undefined;
  return fail('SM2', '检查点没有该密钥的 SM2 签名', 'the checkpoints bear no SM2 signature of that key');
}

/** @returns undefined when the auditor knows no SM3 tree. */
function checkSm3(
  leaves: readonly ProvenLeaf[],
  opened: readonly (OpenedCheckpoint | undefined)[],
  gm: TrustPolicy,
): Answer | undefined {
  if (!gm.logs.some(isSm3Tree)) return undefined;
  const trees = leaves.map((leaf, i) => ({
    ...leaf,
    checkpoint: openSm3(leaf, opened[i]?.origin ?? '', gm),
  }));
  const wrong = trees.filter((leaf) => leaf.sm3 !== undefined && !isInSm3Tree(leaf));
  if (wrong.length > 0) {
    const at = some(wrong.map(({ proof }) => (proof === undefined ? '?' : placeLabel(proof.index))));
    return fail('SM2', `SM3 树的证明不成立：${at}`, `not proven in the SM3 tree: ${at}`);
  }
  const missing = trees.filter(({ sm3 }) => sm3 === undefined);
  if (missing.length > 0) {
    return missingAnswer(
      'SM2',
      `${missing.length} 条缺少 SM3 树的证明`,
      `${missing.length} without proof in the SM3 tree`,
    );
  }
  const short = trees.some(({ checkpoint }) => checkpoint && !gm.isQuorum(present(checkpoint, gm)));
  if (gm.needsWitnesses && short)
    return missingAnswer(
      'SM2',
      'SM3 树见证数量不足',
      'fewer witnesses of the SM3 tree than policy.gm asks for',
    );
  const [first] = trees;
  const [origin, size] = [first?.checkpoint?.origin ?? '', first?.checkpoint?.size ?? 0];
  return pass(
    'SM2',
    `SM2/SM3 签名成立，SM3 树 ${origin}，规模 ${size}`,
    `SM2 with SM3 holds, in the SM3 tree ${origin} of ${size}`,
  );
}

/** The checkpoint of the SM3 tree that belongs to the log of this origin; undefined unless SM2 signed it. */
function openSm3({ sm3 }: ProvenLeaf, origin: string, gm: TrustPolicy): OpenedCheckpoint | undefined {
  if (sm3 === undefined) return undefined;
  const logs = gm.logs.filter(({ name }) => name === sm3Origin(origin));
  const opened = openByLogs(sm3.checkpoint, logs, [...gm.witnesses.values()]);
  return typeof opened === 'string' ? undefined : opened;
}

/** At the place that it has in the SHA-256 tree. */
function isInSm3Tree({ leaf, proof, sm3, checkpoint }: Sm3Leaf): boolean {
  if (sm3 === undefined || checkpoint === undefined || sm3.index !== proof?.index) return false;
  const { path } = sm3;
  const index = indexInLog(sm3.index);
  const { size, root } = checkpoint;
  return verifyInclusion({ index, size, root, path, leafHash: sm3Tree.leaf(leaf) }, sm3Tree);
}
