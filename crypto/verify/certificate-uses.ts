import {
  caseOfUse,
  type EvidencedEvent,
  type EvidencedUse,
  isUseLeaf,
  type Leaf,
  leavesOfUse,
  opensGroup,
  type PresentationLeaf,
  type ProvenLeaf,
  type ProvenPresentation,
  parseLeaf,
  type UseLeaf,
} from '#crypto/evidence';
import { utf8 } from '#crypto/primitives';
import { type CaseMessage, type CertificateReference, handsIn, mayStandForPaper } from '#proto/schema';
import type { UseFinding } from './questions.js';
import type { CaseFactsShown } from './read-events.js';

/** A message of the case, as far as the uses are concerned. */
export interface ReadMessage {
  readonly event: EvidencedEvent;
  readonly message: CaseMessage | undefined;
  readonly facts: CaseFactsShown | undefined;
}

export interface UsesQuestion {
  readonly hub: string;
  readonly messages: readonly ReadMessage[];
  readonly uses: readonly EvidencedUse[];
  /** Whether the leaf stands in a log that the auditor trusts. */
  isIncluded(leaf: ProvenLeaf): boolean;
}

/** A material of a message that names a use. */
export interface NamedUse extends CertificateReference {
  readonly material: string;
  readonly seq: number;
  readonly actor: string;
  /** Of the message in the log. */
  readonly index: number | undefined;
}

/**
 * Looks at each use by itself: that it stands in the log, is for this case, that its outcomes, its consent and the code that was
 * shown are its own, and that what materials name it for is true (proved by test/unit/crypto/verify/certificate-uses.test.ts).
 */
export function checkUses(question: UsesQuestion): {
  readonly findings: readonly UseFinding[];
  /** Those that materials name and the evidence does not have. */
  readonly missing: readonly NamedUse[];
} {
  const named = namedUses(question.messages);
  const cases = casesOf(question.messages);
  const redeemed = redemptionsOf(question.uses);
  const there = new Set(question.uses.map(({ useId }) => useId));
  return {
    findings: question.uses.map((use) => checkUse(use, { ...question, cases, named, redeemed })),
    missing: named.filter(({ useId }) => !there.has(useId)),
  };
}

interface Checking extends UsesQuestion {
  /** "platform/number" of both platforms. */
  readonly cases: ReadonlySet<string>;
  readonly named: readonly NamedUse[];
  /** By presentation: how many uses were allowed by its code. */
  readonly redeemed: ReadonlyMap<string, number>;
}

function checkUse(use: EvidencedUse, checking: Checking): UseFinding {
  const { useId, requester, certificate } = use;
  const leaf = readLeaf(use.use, isUseLeaf);
  const outcomes = use.outcomes.map((each) => readLeaf(each, isOutcome));
  const outcome = leaf === undefined ? undefined : outcomeOf(leaf, outcomes.at(-1)?.outcome);
  const base = {
    useId,
    requester,
    operation: leaf?.operation,
    certificateType: leaf?.certificateType,
    certificateId: certificate?.id,
    outcome,
    state: stateOf(outcome),
    at: leaf?.at,
    consent: leaf?.consent,
    duty: leaf?.duty,
    presentation: leaf?.presentation,
  };
  if (leaf === undefined || use.use.proof === undefined)
    return { ...base, verdict: 'NOT_CHECKED', fault: NO_LEAF };
  const fault = leavesOfUse(use).every(checking.isIncluded)
    ? faultOf(use, leaf, outcomes, checking)
    : NOT_IN_LOG;
  if (fault !== undefined) return { ...base, verdict: 'FAIL', fault };
  const missing = leaf.code === undefined ? missingGround(use, leaf) : undefined;
  return missing === undefined
    ? { ...base, verdict: 'PASS', fault: undefined }
    : { ...base, verdict: 'NOT_CHECKED', fault: missing };
}

/** The leaf of what an allowed use rests on. */
function missingGround({ consent, presentation }: EvidencedUse, leaf: UseLeaf): UseFinding['fault'] {
  if (leaf.consent !== undefined && consent === undefined) return NO_CONSENT;
  return leaf.presentation !== undefined && presentation === undefined ? NO_PRESENTATION : undefined;
}

const NO_LEAF = { zh: '缺少日志条目', en: 'its leaf is missing' };
const NO_CONSENT = { zh: '缺少授权的日志条目', en: 'the leaf of its consent is missing' };
const NO_PRESENTATION = { zh: '缺少亮证的日志条目', en: 'the leaf of its presentation is missing' };
const NOT_IN_LOG = { zh: '证明不成立', en: 'its proof does not hold' };
const OTHER_USE = { zh: '条目不是这次用证', en: 'its leaf is of something else' };
const OTHER_CASE = { zh: '不是为本办件用证', en: 'it was not for this case' };
const OTHER_CERTIFICATE = { zh: '证照与日志不符', en: 'it was of another certificate' };
const OTHER_OUTCOME = { zh: '结果不属于这次用证', en: 'an outcome is of another use' };
const OTHER_CONSENT = { zh: '授权与日志不符，或在其后', en: 'its consent is another, or came later' };
const OTHER_PRESENTATION = {
  zh: '亮证与日志不符，或在其后',
  en: 'its presentation is another, or came later',
};
const SHOWN_TWICE = { zh: '同一亮证码用了不止一次', en: 'its code was redeemed more than once' };
const NOT_AS_NAMED = { zh: '材料所称与之不符', en: 'a material says otherwise of it' };

function faultOf(
  use: EvidencedUse,
  leaf: UseLeaf,
  outcomes: readonly (OutcomeLeafRead | undefined)[],
  { hub, cases, named, redeemed }: Checking,
): UseFinding['fault'] {
  const { useId, requester, caseRef, caseSalt, certificate } = use;
  const index = use.use.proof?.index ?? -1;
  if (leaf.id !== useId || leaf.hub !== hub || leaf.actor !== requester) return OTHER_USE;
  const place = caseOfUse(requester, caseRef);
  const isOfCase = leaf.case !== undefined && opensGroup(leaf.case, 'case', caseSalt, place);
  if (!isOfCase || !cases.has(`${requester}/${caseRef}`)) return OTHER_CASE;
  if (certificate !== undefined && !opensCertificate(leaf, certificate)) return OTHER_CERTIFICATE;
  const isOwn = (each: OutcomeLeafRead | undefined, i: number) =>
    each?.use === useId && each.hub === hub && index < (use.outcomes[i]?.proof?.index ?? -1);
  if (!outcomes.every(isOwn)) return OTHER_OUTCOME;
  if (use.consent !== undefined && !isItsConsent(use.consent, leaf, index)) return OTHER_CONSENT;
  if (use.presentation !== undefined && !isItsPresentation(use.presentation, use, leaf))
    return OTHER_PRESENTATION;
  if (leaf.code === undefined && (redeemed.get(leaf.presentation ?? '') ?? 0) > 1) return SHOWN_TWICE;
  const isAsNamed = named
    .filter((each) => each.useId === useId)
    .every((each) => servesMaterial(each, use, leaf, outcomes));
  return isAsNamed ? undefined : NOT_AS_NAMED;
}

/** The certificate that the material names, used by its sender and answered before the message was sent. */
function servesMaterial(
  { certificateId, actor, index = Number.POSITIVE_INFINITY }: NamedUse,
  { certificate, requester, use, outcomes: proven }: EvidencedUse,
  leaf: UseLeaf,
  outcomes: readonly (OutcomeLeafRead | undefined)[],
): boolean {
  const isSame = certificate?.id === certificateId && requester === actor && leaf.code === undefined;
  const isReleased = outcomes.some(
    (each, i) => each?.outcome === 'RELEASED' && (proven[i]?.proof?.index ?? index) < index,
  );
  return isSame && (use.proof?.index ?? index) < index && mayStandForPaper(leaf.operation, isReleased);
}

function opensCertificate(
  leaf: Pick<UseLeaf, 'certificate'>,
  { id, salt }: NonNullable<EvidencedUse['certificate']>,
): boolean {
  return leaf.certificate !== undefined && opensGroup(leaf.certificate, 'certificate', salt, utf8(id));
}

function isItsConsent(proven: ProvenLeaf, leaf: UseLeaf, index: number): boolean {
  const consent = readLeaf(proven, isConsent);
  const isSame = consent !== undefined && consent.consent === leaf.consent && consent.hub === leaf.hub;
  return isSame && (proven.proof?.index ?? index) < index;
}

/** Opened before the use, for the very certificate as far as the evidence tells which. */
function isItsPresentation(
  proven: ProvenPresentation,
  { use, certificate }: EvidencedUse,
  leaf: UseLeaf,
): boolean {
  const shown = readLeaf(proven, isPresentation);
  const isSame =
    shown !== undefined &&
    shown.presentation === leaf.presentation &&
    shown.hub === leaf.hub &&
    shown.certificateType === leaf.certificateType;
  const index = use.proof?.index ?? -1;
  if (!isSame || (proven.proof?.index ?? index) >= index) return false;
  const salt = proven.certificateSalt ?? new Uint8Array(0); // opens nothing
  return certificate === undefined || opensCertificate(shown, { ...certificate, salt });
}

/** A code is good for one use. */
function redemptionsOf(uses: readonly EvidencedUse[]): Map<string, number> {
  const redeemed = new Map<string, number>();
  for (const { use } of uses) {
    const leaf = readLeaf(use, isUseLeaf);
    if (leaf?.presentation === undefined || leaf.code !== undefined) continue;
    redeemed.set(leaf.presentation, (redeemed.get(leaf.presentation) ?? 0) + 1);
  }
  return redeemed;
}

type OutcomeLeafRead = Extract<Leaf, { type: 'CertificateOutcome' }>;
type ConsentLeafRead = Extract<Leaf, { consent: string; type: 'ConsentGranted' | 'ConsentRevoked' }>;

function isOutcome(leaf: Leaf): leaf is OutcomeLeafRead {
  return leaf.type === 'CertificateOutcome' && 'use' in leaf;
}

function isConsent(leaf: Leaf): leaf is ConsentLeafRead {
  return leaf.type === 'ConsentGranted' && 'consent' in leaf;
}

function isPresentation(leaf: Leaf): leaf is PresentationLeaf {
  return leaf.type === 'PresentationOpened';
}

function readLeaf<T extends Leaf>(proven: ProvenLeaf, is: (leaf: Leaf) => leaf is T): T | undefined {
  const leaf = parseLeaf(proven.leaf);
  return leaf !== undefined && is(leaf) ? leaf : undefined;
}

/** What the log says became of it: the last word of whoever was asked, or of the hub alone. */
function outcomeOf({ code, to }: UseLeaf, last: string | undefined): string {
  if (code !== undefined) return `REFUSED ${code}`;
  return last ?? (to.length === 0 ? 'ANSWERED' : 'ASKED');
}

/** As far as the outcome says it: nothing is released unless the certificate is valid by the directory and by its issuer. */
function stateOf(outcome: string | undefined): string | undefined {
  if (outcome === 'RELEASED') return 'VALID';
  if (outcome === 'NOT_VALID' || outcome === 'REFUSED CERTIFICATE_NOT_VALID') return 'NOT_VALID';
  return outcome === 'REFUSED CERTIFICATE_SUPERSEDED' ? 'SUPERSEDED' : undefined;
}

function namedUses(messages: readonly ReadMessage[]): NamedUse[] {
  return messages.flatMap(({ event, message }) => {
    if (message === undefined || !handsIn(message)) return [];
    const { seq, actor, proof } = event;
    return message.body.materials.flatMap(({ name, certificate }) =>
      certificate === undefined ? [] : { ...certificate, material: name, seq, actor, index: proof?.index },
    );
  });
}

/** What the platforms call the case, under their own signatures, or as is shown of what they said. */
function casesOf(messages: readonly ReadMessage[]): Set<string> {
  return new Set(
    messages.flatMap(({ event: { actor }, facts }) => {
      const ref = facts?.caseRef ?? facts?.competentCaseRef;
      return ref === undefined ? [] : `${actor}/${ref}`;
    }),
  );
}
