import {
  type ErasureLeaf,
  type EvidenceBundle,
  erasedEntries,
  isErasureLeaf,
  opens,
  type ProvenErasure,
  type ProvenLeaf,
  parseLeaf,
} from '#crypto/evidence';
import { erasedAnswer, missingAnswer, numbers } from './answers.js';
import type { Answer, Question } from './questions.js';
import type { ReadEvent } from './read-events.js';

/**
 * Contents that are not in the evidence. Erased are those, and only those, that a leaf of the log says were destroyed; all others
 * are missing, whoever left them out (proved by test/unit/crypto/verify/erased.test.ts).
 */
export interface AbsentContents {
  readonly erased: readonly ReadEvent[];
  readonly missing: readonly ReadEvent[];
  /** The leaf that says why. */
  readonly leaf: ErasureLeaf | undefined;
  /** Positions in the log of the leaves that it says can be opened no more. */
  readonly entries: ReadonlySet<number>;
  /** What is wrong with an erasure that the evidence claims. */
  readonly fault: { readonly zh: string; readonly en: string } | undefined;
}

export function absentContents(
  bundle: EvidenceBundle,
  events: readonly ReadEvent[],
  isIncluded: (leaf: ProvenLeaf) => boolean,
): AbsentContents {
  const { erasure } = bundle;
  const absent = events.filter(({ event }) => event.message === undefined);
  if (erasure?.proof === undefined) return { ...NOT_ERASED, missing: absent };
  const leaf = parseLeaf(erasure.leaf);
  const isShown = leaf !== undefined && isErasureLeaf(leaf) && isIncluded(erasure);
  if (!isShown || !covers(leaf, erasure, bundle)) return { ...NOT_ERASED, missing: absent, fault: FALSE };
  const entries = new Set(erasure.entries);
  const isErased = ({ event }: ReadEvent) => entries.has(event.proof?.index ?? -1);
  return {
    erased: absent.filter(isErased),
    missing: absent.filter((each) => !isErased(each)),
    leaf,
    entries,
    fault: undefined,
  };
}

const NOT_ERASED = { erased: [], leaf: undefined, entries: new Set<number>(), fault: undefined };

const FALSE = { zh: '所称的销毁与日志不符', en: 'the erasure that it claims is not what the log says' };

/** Of this case, of entries that stand before it, and of none that the evidence has not. */
function covers(leaf: ErasureLeaf, { entries, salt, proof }: ProvenErasure, bundle: EvidenceBundle): boolean {
  const there = new Set([...bundle.events, ...bundle.refusals].map(({ proof }) => proof?.index));
  return (
    leaf.hub === bundle.hub &&
    leaf.count === entries.length &&
    opens(leaf.erased, 'erased', salt, erasedEntries(bundle.caseNo, entries)) &&
    entries.every((index) => there.has(index) && index < (proof?.index ?? 0))
  );
}

/** The answer to a question that only contents can answer; undefined when all of them are there. */
export function answerWithout(
  question: Question,
  { erased, missing, leaf }: AbsentContents,
): Answer | undefined {
  if (missing.length > 0) {
    const named = numbers(missing);
    return missingAnswer(question, `内容不在证据中：${named}`, `the contents are not here: ${named}`);
  }
  if (erased.length === 0 || leaf === undefined) return undefined;
  const { ground, decidedBy, at } = leaf;
  const why = `${ground}, ${decidedBy}, ${new Date(at).toISOString()}`;
  const count = erased.length;
  return erasedAnswer(
    question,
    `${count} 条内容已依法销毁（${why}）`,
    `the contents of ${count} were erased (${why})`,
  );
}
