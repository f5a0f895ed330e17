import type { LogOpenedLeaf, NamedLog } from '#crypto/evidence';
import { equalBytes, fromBase64url } from '#crypto/primitives';
import {
  type Checkpoint,
  ed25519Verifier,
  type NoteVerifier,
  type OpenedCheckpoint,
  openCheckpoint,
  parseVkey,
  sm2NoteVerifier,
  sm3Origin,
} from '#crypto/tlog';
import { fail, missingAnswer, notChecked, pass, some } from '../answers.js';
import type { CheckedEnd } from '../followed-logs.js';
import type { Answer } from '../questions.js';
import type { LogTrust } from '../trust.js';
import type { OwnEntry } from './examine-bundle.js';
import { type FsckFindings, MAX_OWN } from './fsck.js';
import type { Sm3Log } from './sm3-log.js';

/** What a log says of itself: the keys that it changed to, its end, and the log that it goes on from. */

/** A key that the log says it changed to. */
interface Change {
  readonly index: number;
  readonly oldVkey: string;
  readonly newVkey: string;
}

/** Of the key that heads this tree. @param origin the tree's. */
function changesOf(own: readonly OwnEntry[], origin: string): Change[] {
  return own.flatMap(({ index, leaf }) => {
    if (leaf.type !== 'KeyChanged' || parseVkey(leaf.new)?.name !== origin) return [];
    return [{ index, oldVkey: leaf.old, newVkey: leaf.new }];
  });
}

/** A tree over the entries, as far as the auditor has it. */
interface KeyedTree {
  readonly origin: string;
  /** Undefined without a checkpoint that is believed. */
  readonly head: { readonly note: string; readonly size: number } | undefined;
  /** Undefined where nothing was said of whom to believe. */
  readonly logs: readonly NoteVerifier[] | undefined;
  /** Where they stand. */
  readonly file: string;
}

/** Of those before this size, the ones that no later one has taken the place of. */
function lastOf(changes: readonly Change[], size: number): Change[] {
  const reached = changes.filter(({ index }) => index < size);
  const left = new Set(reached.map(({ oldVkey }) => oldVkey));
  return reached.filter(({ newVkey }) => !left.has(newVkey));
}

/**
 * From the entry on that says it, every checkpoint of the tree bears the line of the new key: one that the old key signs alone
 * was made by whoever got hold of it. No key is believed for such an entry: who does not have it in his policy is told of it.
 */
export function keysAnswer(
  note: string,
  { origin, size }: Checkpoint,
  { own, pairs }: FsckFindings,
  { policy, gm }: LogTrust,
  sm3: Sm3Log,
): Answer {
  if (own.length === MAX_OWN)
    return fail('KEYS', '日志自述的条目过多', 'more entries about the log itself than any honest log has');
  const sm3Head = sm3.kind === 'OPENED' ? { note: sm3.note, size: sm3.opened.size } : undefined;
  const trees: readonly KeyedTree[] = [
    { origin, head: { note, size }, logs: policy.logs, file: 'policy.txt' },
    { origin: sm3Origin(origin), head: sm3Head, logs: gm?.logs, file: 'policy.gm' },
  ];
  const absent = trees.flatMap(({ origin: name, head }) =>
    lastOf(changesOf(own, name), head?.size ?? 0).filter(({ newVkey }) => !signs(head?.note ?? '', newVkey)),
  );
  const [first] = absent;
  if (first !== undefined)
    return fail(
      'KEYS',
      `第 ${first.index} 条宣告的新密钥没有签署此检查点：旧密钥已停用`,
      `not signed by the key that entry ${first.index} announces: the old one is retired`,
    );
  if (pairs === undefined) return missingAnswer('KEYS', '条目不全', 'not all entries could be read');
  const changes = trees.flatMap((tree) => changesOf(own, tree.origin));
  if (changes.length === 0) return pass('KEYS', '没有更换过', 'none was changed');
  const told = some(
    changes.map(({ index, oldVkey, newVkey }) => `${index} ${idIn(oldVkey)} → ${idIn(newVkey)}`),
  );
  const hints = trees.map((tree) => hintFor(tree, lastOf(changesOf(own, tree.origin), size)));
  return pass('KEYS', told + hints.map(({ zh }) => zh).join(''), told + hints.map(({ en }) => en).join(''));
}

function hintFor({ logs, file }: KeyedTree, due: readonly Change[]): Told {
  const unknown = due.find(({ newVkey }) => logs !== undefined && !knows(logs, newVkey));
  return unknown === undefined ? NOTHING : hintOf(unknown, file);
}

/**
 * Whether the log itself leads from a key of the policy to the one that signed: what to tell an auditor whose policy is too old.
 * It makes nothing believed.
 */
export function keyHint(note: string, origin: string, own: readonly OwnEntry[], { policy }: LogTrust): Told {
  const reached: string[] = [];
  for (const change of changesOf(own, origin)) {
    if (!knows(policy.logs, change.oldVkey) && !reached.includes(change.oldVkey)) continue;
    reached.push(change.newVkey);
    if (signs(note, change.newVkey)) return hintOf(change, 'policy.txt');
  }
  return NOTHING;
}

interface Told {
  readonly zh: string;
  readonly en: string;
}

const NOTHING: Told = { zh: '', en: '' };

function hintOf({ index, newVkey }: Change, file: string): Told {
  return {
    zh: `；第 ${index} 条宣告了新密钥，经可信渠道核对后在 ${file} 中加入：log ${newVkey}`,
    en: `; entry ${index} announces a key; once you have it confirmed by a way you trust, add to ${file}: log ${newVkey}`,
  };
}

/** A log that was checked before this one, which may go on from it. */
export interface CheckedLog extends CheckedEnd {
  readonly isClosed: boolean;
}

/**
 * The entry that closes a log is its last, and the one that says what it goes on from its first (proved by
 * test/unit/crypto/verify/log-life.test.ts).
 * @param before the logs before it, the last of which it is to go on from; none where it is looked at by itself.
 */
export function endsAnswer(
  opened: OpenedCheckpoint,
  { own, pairs }: FsckFindings,
  before: readonly CheckedLog[],
): Answer {
  const { size } = opened;
  const misplaced = own.find(
    ({ index, leaf }) =>
      (leaf.type === 'LogClosed' && index !== size - 1) || (leaf.type === 'LogOpened' && index !== 0),
  );
  if (misplaced !== undefined)
    return fail(
      'ENDS',
      `第 ${misplaced.index} 条 ${misplaced.leaf.type} 不在其位`,
      `${misplaced.leaf.type} stands at ${misplaced.index}, where it cannot be`,
    );
  if (pairs === undefined) return missingAnswer('ENDS', '条目不全', 'not all entries could be read');
  const end = isClosed(own) ? { zh: '已关闭', en: 'closed' } : { zh: '未关闭', en: 'open' };
  const [first] = own;
  const last = before.at(-1);
  if (first?.leaf.type === 'LogOpened')
    return otherThanNamed(opened, own, last) ?? beginningAnswer(first.leaf, last, end);
  if (last === undefined) return pass('ENDS', `首个日志，${end.zh}`, `the first log; ${end.en}`);
  if (size === 0) return missingAnswer('ENDS', '尚无条目', 'nothing stands in it yet');
  return fail(
    'ENDS',
    `首条未称续自上一日志 ${last.origin}`,
    `does not begin with what it goes on from, and ${last.origin} stands before it`,
  );
}

/** What the log before says at its end of the one that comes next: its name, and the key that it begins with. */
function otherThanNamed(
  { origin, signedBy }: OpenedCheckpoint,
  own: readonly OwnEntry[],
  last: CheckedLog | undefined,
): Answer | undefined {
  const named = last?.next;
  if (last === undefined || named === undefined) return undefined;
  const led = new Set(named.vkeys);
  for (const { oldVkey, newVkey } of changesOf(own, origin)) if (led.has(oldVkey)) led.add(newVkey);
  const ids = [...led].flatMap((vkey) => parseVkey(vkey)?.keyId ?? []);
  const isLed = signedBy.some(({ name, keyId }) => name === origin && ids.includes(keyId));
  if (named.origin === origin && isLed) return undefined;
  return fail(
    'ENDS',
    `${last.origin} 末条指名 ${named.origin}（${named.vkeys.map(idIn).join(' ')}），不是此日志`,
    `${last.origin} names at its end ${named.origin} (${named.vkeys.map(idIn).join(' ')}), and not this log`,
  );
}

/** A log that goes on from another. @param last the one that stands before it here. */
function beginningAnswer({ previous }: LogOpenedLeaf, last: CheckedLog | undefined, end: Told): Answer {
  const from = `${previous.origin} ${previous.size}`;
  if (last === undefined)
    return notChecked(
      'ENDS',
      `续自 ${from} 条（请一并提供该日志），${end.zh}`,
      `goes on from ${from} entries, whose folder was not given too; ${end.en}`,
    );
  if (last.origin !== previous.origin)
    return fail(
      'ENDS',
      `续自 ${from} 条，而此处在前的是 ${last.origin}`,
      `goes on from ${from} entries, and what stands before it is ${last.origin}`,
    );
  if (!last.isClosed && last.size < previous.size)
    return missingAnswer(
      'ENDS',
      `所续的 ${from} 条，此处只有前 ${last.size} 条`,
      `goes on from ${from} entries, of which only ${last.size} are here`,
    );
  const root = fromBase64url(previous.root);
  if (last.size !== previous.size || root === undefined || !equalBytes(root, last.root))
    return fail(
      'ENDS',
      `所承诺的上一日志（${from} 条）不是这一份`,
      `the log before (${from}) is not the one it names`,
    );
  if (!last.isClosed)
    return fail(
      'ENDS',
      `上一日志 ${from} 条未以 LogClosed 结束`,
      `the log before (${from}) does not end with LogClosed`,
    );
  return pass('ENDS', `续自 ${from} 条，${end.zh}`, `goes on from ${from} entries; ${end.en}`);
}

export function isClosed(own: readonly OwnEntry[]): boolean {
  return own.some(({ leaf }) => leaf.type === 'LogClosed');
}

/** The log that comes next, where the entries name one. */
export function nextOf(own: readonly OwnEntry[]): NamedLog | undefined {
  return own.flatMap(({ leaf }) => (leaf.type === 'LogClosed' ? (leaf.next ?? []) : []))[0];
}

function signs(note: string, vkey: string): boolean {
  const key = ed25519Verifier(vkey) ?? sm2NoteVerifier(vkey);
  return key !== undefined && typeof openCheckpoint(note, key) !== 'string';
}

function knows(logs: readonly NoteVerifier[], vkey: string): boolean {
  const parsed = parseVkey(vkey);
  return logs.some(({ name, keyId }) => name === parsed?.name && keyId === parsed.keyId);
}

function idIn(vkey: string): string {
  return vkey.split('+')[1] ?? '';
}
