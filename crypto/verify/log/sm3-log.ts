import { equalBytes } from '#crypto/primitives';
import {
  type CheckpointFault,
  isSm3Tree,
  MAX_NOTE_BYTES,
  type OpenedCheckpoint,
  openByLogs,
  sm3Origin,
} from '#crypto/tlog';
import { fail, missingAnswer, notChecked, pass } from '../answers.js';
import { CHECKPOINT_FAULTS, present } from '../log-checks.js';
import type { Answer } from '../questions.js';
import { checkSm2Line } from '../sm2-checks.js';
import type { LogTrust } from '../trust.js';
import type { CheckedTree } from './fsck.js';
import type { LogSource } from './log-files.js';

/** The SM3 tree of an exported log, under `sm3/`: a log of its own with the entries of the other. */

const PREFIX = 'sm3/';

export type Sm3Log =
  /** The auditor has no key of it: its files are nobody's. */
  | { readonly kind: 'UNKNOWN' }
  | { readonly kind: 'MISSING' }
  | { readonly kind: 'FALSE'; readonly fault: CheckpointFault }
  | {
      readonly kind: 'OPENED';
      readonly folder: LogSource;
      readonly note: string;
      readonly opened: OpenedCheckpoint;
    };

/** Opens it by the keys in the auditor's `policy.gm`. @param origin of the log beside which it stands. */
export async function openSm3Log(folder: LogSource, origin: string, { gm }: LogTrust): Promise<Sm3Log> {
  const keys = gm?.logs.filter(({ name }) => name === sm3Origin(origin)) ?? [];
  if (gm === undefined || (keys.length === 0 && !gm.logs.some(isSm3Tree))) return { kind: 'UNKNOWN' };
  const own = folder.under(PREFIX);
  const note = await own.checkpoint();
  if (note === undefined) return { kind: 'MISSING' };
  const opened =
    note.length > MAX_NOTE_BYTES ? 'MALFORMED' : openByLogs(note, keys, [...gm.witnesses.values()]);
  return typeof opened === 'string'
    ? { kind: 'FALSE', fault: opened }
    : { kind: 'OPENED', folder: own, note, opened };
}

/** Who has signed with SM2: the log its checkpoint, and that of its SM3 tree, which witnesses may have seen. */
export function sm2Answer(checkpoint: OpenedCheckpoint, sm3: Sm3Log, trust: LogTrust): Answer {
  const line = checkSm2Line(checkpoint, trust);
  const { gm } = trust;
  if (line.verdict !== 'PASS' || gm === undefined || sm3.kind === 'UNKNOWN') return line;
  if (sm3.kind === 'MISSING') return missingAnswer('SM2', '缺少 sm3/checkpoint', 'missing: sm3/checkpoint');
  if (sm3.kind === 'FALSE') {
    const { zh, en } = CHECKPOINT_FAULTS[sm3.fault];
    return fail('SM2', `sm3/checkpoint ${zh}`, `sm3/checkpoint: ${en}`);
  }
  const { opened } = sm3;
  const names = [...present(opened, gm)];
  const told = names.length === 0 ? '' : `, ${names.join(', ')}`;
  if (gm.needsWitnesses && !gm.isQuorum(new Set(names)))
    return missingAnswer(
      'SM2',
      'SM3 树见证数量不足',
      'fewer witnesses of the SM3 tree than policy.gm asks for',
    );
  return pass(
    'SM2',
    `SM2 签名成立，SM3 树 ${opened.origin}${told}`,
    `SM2 holds, also for the SM3 tree ${opened.origin}${told}`,
  );
}

/** Whether it follows from the entries. */
export function sm3TreeAnswer(sm3: Sm3Log, { tiles, roots }: CheckedTree): Answer {
  if (sm3.kind === 'UNKNOWN')
    return notChecked('SM3_TREE', '未提供 SM3 树的公钥（--gm）', 'no key of an SM3 tree was given (--gm)');
  if (sm3.kind !== 'OPENED')
    return missingAnswer('SM3_TREE', '没有可信的检查点', 'without a checkpoint that can be trusted');
  const { size, root } = sm3.opened;
  const computed = roots.get(size);
  if (computed !== undefined && !equalBytes(computed, root))
    return fail('SM3_TREE', '条目算出的树根不是所签的树根', 'the root of the entries is not the one signed');
  const faults = tiles?.answer();
  if (faults !== undefined) return faults;
  return computed === undefined
    ? missingAnswer('SM3_TREE', `无法算到 ${size}`, `the entries here do not reach ${size}`)
    : pass('SM3_TREE', `${size} 条，均由条目算出`, `all of ${size} follows from the entries`);
}
