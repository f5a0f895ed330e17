import type { Text } from '../../speech.js';
import type { Outcome, Result } from '../runner.js';
import type { PeerUnderTest } from '../world.js';

/** A run on paper: everything that a reader needs who was not there. */
export interface ConformanceReport {
  readonly format: 'tongban-conformance/1';
  readonly summary: 'PASS' | 'FAIL';
  /** Every check there is was run and passed: less is no statement about the platform as a whole. */
  readonly isComplete: boolean;
  /** RFC 3339. */
  readonly startedAt: string;
  readonly seconds: number;
  readonly versions: { readonly tongban: string; readonly wire: string; readonly node: string };
  readonly peer: {
    readonly id: string;
    readonly name: string;
    readonly suite: string;
    readonly kid: string;
    readonly certificate: string;
  };
  readonly item: { readonly basicCode: string; readonly name: string };
  /** Who clicked: a program over the desk's routes, or a person. */
  readonly driver: 'desk' | 'manual';
  readonly counts: Readonly<Record<Result, number>>;
  readonly checks: readonly ReportedCheck[];
}

export interface ReportedCheck {
  readonly id: string;
  readonly title: Text;
  readonly proves: Text;
  readonly result: Result;
  readonly seconds: number;
  /** Why not, unless it passed. */
  readonly reason?: Text;
  /** What to do, when it failed. */
  readonly remedy?: Text;
  readonly cases: readonly string[];
  readonly messages: readonly string[];
  readonly facts: readonly Text[];
}

export interface ReportFacts {
  readonly startedAt: number;
  readonly seconds: number;
  readonly version: string;
  readonly peer: PeerUnderTest;
  readonly item: { readonly basicCode: string; readonly name: string };
  readonly driver: 'desk' | 'manual';
  /** How many checks there are. */
  readonly known: number;
}

export function reportOf(outcomes: readonly Outcome[], facts: ReportFacts): ConformanceReport {
  const count = (result: Result) => outcomes.filter((each) => each.result === result).length;
  const counts = { PASS: count('PASS'), FAIL: count('FAIL'), SKIPPED: count('SKIPPED') };
  const { peer, item } = facts;
  return {
    format: 'tongban-conformance/1',
    summary: counts.FAIL > 0 || counts.PASS === 0 ? 'FAIL' : 'PASS',
    isComplete: counts.PASS === facts.known,
    startedAt: new Date(facts.startedAt).toISOString(),
    seconds: round(facts.seconds),
    versions: { tongban: facts.version, wire: 'tongban.v1', node: process.versions.node },
    peer: {
      id: peer.peerId,
      name: peer.name,
      suite: peer.suite,
      kid: peer.kid,
      certificate: peer.fingerprint,
    },
    item: { basicCode: item.basicCode, name: item.name },
    driver: facts.driver,
    counts,
    checks: outcomes.map(reported),
  };
}

function reported({ check, result, reason, evidence, seconds }: Outcome): ReportedCheck {
  const { id, title, proves, remedy } = check;
  return {
    id,
    title,
    proves,
    result,
    seconds: round(seconds),
    ...(reason === undefined ? {} : { reason }),
    ...(result === 'FAIL' ? { remedy } : {}),
    cases: evidence.caseNos,
    messages: evidence.messageIds,
    facts: evidence.facts,
  };
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}

/** One sentence. */
export function verdictOf({ summary, isComplete, counts }: ConformanceReport): Text {
  const { PASS, FAIL, SKIPPED } = counts;
  if (summary === 'FAIL')
    return {
      zh: `结论：未通过。通过 ${PASS} 项，失败 ${FAIL} 项，未做 ${SKIPPED} 项。`,
      en: `Not conformant: ${PASS} passed, ${FAIL} failed, ${SKIPPED} skipped.`,
    };
  if (isComplete) return { zh: `结论：全部 ${PASS} 项通过。`, en: `Conformant: all ${PASS} checks passed.` };
  return {
    zh: `结论：所做 ${PASS} 项通过，但并非全部检查项，不能据此认定合格。`,
    en: `The ${PASS} checks that were run passed; not all were, so this is no statement of conformance.`,
  };
}
