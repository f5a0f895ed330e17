import {
  type ActLeaf,
  commitsToFields,
  type EvidenceBundle,
  opens,
  opensGroup,
  placeInCase,
} from '#crypto/evidence';
import { type SignedParts, signingInput, verifyParts } from '#crypto/jose';
import { type CaseMessage, opensCase } from '#proto/schema';
import { type AbsentContents, answerWithout } from './absent-contents.js';
import { fail, missingAnswer, numbers, pass } from './answers.js';
import type { Answer } from './questions.js';
import type { ReadEvent } from './read-events.js';
import type { PlatformKey, Trust } from './trust.js';

/** What the messages say: who signed them, that the leaves are of them, and who has acknowledged them. */

/**
 * Who signed: the registered key of the issuer, over these very bytes, valid when it says that it signed. Whoever has stolen a
 * key can say what he likes of that, so an auditor who knows when the messages were there may judge the keys by that.
 * @param at unix milliseconds: the keys must be valid then, and nothing may claim to be younger.
 */
export function checkSignatures(
  { hub }: EvidenceBundle,
  events: readonly ReadEvent[],
  absent: AbsentContents,
  { platforms }: Trust,
  at?: number,
): Answer {
  const there = events.filter(({ event }) => event.message !== undefined);
  const wrong = there.filter((each) => !isSigned(each, hub, platforms, at));
  const when = at === undefined ? '' : new Date(at).toISOString();
  if (wrong.length > 0)
    return fail(
      'SIGNATURES',
      `不成立${when && `（按 ${when}）`}：${numbers(wrong)}`,
      `do not hold${when && ` as of ${when}`}: ${numbers(wrong)}`,
    );
  const unanswered = answerWithout('SIGNATURES', absent);
  if (unanswered !== undefined) return unanswered;
  const by = [...new Set(events.map(({ header }) => `${header?.iss} ${header?.alg}`))].join(', ');
  return pass(
    'SIGNATURES',
    `${events.length} 个（${by}）${when && `，密钥按 ${when} 判断`}`,
    `${events.length} (${by})${when && `, keys as of ${when}`}`,
  );
}

function isSigned(
  { event, header }: ReadEvent,
  hub: string,
  platforms: Trust['platforms'],
  at: number | undefined,
): boolean {
  const key = header && platforms.get(header.kid);
  if (header === undefined || key === undefined || event.message === undefined) return false;
  const isRightParty = key.platform === header.iss && header.iss === event.actor && header.aud === hub;
  const isThere = header.iat <= (at ?? header.iat);
  return (
    isRightParty &&
    isThere &&
    isValidAt(key, at ?? header.iat) &&
    verifyParts(event.message, header.alg, key.publicKey)
  );
}

export type KeyValidity = Pick<PlatformKey, 'validFrom' | 'validTo' | 'revokedAt'>;

export function isValidAt({ validFrom, validTo, revokedAt }: KeyValidity, at: number): boolean {
  return validFrom <= at && at <= validTo && (revokedAt === undefined || at < revokedAt);
}

/** Each act that the leaf says was dispatched is acknowledged by each of its recipients. Other messages may be withheld. */
export function checkReceived(events: readonly ReadEvent[], absent: AbsentContents): Answer {
  const withheld = absent.withheld.filter(({ event }) => event.type === 'DispatchAcknowledgement');
  const unanswered = answerWithout('RECEIVED', { ...absent, withheld });
  if (unanswered !== undefined) return unanswered;
  const acknowledged = new Set(
    events.flatMap(({ event, message }) =>
      message?.type === 'DispatchAcknowledgement'
        ? `${message.body.eventSeq} ${message.body.messageId} ${event.actor}`
        : [],
    ),
  );
  const open = events.filter(({ event, leaf }) =>
    (leaf?.to ?? []).some((recipient) => !acknowledged.has(`${event.seq} ${event.messageId} ${recipient}`)),
  );
  const dispatched = events.filter(({ leaf }) => (leaf?.to.length ?? 0) > 0).length;
  return open.length === 0
    ? pass('RECEIVED', `${dispatched} 次投递均已签收`, `${dispatched} dispatches, all acknowledged`)
    : missingAnswer('RECEIVED', `尚未签收：${numbers(open)}`, `not acknowledged yet: ${numbers(open)}`);
}

/** The leaf speaks of this message, this case, this actor and this hub. */
export function checkCommitments(
  bundle: EvidenceBundle,
  events: readonly ReadEvent[],
  absent: AbsentContents,
): Answer {
  if (absent.fault !== undefined) return fail('COMMITMENTS', absent.fault.zh, absent.fault.en);
  const proven = events.filter(({ event }) => event.proof !== undefined);
  const wrong = proven.filter((each) => !matchesLeaf(bundle, each));
  if (wrong.length > 0)
    return fail('COMMITMENTS', `不符：${numbers(wrong)}`, `do not match: ${numbers(wrong)}`);
  if (proven.length < events.length)
    return missingAnswer('COMMITMENTS', '缺少日志条目', 'leaves are missing');
  const unanswered = answerWithout('COMMITMENTS', absent);
  if (unanswered !== undefined) return unanswered;
  const closed = events.filter(({ event }) => event.salt === undefined);
  if (closed.length > 0)
    return missingAnswer('COMMITMENTS', `未打开：${numbers(closed)}`, `not opened: ${numbers(closed)}`);
  return pass('COMMITMENTS', 'SHA-256 与 SM3 承诺均已打开', 'SHA-256 and SM3 commitments open');
}

function matchesLeaf(bundle: EvidenceBundle, read: ReadEvent): boolean {
  const { event, leaf } = read;
  return (
    leaf !== undefined &&
    leaf.hub === bundle.hub &&
    leaf.actor === event.actor &&
    leaf.type === event.type &&
    leaf.at === event.receivedAt &&
    isInPlace(bundle, read, leaf) &&
    (event.message === undefined || matchesMessage(bundle, event.message, leaf, read))
  );
}

/** With the salt of the event, or of this group alone. */
function isInPlace({ caseNo }: EvidenceBundle, { event, facts }: ReadEvent, leaf: ActLeaf): boolean {
  const { salt, partial, seq } = event;
  const place = placeInCase(caseNo, seq);
  if (partial === undefined) return salt === undefined || opens(leaf.case, 'case', salt, place);
  return opensGroup(leaf.case, 'case', partial.caseSalt, place) && (facts?.caseNo ?? caseNo) === caseNo;
}

function matchesMessage(
  { caseNo }: EvidenceBundle,
  parts: SignedParts,
  leaf: ActLeaf,
  { event, header, message }: ReadEvent,
): boolean {
  if (header === undefined || message === undefined) return false;
  return (
    leaf.type === message.type &&
    leaf.kid === header.kid &&
    header.jti === event.messageId &&
    speaksOf(message, caseNo) &&
    (event.salt === undefined ||
      (opens(leaf.message, 'message', event.salt, signingInput(parts)) &&
        commitsToFields(leaf, message, event.salt)))
  );
}

/**
 * Every act but the one that opens the case names its case under its signature: a hub cannot file a decision under
 * another case than the one it was made in.
 */
function speaksOf(message: CaseMessage, caseNo: string): boolean {
  return opensCase(message) || message.body.caseNo === caseNo;
}
