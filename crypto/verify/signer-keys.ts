import type { EvidenceBundle, ProvenLeaf, SignerKey } from '#crypto/evidence';
import { keyIdOf } from '#crypto/jose';
import { fail, missingAnswer, pass, some } from './answers.js';
import { checkLoggedKeys } from './logged-keys.js';
import { isValidAt, type KeyValidity } from './message-checks.js';
import type { Answer } from './questions.js';
import type { ReadEvent } from './read-events.js';
import type { PlatformKey, Trust } from './trust.js';

/** One signature: which key, and when. */
interface Signing {
  readonly kid: string;
  readonly at: number;
}

/**
 * Whether the keys could be used when they signed, as the auditor's trust says; what the log says of them, by the places of its
 * entries; and what the hub's directory says otherwise. The evidence is never believed: at most it shows that the auditor's file is
 * older than the directory, or that somebody has altered one of the two (proved by test/unit/crypto/verify/signer-keys.test.ts).
 * @param at unix milliseconds: judge the keys by this moment.
 */
export function checkSignerKeys(
  bundle: EvidenceBundle,
  events: readonly ReadEvent[],
  { platforms }: Trust,
  isInLog: (leaf: ProvenLeaf) => boolean,
  at?: number,
): Answer {
  const { keys } = bundle;
  const signings = events.flatMap((event) => signingOf(event, at));
  const known = signings.filter(({ kid }) => platforms.has(kid));
  const inactive = known.filter((signing) => !isActive(platforms.get(signing.kid), signing));
  if (inactive.length > 0)
    return fail(
      'SIGNER_KEYS',
      `信任文件：签名时无效 ${named(inactive)}`,
      `not active then, by the trust: ${named(inactive)}`,
    );
  const forged = keys.filter((key) => isForged(key, platforms.get(key.kid)));
  if (forged.length > 0)
    return fail(
      'SIGNER_KEYS',
      `所附密钥与其标识或归属不符：${named(forged)}`,
      `not the key, or not whose it is: ${named(forged)}`,
    );
  const logged = checkLoggedKeys(bundle, events, isInLog);
  if (logged.fault !== undefined) return logged.fault;
  const signed = new Set(signings.map(({ kid }) => kid));
  const told = new Map(keys.map((key) => [key.kid, key]));
  const count = signed.size;
  if (keys.length === 0)
    return pass(
      'SIGNER_KEYS',
      `${count} 个，按信任文件；证据未附密钥状态`,
      `${count}, by the trust; the evidence has no states`,
    );
  const admitted = signings.filter(
    (signing) => told.has(signing.kid) && !isActive(told.get(signing.kid), signing),
  );
  if (admitted.length > 0)
    return missingAnswer(
      'SIGNER_KEYS',
      `枢纽称签名时已无效，信任文件未载：${named(admitted)}`,
      `the hub says they were not active then, the trust does not: ${named(admitted)}`,
    );
  const unsaid = signings.filter(({ kid }) => !told.has(kid));
  if (unsaid.length > 0)
    return missingAnswer(
      'SIGNER_KEYS',
      `证据未附其状态：${named(unsaid)}`,
      `no state is here of ${named(unsaid)}`,
    );
  const others = keys.filter((key) => differs(key, platforms.get(key.kid)));
  const [zh, en] =
    others.length === 0
      ? ['', '']
      : [`；与所附不同：${named(others)}`, `; the evidence differs on ${named(others)}`];
  return pass(
    'SIGNER_KEYS',
    `${count} 个，按信任文件${zh}${logged.zh}`,
    `${count}, by the trust${en}${logged.en}`,
  );
}

/** When a message was signed only it says; of one that is not here, the leaf says when it came. */
function signingOf({ header, leaf }: ReadEvent, at: number | undefined): Signing[] {
  if (header !== undefined) return [{ kid: header.kid, at: at ?? header.iat }];
  return leaf === undefined ? [] : [{ kid: leaf.kid, at: at ?? leaf.at }];
}

function isActive(key: KeyValidity | undefined, { at }: Signing): boolean {
  return key !== undefined && isValidAt(key, at);
}

function isForged({ kid, platform, spki }: SignerKey, trusted: PlatformKey | undefined): boolean {
  return keyIdOf({ spki }) !== kid || (trusted !== undefined && trusted.platform !== platform);
}

/** A key that the trust does not name may be of a use of a certificate, or of a platform that the auditor leaves out. */
function differs(told: SignerKey, trusted: PlatformKey | undefined): boolean {
  return (
    trusted !== undefined &&
    (told.validFrom !== trusted.validFrom ||
      told.validTo !== trusted.validTo ||
      told.revokedAt !== trusted.revokedAt)
  );
}

function named(keys: readonly { readonly kid: string }[]): string {
  return some([...new Set(keys.map(({ kid }) => kid))]);
}
