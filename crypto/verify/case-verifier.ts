import { type BundleFiles, manifestFaults, readBundle } from '#crypto/evidence';
import { fail, missingAnswer, notChecked, pass, some } from './answers.js';
import { checkUses } from './certificate-uses.js';
import { checkConsistent, checkInLog, checkLogSignature, checkWitnesses } from './log-checks.js';
import { checkCommitments, checkReceived, checkSignatures } from './message-checks.js';
import type { Answer, Report } from './questions.js';
import { reportOf } from './questions.js';
import { isIncluded, openTrusted, readEvent } from './read-events.js';
import { checkSm2 } from './sm2-checks.js';
import { checkTransitions } from './transitions.js';
import type { Trust } from './trust.js';

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
    const trust = this.#trust;
    const bundle = readBundle(files);
    const events = bundle.events.map((event) => readEvent(event, trust));
    const used = checkUses({
      hub: bundle.hub,
      messages: events,
      uses: bundle.uses,
      isIncluded: (leaf) => isIncluded(leaf, openTrusted(leaf.proof?.checkpoint, trust)),
    });
    const answers = [
      checkFiles(files),
      checkInLog(events),
      checkLogSignature(events),
      checkWitnesses(events, trust),
      notChecked('TIME', '本证据包不含时间戳', 'the bundle holds no time stamps'),
      checkSignatures(bundle, events, trust),
      checkReceived(events),
      checkCommitments(bundle, events),
      checkConsistent(events, bundle.uses, trust),
      checkSm2(events, bundle.uses, trust),
      checkTransitions(events),
      certificatesAnswer(used),
    ];
    return reportOf(bundle.caseNo, answers, used.findings);
  }
}

function checkFiles(files: BundleFiles): Answer {
  const faults = manifestFaults(files);
  const count = files.size;
  return faults.length === 0
    ? pass('FILES', `${count} 个文件`, `${count} files`)
    : fail('FILES', `与清单不符：${some(faults)}`, `not as in the manifest: ${some(faults)}`);
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
