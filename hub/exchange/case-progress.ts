import type { ClockKind } from '#domain/case';
import type { cases } from '#hub/store';
import type { MessageType } from '#proto/schema';
import type { CaseReading, ListedEvent } from './case-reading.js';
import { type ClockReading, readClocks } from './due/index.js';
import type { RulesSource } from './rules.js';
import { readCaseMessage } from './stored-message.js';

/** A step of a case. */
export interface TimelineStep {
  readonly event: ListedEvent;
  /** Of the platform that acted, or of the hub; undefined when it has gone. */
  readonly actorName: string | undefined;
  /** Under which rule it came, or began a time limit; undefined when none is named, and when the contents were erased. */
  readonly rule: string | undefined;
}

export interface CaseProgressView {
  readonly row: cases.CaseRow;
  readonly clocks: readonly ClockReading[];
  readonly timeline: readonly TimelineStep[];
  /** What platforms of the case are called, by their ids. */
  readonly names: ReadonlyMap<string, string>;
}

export interface CaseProgressParts {
  readonly reading: CaseReading;
  readonly rules: RulesSource;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** How far a case is and what has happened in it, for those who take part. */
export class CaseProgress {
  readonly #parts: CaseProgressParts;

  constructor(parts: CaseProgressParts) {
    this.#parts = parts;
  }

  /** @throws NotFoundError. */
  async get(peer: string, caseNo: string): Promise<CaseProgressView> {
    const { reading, rules, now } = this.#parts;
    const { row, events } = await reading.withEvents(peer, caseNo);
    const { directory } = rules.current();
    const clocks = readClocks(row, rules.current(), now());
    const names = new Map(directory.peers.map(({ peerId, name }) => [peerId, name]));
    const timeline = events.map((event) => ({
      event,
      actorName: names.get(event.actor),
      rule: ruleOf(event, clocks),
    }));
    return { row, clocks, timeline, names };
  }
}

/** What the act itself says, or the rule of the time limit that it begins or lengthens. */
function ruleOf(event: ListedEvent, clocks: readonly ClockReading[]): string | undefined {
  if (event.secret === undefined) return undefined;
  const { type, body } = readCaseMessage(event);
  if ('rule' in body) return body.rule;
  const begun = type === 'TimeLimitExtended' ? body.clock : BEGINS[type];
  return begun && clocks.find(({ kind }) => kind === begun)?.rule;
}

const BEGINS: Readonly<Partial<Record<MessageType, ClockKind>>> = {
  IntakeRecorded: 'ACCEPTANCE_NOTICE',
  CorrectionNotice: 'CORRECTION_ANSWER',
  CorrectionSubmitted: 'ACCEPTANCE_NOTICE',
  CaseAccepted: 'DECISION',
  DeferredMaterialsAcceptance: 'DECISION',
  DecisionIssued: 'CERTIFICATE_ISSUE',
};
