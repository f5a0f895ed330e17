import {
  type EvidenceBundle,
  type EvidencedRefusal,
  isRefusalLeaf,
  opensGroup,
  type ProvenLeaf,
  parseLeaf,
  refusedInCase,
} from '#crypto/evidence';
import type { AbsentContents } from './absent-contents.js';
import { erasedAnswer, fail, missingAnswer, pass, some } from './answers.js';
import type { Answer, RefusalFinding, Verdict } from './questions.js';
import type { ReadEvent } from './read-events.js';

/**
 * Messages about the case that were refused: that the log says so, of this case, and that it was a participant of it who was
 * refused. They are no acts, and count for none (proved by test/unit/crypto/verify/refusals.test.ts).
 */
export function checkRefusals(
  bundle: EvidenceBundle,
  events: readonly ReadEvent[],
  { entries }: AbsentContents,
  isIncluded: (leaf: ProvenLeaf) => boolean,
): RefusalFinding[] {
  const participants = new Set(events.flatMap(({ event, leaf }) => [event.actor, ...(leaf?.to ?? [])]));
  const seen = new Set<string>();
  return bundle.refusals.map((refusal) => {
    const { refusalId, actor, code, refusedAt } = refusal;
    const isRepeated = seen.has(refusalId);
    seen.add(refusalId);
    const isKnown = participants.has(actor) && !isRepeated;
    const verdict = isKnown ? verdictOn(refusal, bundle, entries, isIncluded) : 'FAIL';
    return { verdict, refusalId, actor, code, at: refusedAt };
  });
}

function verdictOn(
  refusal: EvidencedRefusal,
  { hub, caseNo }: EvidenceBundle,
  erased: ReadonlySet<number>,
  isIncluded: (leaf: ProvenLeaf) => boolean,
): Verdict {
  const { proof, caseSalt } = refusal;
  if (proof === undefined) return 'NOT_CHECKED';
  const leaf = parseLeaf(refusal.leaf);
  if (leaf === undefined || !isRefusalLeaf(leaf) || !isIncluded(refusal)) return 'FAIL';
  const isAsTold =
    leaf.hub === hub &&
    leaf.id === refusal.refusalId &&
    leaf.actor === refusal.actor &&
    leaf.code === refusal.code &&
    leaf.at === refusal.refusedAt;
  if (!isAsTold || leaf.case === undefined) return 'FAIL';
  if (caseSalt === undefined) return erased.has(proof.index) ? 'ERASED' : 'NOT_CHECKED';
  return opensGroup(leaf.case, 'case', caseSalt, refusedInCase(caseNo)) ? 'PASS' : 'FAIL';
}

/** @param unlisted how many more there are, as the evidence itself says. */
export function refusalsAnswer(findings: readonly RefusalFinding[], unlisted: number): Answer {
  const wrong = findings.filter(({ verdict }) => verdict === 'FAIL');
  if (wrong.length > 0) return fail('REFUSALS', `不成立：${named(wrong)}`, `do not hold: ${named(wrong)}`);
  const open = findings.filter(({ verdict }) => verdict === 'NOT_CHECKED');
  if (open.length > 0)
    return missingAnswer('REFUSALS', `证据不全：${named(open)}`, `without all proofs: ${named(open)}`);
  if (unlisted > 0)
    return missingAnswer('REFUSALS', `另有 ${unlisted} 条未列入`, `${unlisted} more are not listed`);
  if (findings.length === 0) return pass('REFUSALS', '未列拒收记录', 'none is listed');
  const count = findings.length;
  const erased = findings.filter(({ verdict }) => verdict === 'ERASED').length;
  if (erased > 0)
    return erasedAnswer('REFUSALS', `${erased} 条已依法销毁`, `what opens ${erased} was erased`);
  return pass(
    'REFUSALS',
    `${count} 条被拒，均未改变办件：${named(findings)}`,
    `${count} refused, none of which changed the case: ${named(findings)}`,
  );
}

function named(findings: readonly RefusalFinding[]): string {
  return some(findings.map(({ actor, code }) => `${actor} ${code}`));
}
