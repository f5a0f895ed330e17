import {
  type EvidenceBundle,
  foldKey,
  isKeyLeaf,
  type LoggedKey,
  type ProvenLeaf,
  parseLeaf,
  type SignerKey,
} from '#crypto/evidence';
import { base64url, sha256, sm3 } from '#crypto/primitives';
import { fail, some } from './answers.js';
import type { Answer } from './questions.js';
import type { ReadEvent } from './read-events.js';

/** What the log itself says of the keys that signed, as far as a bundle shows it. */
export interface LoggedStates {
  /** What is false in it; undefined when nothing is. */
  readonly fault: Answer | undefined;
  /** To be said beside the answer. */
  readonly zh: string;
  readonly en: string;
}

/** What the entries of a key come to: the key, or why they are none of it. */
type Read = LoggedKey | 'UNPROVEN' | 'FOREIGN' | 'MISSTATED';

const FAULTS: Readonly<Record<Exclude<Read, LoggedKey>, { readonly zh: string; readonly en: string }>> = {
  UNPROVEN: { zh: '登记条目不在日志中', en: 'entries about it are not in the log' },
  FOREIGN: { zh: '所附条目不是该密钥的完整登记', en: 'the entries are not those of its registration' },
  MISSTATED: {
    zh: '所载状态与日志条目不符（隐去或改动了吊销、有效期）',
    en: 'its state is not what the entries of the log say: a revocation or a period is left out or altered',
  },
};

/**
 * Whether each key was registered in the log before it signed, and not revoked there, by the places of the entries and nobody's word.
 * That no entry about a key is left out together with its mention, a bundle cannot show; the whole log can, see `SignerCheck` (proved by
 * test/unit/crypto/verify/logged-keys.test.ts).
 */
export function checkLoggedKeys(
  { keys, hub }: EvidenceBundle,
  events: readonly ReadEvent[],
  isInLog: (leaf: ProvenLeaf) => boolean,
): LoggedStates {
  const there = keys.filter(({ leaves }) => leaves !== undefined && leaves.length > 0);
  const read = new Map(there.map((key) => [key.kid, readKey(key, hub, isInLog)]));
  for (const why of ['UNPROVEN', 'FOREIGN', 'MISSTATED'] as const) {
    const kids = [...read].flatMap(([kid, state]) => (state === why ? kid : []));
    if (kids.length > 0) return failing(FAULTS[why], kids);
  }
  const placed = events.flatMap((event) => placeOf(event, read));
  const late = placed.filter(({ index, key }) => index < key.registeredIn && !key.isFound);
  if (late.length > 0)
    return failing(
      { zh: '签名入日志后密钥才登记', en: 'was registered in the log after it signed' },
      kidsOf(late),
    );
  const dead = placed.filter(({ index, key }) => key.revokedIn !== undefined && key.revokedIn < index);
  if (dead.length > 0)
    return failing(
      { zh: '日志所载吊销在签名之前', en: 'was revoked in the log before the act' },
      kidsOf(dead),
    );
  return { fault: undefined, ...toldOf(placed, events.length) };
}

interface Placed {
  readonly index: number;
  readonly kid: string;
  readonly key: LoggedKey;
}

function placeOf({ event, header, leaf }: ReadEvent, read: ReadonlyMap<string, Read>): Placed[] {
  const kid = leaf?.kid ?? header?.kid ?? '';
  const key = read.get(kid);
  const index = event.proof?.index;
  return key === undefined || typeof key === 'string' || index === undefined ? [] : [{ index, kid, key }];
}

function readKey(key: SignerKey, hub: string, isInLog: (leaf: ProvenLeaf) => boolean): Read {
  const { kid, platform, spki, leaves = [] } = key;
  if (!leaves.every(isInLog)) return 'UNPROVEN';
  const entries = leaves.flatMap(({ leaf: bytes, proof }) => {
    const leaf = parseLeaf(bytes);
    return leaf === undefined || !isKeyLeaf(leaf) || leaf.kid !== kid || proof === undefined
      ? []
      : { index: proof.index, leaf };
  });
  const logged = entries.length === leaves.length ? foldKey(entries) : undefined;
  if (logged === undefined || logged.platform !== platform || logged.hub !== hub) return 'FOREIGN';
  const { sha256: digest, sm3: gmDigest } = logged.digests;
  if (digest !== base64url(sha256(spki)) || gmDigest !== base64url(sm3(spki))) return 'FOREIGN';
  const isAsTold =
    logged.validFrom === key.validFrom &&
    logged.validTo === key.validTo &&
    logged.revokedAt === key.revokedAt;
  return isAsTold ? logged : 'MISSTATED';
}

function toldOf(placed: readonly Placed[], count: number): { readonly zh: string; readonly en: string } {
  if (placed.length === 0)
    return { zh: '；未附日志登记条目', en: '; no entry of the log about them is here' };
  const early = placed.filter(({ index, key }) => index < key.registeredIn).length;
  const without = count - placed.length;
  const [zh, en] = [
    `；${placed.length - early} 步在日志登记之后`,
    `; ${placed.length - early} acts behind the entry of their key`,
  ];
  const [earlyZh, earlyEn] =
    early === 0
      ? ['', '']
      : [`，${early} 步早于日志登记密钥`, `, ${early} from before the log spoke of keys`];
  const [restZh, restEn] =
    without === 0 ? ['', ''] : [`，${without} 步未附条目`, `, ${without} without such an entry`];
  return { zh: zh + earlyZh + restZh, en: en + earlyEn + restEn };
}

function failing(why: { readonly zh: string; readonly en: string }, kids: readonly string[]): LoggedStates {
  const named = some([...new Set(kids)]);
  return { fault: fail('SIGNER_KEYS', `${why.zh}：${named}`, `${why.en}: ${named}`), zh: '', en: '' };
}

function kidsOf(placed: readonly Placed[]): string[] {
  return placed.map(({ kid }) => kid);
}
