import {
  type ErasureLeaf,
  type EvidenceBundle,
  erasedEntries,
  FIELD_GROUPS,
  type FieldGroup,
  isErasureLeaf,
  opens,
  type ProvenErasure,
  type ProvenLeaf,
  parseLeaf,
  withheldIn,
} from '#crypto/evidence';
import { erasedAnswer, missingAnswer, notChecked, numbers } from './answers.js';
import type { Answer, Question } from './questions.js';
import type { ReadEvent } from './read-events.js';

/**
 * Contents that are not in the evidence. Erased are those, and only those, that a leaf of the log says were destroyed; withheld
 * those in whose place an opening stands; all others are missing, whoever left them out (proved by
 * test/unit/crypto/verify/erased.test.ts, test/unit/crypto/verify/withheld.test.ts).
 */
export interface AbsentContents {
  readonly erased: readonly ReadEvent[];
  readonly withheld: readonly ReadEvent[];
  readonly missing: readonly ReadEvent[];
  /** Whether the auditor is content with what is shown of those withheld. */
  readonly mayBeWithheld: boolean;
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
  mayBeWithheld: boolean,
): AbsentContents {
  const { erasure } = bundle;
  const absent = events.filter(({ event }) => event.message === undefined);
  const withheld = absent.filter(({ event }) => event.partial !== undefined);
  const rest = absent.filter(({ event }) => event.partial === undefined);
  const unproven = { ...NOT_ERASED, withheld, missing: rest, mayBeWithheld };
  if (erasure?.proof === undefined) return unproven;
  const leaf = parseLeaf(erasure.leaf);
  const isShown = leaf !== undefined && isErasureLeaf(leaf) && isIncluded(erasure);
  if (!isShown || !covers(leaf, erasure, bundle)) return { ...unproven, fault: FALSE };
  const entries = new Set(erasure.entries);
  const isErased = ({ event }: ReadEvent) => entries.has(event.proof?.index ?? -1);
  return {
    erased: rest.filter(isErased),
    withheld,
    missing: rest.filter((each) => !isErased(each)),
    mayBeWithheld,
    leaf,
    entries,
    fault: withheld.some(isErased) ? BOTH : undefined,
  };
}

const NOT_ERASED = { erased: [], leaf: undefined, entries: new Set<number>(), fault: undefined };

const FALSE = { zh: '所称的销毁与日志不符', en: 'the erasure that it claims is not what the log says' };

/** What was destroyed opens nothing any more: one of the two is not true. */
const BOTH = {
  zh: '日志称已销毁的内容又作为部分公开给出',
  en: 'what the log says was erased is shown in part',
};

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
  { erased, withheld, missing, mayBeWithheld, leaf }: AbsentContents,
): Answer | undefined {
  if (missing.length > 0) {
    const named = numbers(missing);
    return missingAnswer(question, `内容不在证据中：${named}`, `the contents are not here: ${named}`);
  }
  if (withheld.length > 0) {
    const groups = groupsWithheld(withheld);
    const named = numbers(withheld);
    const zh = `未公开：${groups.map((group) => GROUP_WORDS[group]).join('、')}（${named}）`;
    return (mayBeWithheld ? notChecked : missingAnswer)(
      question,
      zh,
      `withheld: ${groups.join(', ')} (${named})`,
    );
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

function groupsWithheld(events: readonly ReadEvent[]): FieldGroup[] {
  const groups = new Set(
    events.flatMap(({ event }) => (event.partial === undefined ? [] : withheldIn(event.partial))),
  );
  return FIELD_GROUPS.filter((group) => groups.has(group));
}

export const GROUP_WORDS: Readonly<Record<FieldGroup, string>> = {
  routing: '办理流程',
  applicant: '申请人',
  form: '表单',
  materials: '材料',
  outcome: '办理结果',
  reasons: '理由',
};
