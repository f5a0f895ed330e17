import {
  type ActLeaf,
  type BundleFiles,
  type EvidenceBundle,
  type EvidencedEvent,
  type EvidencedUse,
  isActLeaf,
  leavesOfUse,
  manifestFaults,
  opens,
  type ProvenLeaf,
  parseLeaf,
  placeInCase,
  readBundle,
} from '#crypto/evidence';
import { type MessageHeader, readHeader, signingInput, verifyParts } from '#crypto/jose';
import { equalBytes } from '#crypto/primitives';
import {
  type NoteVerifier,
  type OpenedCheckpoint,
  openCheckpoint,
  rfc6962,
  verifyInclusion,
} from '#crypto/tlog';
import { type CaseAct, type CaseFacts, foldCase } from '#domain/case';
import { HubError } from '#proto/errors';
import { type CaseMessage, parseContentType, readPayload } from '#proto/schema';
import { checkUses } from './certificate-uses.js';
import type { Answer, Question, Report, Verdict } from './questions.js';
import { reportOf } from './questions.js';
import type { Trust } from './trust.js';

/** An event as far as it could be read: what could not is undefined, and its question fails. */
interface ReadEvent {
  readonly event: EvidencedEvent;
  readonly header: MessageHeader | undefined;
  readonly message: CaseMessage | undefined;
  readonly leaf: ActLeaf | undefined;
  readonly checkpoint: OpenedCheckpoint | undefined;
}

/** How many things are named in an answer before "…". */
const NAMED = 3;

/**
 * Checks the evidence of a case without asking anybody. Each question is answered by itself, so that one failure hides no
 * other. Believes nothing but the auditor's trust.
 */
export class CaseVerifier {
  readonly #trust: Trust;

  constructor(trust: Trust) {
    this.#trust = trust;
  }

  /** @throws BundleError when there is nothing to check because it cannot be read. */
  verify(files: BundleFiles): Report {
    const bundle = readBundle(files);
    const events = bundle.events.map((event) => this.#read(event));
    const used = checkUses({
      hub: bundle.hub,
      messages: events,
      uses: bundle.uses,
      isIncluded: (leaf) => isIncluded(leaf, this.#open(leaf.proof?.checkpoint)),
    });
    const answers = [
      this.#files(files),
      this.#inLog(events),
      this.#logSignature(events),
      this.#witnesses(events),
      notChecked('TIME', '本证据包不含时间戳', 'the bundle holds no time stamps'),
      this.#signatures(bundle, events),
      this.#received(events),
      this.#commitments(bundle, events),
      this.#consistent(events, bundle.uses),
      this.#sm2(events),
      this.#transitions(events),
      certificatesAnswer(used),
    ];
    return reportOf(bundle.caseNo, answers, used.findings);
  }

  #read(event: EvidencedEvent): ReadEvent {
    const leaf = parseLeaf(event.leaf);
    return {
      event,
      header: attempt(() => readHeader(event.message.protected)),
      message: attempt(() => readMessage(event)),
      leaf: leaf !== undefined && isActLeaf(leaf) ? leaf : undefined,
      checkpoint: this.#open(event.proof?.checkpoint),
    };
  }

  #open(note: string | undefined): OpenedCheckpoint | undefined {
    if (note === undefined) return undefined;
    const { logs, witnesses } = this.#trust.policy;
    for (const log of logs) {
      const opened = openCheckpoint(note, log, [...witnesses.values(), ...this.#sm2Verifiers()]);
      if (typeof opened !== 'string') return opened;
    }
    return undefined;
  }

  #files(files: BundleFiles): Answer {
    const faults = manifestFaults(files);
    const count = files.size;
    return faults.length === 0
      ? pass('FILES', `${count} 个文件`, `${count} files`)
      : fail('FILES', `与清单不符：${some(faults)}`, `not as in the manifest: ${some(faults)}`);
  }

  /** Inclusion of every leaf, in the order of the events. */
  #inLog(events: readonly ReadEvent[]): Answer {
    const missing = events.filter(({ event }) => event.proof === undefined);
    const wrong = events.filter(
      ({ event, checkpoint }) => event.proof !== undefined && !isIncluded(event, checkpoint),
    );
    const indexes = events.flatMap(({ event }) => event.proof?.index ?? []);
    const inOrder = indexes.every((index, i) => i === 0 || (indexes[i - 1] ?? 0) < index);
    if (wrong.length > 0)
      return fail('IN_LOG', `证明不成立：${numbers(wrong)}`, `proof does not hold: ${numbers(wrong)}`);
    if (!inOrder) return fail('IN_LOG', '日志顺序与办件过程不符', 'the log has the events in another order');
    if (missing.length > 0)
      return missingAnswer('IN_LOG', `缺少证明：${numbers(missing)}`, `without proof: ${numbers(missing)}`);
    const size = Math.max(...events.map(({ checkpoint }) => checkpoint?.size ?? 0));
    return pass(
      'IN_LOG',
      `${events.length} 步，日志规模 ${size}，位置 ${indexes.join('、')}`,
      `${events.length} events at ${indexes.join(', ')} in a log of ${size}`,
    );
  }

  #logSignature(events: readonly ReadEvent[]): Answer {
    const proven = events.filter(({ event }) => event.proof !== undefined);
    const unsigned = proven.filter(({ checkpoint }) => checkpoint === undefined);
    if (unsigned.length > 0) {
      return fail(
        'LOG_SIGNATURE',
        `不是受信日志的签名：${numbers(unsigned)}`,
        `not signed by a trusted log: ${numbers(unsigned)}`,
      );
    }
    const [first] = proven;
    if (first === undefined) return missingAnswer('LOG_SIGNATURE', '没有检查点', 'no checkpoint');
    const origin = first.checkpoint?.origin ?? '';
    return pass('LOG_SIGNATURE', `Ed25519，${origin}`, `Ed25519, ${origin}`);
  }

  #witnesses(events: readonly ReadEvent[]): Answer {
    const { policy } = this.#trust;
    if (!policy.needsWitnesses)
      return notChecked('WITNESSES', '信任策略未要求见证', 'the policy asks for none');
    const short = events.filter(
      ({ checkpoint }) => checkpoint !== undefined && !policy.isQuorum(this.#present(checkpoint)),
    );
    const [first] = events.flatMap(({ checkpoint }) => checkpoint ?? []);
    if (first === undefined || short.length > 0) {
      return missingAnswer('WITNESSES', '见证数量不足', 'fewer witnesses than the policy asks for');
    }
    const names = [...this.#present(first)].join(', ');
    return pass('WITNESSES', names, names);
  }

  /** Who signed: the registered key of the issuer, valid when it signed, over these very bytes. */
  #signatures(bundle: EvidenceBundle, events: readonly ReadEvent[]): Answer {
    const wrong = events.filter((each) => !this.#isSigned(bundle, each));
    if (wrong.length > 0)
      return fail('SIGNATURES', `不成立：${numbers(wrong)}`, `do not hold: ${numbers(wrong)}`);
    const by = [...new Set(events.map(({ header }) => `${header?.iss} ${header?.alg}`))].join(', ');
    return pass('SIGNATURES', `${events.length} 个（${by}）`, `${events.length} (${by})`);
  }

  #isSigned(bundle: EvidenceBundle, { event, header }: ReadEvent): boolean {
    const key = header && this.#trust.platforms.get(header.kid);
    if (header === undefined || key === undefined) return false;
    const isRightParty =
      key.platform === header.iss && header.iss === event.actor && header.aud === bundle.hub;
    const isValidThen =
      key.validFrom <= header.iat &&
      header.iat <= key.validTo &&
      (key.revokedAt === undefined || header.iat < key.revokedAt);
    return isRightParty && isValidThen && verifyParts(event.message, header.alg, key.publicKey);
  }

  /** Each act that the leaf says was dispatched is acknowledged by each of its recipients. */
  #received(events: readonly ReadEvent[]): Answer {
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
  #commitments(bundle: EvidenceBundle, events: readonly ReadEvent[]): Answer {
    const proven = events.filter(({ event }) => event.proof !== undefined);
    const wrong = proven.filter((each) => !matchesLeaf(bundle, each));
    if (wrong.length > 0)
      return fail('COMMITMENTS', `不符：${numbers(wrong)}`, `do not match: ${numbers(wrong)}`);
    if (proven.length < events.length)
      return missingAnswer('COMMITMENTS', '缺少日志条目', 'leaves are missing');
    return pass('COMMITMENTS', 'SHA-256 与 SM3 承诺均已打开', 'SHA-256 and SM3 commitments open');
  }

  #consistent(events: readonly ReadEvent[], uses: readonly EvidencedUse[]): Answer {
    const leaves = uses.flatMap(leavesOfUse);
    const checkpoints = [
      ...events.flatMap(({ checkpoint }) => checkpoint ?? []),
      ...leaves.flatMap(({ proof }) => this.#open(proof?.checkpoint) ?? []),
    ];
    const clash = checkpoints.some((one) =>
      checkpoints.some((other) => one.size === other.size && !equalBytes(one.root, other.root)),
    );
    if (clash)
      return fail(
        'CONSISTENT',
        '同一规模出现两个树根：日志作弊的证据',
        'two roots of one size: proof of misbehaviour',
      );
    const sizes = new Set(checkpoints.map(({ size }) => size));
    if (sizes.size === 0) return missingAnswer('CONSISTENT', '没有检查点', 'no checkpoint');
    return sizes.size === 1
      ? pass('CONSISTENT', '所有证明同属一个检查点', 'all proofs end in one checkpoint')
      : notChecked(
          'CONSISTENT',
          '检查点规模不同，需日志本身',
          'checkpoints of several sizes; the log itself is needed',
        );
  }

  #sm2(events: readonly ReadEvent[]): Answer {
    const { logSm2 } = this.#trust;
    if (logSm2 === undefined)
      return notChecked(
        'SM2',
        '未提供日志的 SM2 公钥（--gm）',
        'the SM2 key of the log was not given (--gm)',
      );
    const checkpoints = events.flatMap(({ checkpoint }) => checkpoint ?? []);
    const isSigned = checkpoints.length > 0 && checkpoints.every(({ signedBy }) => signedBy.includes(logSm2));
    return isSigned
      ? pass('SM2', 'SM2/SM3 签名成立', 'SM2 with SM3 holds')
      : fail('SM2', '检查点没有该密钥的 SM2 签名', 'the checkpoints bear no SM2 signature of that key');
  }

  /** The state is the fold over the acts, by the same table that the hub applies. */
  #transitions(events: readonly ReadEvent[]): Answer {
    const acts = events.map(toAct);
    const unreadable = events.filter((_, i) => acts[i] === undefined);
    const gap = events.find(({ event }, i) => event.seq !== i + 1);
    if (gap !== undefined)
      return fail(
        'TRANSITIONS',
        `缺少第 ${gap.event.seq} 步之前的步骤`,
        `steps before ${gap.event.seq} are missing`,
      );
    if (unreadable.length > 0)
      return fail(
        'TRANSITIONS',
        `无法读取：${numbers(unreadable)}`,
        `cannot be read: ${numbers(unreadable)}`,
      );
    const facts = fold(
      acts.filter((act) => act !== undefined),
      events,
    );
    if ('detail' in facts) return fail('TRANSITIONS', facts.detail, facts.detail);
    return pass(
      'TRANSITIONS',
      `${events.length} 步，当前状态 ${facts.state}`,
      `${events.length} steps to ${facts.state}`,
    );
  }

  #present(checkpoint: OpenedCheckpoint): Set<string> {
    const present = [...this.#trust.policy.witnesses].filter(([, verifier]) =>
      checkpoint.signedBy.includes(verifier),
    );
    return new Set(present.map(([name]) => name));
  }

  #sm2Verifiers(): NoteVerifier[] {
    return this.#trust.logSm2 === undefined ? [] : [this.#trust.logSm2];
  }
}

function readMessage(event: EvidencedEvent): CaseMessage | undefined {
  const content = parseContentType(readHeader(event.message.protected).cty);
  return content && readPayload(content, event.message.payload);
}

function isIncluded({ leaf, proof }: ProvenLeaf, checkpoint: OpenedCheckpoint | undefined): boolean {
  if (proof === undefined || checkpoint === undefined) return false;
  const { index, path } = proof;
  const { size, root } = checkpoint;
  return verifyInclusion({ index, size, root, path, leafHash: rfc6962.leaf(leaf) });
}

/** A use that a material names must be there: whoever leaves it out shows nothing false, but not all of the evidence. */
function certificatesAnswer({ findings, missing }: ReturnType<typeof checkUses>): Answer {
  const wrong = findings.filter(({ verdict }) => verdict === 'FAIL').map(({ useId }) => useId);
  if (wrong.length > 0) return fail('CERTIFICATES', `不成立：${some(wrong)}`, `do not hold: ${some(wrong)}`);
  if (missing.length > 0) {
    const named = some(missing.map(({ seq, material }) => `${seq} ${material}`));
    return missingAnswer(
      'CERTIFICATES',
      `材料所称的用证不在证据中：${named}`,
      `a material names a use that is not here: ${named}`,
    );
  }
  const open = findings.filter(({ verdict }) => verdict !== 'PASS').map(({ useId }) => useId);
  if (open.length > 0)
    return missingAnswer('CERTIFICATES', `证据不全：${some(open)}`, `without all proofs: ${some(open)}`);
  if (findings.length === 0)
    return pass('CERTIFICATES', '材料未引用电子证照，无用证记录', 'no material names any, none is recorded');
  return pass('CERTIFICATES', `${findings.length} 次用证`, `${findings.length} uses`);
}

function matchesLeaf(bundle: EvidenceBundle, { event, header, message, leaf }: ReadEvent): boolean {
  if (leaf === undefined || header === undefined || message === undefined) return false;
  return (
    leaf.hub === bundle.hub &&
    leaf.actor === event.actor &&
    leaf.type === message.type &&
    leaf.type === event.type &&
    leaf.kid === header.kid &&
    leaf.at === event.receivedAt &&
    header.jti === event.messageId &&
    speaksOf(message, bundle.caseNo) &&
    opens(leaf.message, 'message', event.salt, signingInput(event.message)) &&
    opens(leaf.case, 'case', event.salt, placeInCase(bundle.caseNo, event.seq))
  );
}

/**
 * Every act but the submission, which opens the case, names its case under its signature: a hub cannot file a decision under
 * another case than the one it was made in.
 */
function speaksOf(message: CaseMessage, caseNo: string): boolean {
  return message.type === 'SubmitCase' || message.body.caseNo === caseNo;
}

/** The competent platform of a submission is whom its leaf says it goes to; the submitter itself when nobody else is told. */
function toAct({ event, message, leaf }: ReadEvent): CaseAct | undefined {
  if (message === undefined) return undefined;
  const { actor } = event;
  switch (message.type) {
    case 'SubmitCase': {
      const { mode } = message.body;
      return mode === 'JOINT'
        ? undefined
        : { type: 'SubmitCase', actor, mode, competent: leaf?.to[0] ?? actor };
    }
    case 'CorrectionNotice':
    case 'CorrectionSubmitted':
      return { type: message.type, actor, noticeNo: message.body.noticeNo };
    default:
      return { type: message.type, actor };
  }
}

function fold(
  acts: readonly CaseAct[],
  events: readonly ReadEvent[],
): CaseFacts | { readonly detail: string } {
  const facts = foldCase(acts);
  if (!('code' in facts)) return facts;
  const { event } = events[facts.position] ?? {};
  return { detail: `${event?.seq ?? ''} ${event?.type ?? ''}: ${facts.detail}` };
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof HubError) return undefined;
    throw error;
  }
}

function numbers(events: readonly ReadEvent[]): string {
  return some(events.map(({ event }) => `${event.seq} ${event.type}`));
}

function some(names: readonly string[]): string {
  return names.length > NAMED ? `${names.slice(0, NAMED).join(', ')} …` : names.join(', ');
}

function pass(question: Question, zh: string, en: string): Answer {
  return answer(question, 'PASS', zh, en, true);
}

function fail(question: Question, zh: string, en: string): Answer {
  return answer(question, 'FAIL', zh, en, true);
}

/** Required, and not there. */
function missingAnswer(question: Question, zh: string, en: string): Answer {
  return answer(question, 'NOT_CHECKED', zh, en, true);
}

/** Not asked for by the auditor's trust. */
function notChecked(question: Question, zh: string, en: string): Answer {
  return answer(question, 'NOT_CHECKED', zh, en, false);
}

function answer(question: Question, verdict: Verdict, zh: string, en: string, isRequired: boolean): Answer {
  return { question, verdict, zh, en, isRequired };
}
