import {
  type BundleFiles,
  besideEvents,
  type EvidenceBundle,
  manifestFaults,
  type ProvenLeaf,
  parseLeaf,
  readBundle,
} from '#crypto/evidence';
import type { Checkpoint } from '#crypto/tlog';
import { type AbsentContents, absentContents, answerWithout } from './absent-contents.js';
import { fail, missingAnswer, pass, some } from './answers.js';
import { checkUses } from './certificate-uses.js';
import { checkInLog, checkLogSignature } from './log-checks.js';
import { checkCommitments, checkReceived, checkSignatures } from './message-checks.js';
import { checkOpenings } from './openings.js';
import type { Answer, Report } from './questions.js';
import { reportOf } from './questions.js';
import { isIncluded, openTrusted, readEvent } from './read-events.js';
import { checkRefusals, refusalsAnswer } from './refusals.js';
import { checkConsistent } from './shards.js';
import { checkSignerKeys } from './signer-keys.js';
import { checkSm2 } from './sm2-checks.js';
import { checkTime } from './time-checks.js';
import { checkTransitions } from './transitions.js';
import type { LogTrust, Trust } from './trust.js';
import { shown } from './trust-shown.js';
import { unknownLogs, withoutLogs } from './unknown-logs.js';
import { checkWitnesses, type ReadCheckpoint } from './witnesses.js';

/** What an auditor brings along, beside his trust. */
export interface AskedOfCase {
  /** Unix milliseconds: judge by this moment. What came later does not count. */
  readonly at?: number | undefined;
  /** Checkpoints that he had before. */
  readonly since?: readonly Checkpoint[];
  /** Whether messages may be withheld: what they alone can answer is then not asked for. */
  readonly mayBeWithheld?: boolean;
}

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
  verify(files: BundleFiles, { at, since = [], mayBeWithheld = false }: AskedOfCase = {}): Report {
    const trust = this.#trust;
    const bundle = readBundle(files);
    const read = ({ events: own }: EvidenceBundle) => own.map((event) => readEvent(event, trust));
    const events = read(bundle);
    const leaves = [...bundle.events, ...othersIn(bundle), bundle.erasure ?? []].flat();
    const unknown = unknownLogs(leaves, trust);
    const known = withoutLogs(bundle, unknown);
    const proven = unknown.size === 0 ? events : read(known);
    const checkpoints = readCheckpoints(leaves, trust);
    const isInLog = (leaf: ProvenLeaf) => isIncluded(leaf, openTrusted(leaf.proof?.checkpoint, trust));
    const absent = absentContents(bundle, events, isInLog, mayBeWithheld);
    const used = checkUses({
      hub: bundle.hub,
      messages: events,
      uses: known.uses,
      isIncluded: isInLog,
    });
    const refused = checkRefusals(known, events, absent, isInLog);
    const answers = [
      checkFiles(files),
      checkInLog(events, unknown),
      checkLogSignature(events, trust, unknown),
      checkWitnesses(checkpoints, trust, at),
      checkTime(known, proven, trust),
      checkSignatures(bundle, events, absent, trust, at),
      checkSignerKeys(known, proven, trust, isInLog, at),
      checkReceived(events, absent),
      checkCommitments(bundle, events, absent),
      ...(absent.withheld.length === 0 ? [] : [checkOpenings(absent)]),
      checkConsistent(leaves, since, bundle, trust),
      checkSm2(proven, othersIn(known), trust),
      checkTransitions(bundle, events, absent),
      certificatesAnswer(used, absent),
      refusalsAnswer(refused, bundle.unlistedRefusals),
    ];
    const signers = new Set(events.flatMap(({ header }) => trust.platforms.get(header?.kid ?? '') ?? []));
    return reportOf({
      ...{ kind: 'CASE', subject: bundle.caseNo, answers, uses: used.findings, refusals: refused },
      trust: shown(trust, [...signers]),
    });
  }
}

/** Beside those of its events; the erasure has a question of its own. */
function othersIn(bundle: EvidenceBundle): ProvenLeaf[] {
  return [...besideEvents(bundle), ...bundle.keys.flatMap((key) => key.leaves ?? [])];
}

/** The checkpoint of the log before with which a log begins. */
function finalIn(bytes: Uint8Array): string | undefined {
  const leaf = parseLeaf(bytes);
  return leaf?.type === 'LogOpened' && 'previous' in leaf ? leaf.previous.checkpoint : undefined;
}

/** The checkpoints of logs that are trusted, each once. */
function readCheckpoints(leaves: readonly ProvenLeaf[], trust: LogTrust): ReadCheckpoint[] {
  const finals = leaves.flatMap(({ leaf }) => finalIn(leaf) ?? []);
  const notes = new Set([...leaves.flatMap(({ proof }) => proof?.checkpoint ?? []), ...finals]);
  return [...notes].flatMap((note) => {
    const opened = openTrusted(note, trust);
    return opened === undefined ? [] : [{ note, opened }];
  });
}

function checkFiles(files: BundleFiles): Answer {
  const faults = manifestFaults(files);
  const count = files.size;
  return faults.length === 0
    ? pass('FILES', `${count} 个文件`, `${count} files`)
    : fail('FILES', `与清单不符：${some(faults)}`, `not as in the manifest: ${some(faults)}`);
}

/** A use that a material names must be there: whoever leaves it out shows nothing false, but not all of the evidence. */
function certificatesAnswer(
  { findings, missing }: ReturnType<typeof checkUses>,
  absent: AbsentContents,
): Answer {
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
  const unanswered = answerWithout('CERTIFICATES', absent);
  if (unanswered !== undefined) return unanswered;
  if (findings.length === 0)
    return pass('CERTIFICATES', '材料未引用电子证照，无用证记录', 'no material names any, none is recorded');
  return pass('CERTIFICATES', `${findings.length} 次用证`, `${findings.length} uses`);
}
