/**
 * 证照状态. `after`: from which states it may follow. `actsBack`: it may hold from before the state that it follows, because what
 * it undoes was never right. Names as in use; which may follow which is read from 行政许可法 69 and 70, recalled, not verified.
 */
export const CERTIFICATE_STATES = {
  VALID: { zh: '有效', after: ['SUSPENDED', 'OTHER'], actsBack: false },
  SUSPENDED: { zh: '暂扣', after: ['VALID', 'OTHER'], actsBack: false },
  EXPIRED: { zh: '失效', after: ['VALID', 'SUSPENDED', 'OTHER'], actsBack: false },
  CANCELLED: {
    zh: '注销',
    after: ['VALID', 'SUSPENDED', 'EXPIRED', 'REVOKED', 'RESCINDED', 'OTHER'],
    actsBack: false,
  },
  REVOKED: { zh: '吊销', after: ['VALID', 'SUSPENDED', 'EXPIRED', 'OTHER'], actsBack: false },
  RESCINDED: {
    zh: '撤销',
    after: ['VALID', 'SUSPENDED', 'EXPIRED', 'SUPERSEDED', 'CANCELLED', 'OTHER'],
    actsBack: true,
  },
  VOIDED: {
    zh: '作废',
    after: ['VALID', 'SUSPENDED', 'EXPIRED', 'SUPERSEDED', 'OTHER'],
    actsBack: true,
  },
  SUPERSEDED: { zh: '变更', after: ['VALID', 'SUSPENDED', 'EXPIRED', 'OTHER'], actsBack: false },
  OTHER: { zh: '其他', after: ['VALID', 'SUSPENDED', 'EXPIRED'], actsBack: false },
} as const satisfies Record<string, StateRow>;

interface StateRow {
  readonly zh: string;
  readonly after: readonly string[];
  readonly actsBack: boolean;
}

export type CertificateState = keyof typeof CERTIFICATE_STATES;

/** One state of a certificate. Times are unix milliseconds. */
export interface StateChange {
  readonly state: CertificateState;
  /** From when it holds. */
  readonly from: number;
  /** When its issuer wrote it down: what nobody could know before. */
  readonly recordedAt: number;
}

/** Every change of a certificate's state, in the order in which they were recorded; the first is its issue. */
export type StateHistory = readonly StateChange[];

/** Whether one state may follow another. */
export function mayFollow(next: CertificateState, previous: CertificateState): boolean {
  const after: readonly string[] = CERTIFICATE_STATES[next].after;
  return after.includes(previous);
}

/** Everything that is wrong with a history, one line each; empty when it can be used. */
export function historyFaults(history: StateHistory): readonly string[] {
  const [first] = history;
  if (first === undefined) return ['a certificate has a history, that of its issue at least'];
  const start = first.state === 'VALID' ? [] : [`change 1: it begins ${first.state}, expected VALID`];
  const rest = history.slice(1).flatMap((change, i) => {
    const previous = history[i] ?? first;
    return changeFaults(change, previous, first).map((fault) => `change ${i + 2}: ${fault}`);
  });
  return [...start, ...rest];
}

function changeFaults(change: StateChange, previous: StateChange, first: StateChange): string[] {
  const { state, from, recordedAt } = change;
  const earliest = CERTIFICATE_STATES[state].actsBack ? first.from : previous.from;
  return [
    mayFollow(state, previous.state) ? undefined : `${state} may not follow ${previous.state}`,
    recordedAt >= previous.recordedAt ? undefined : 'it was recorded before the change that stands before it',
    from >= earliest ? undefined : `${state} cannot hold from before ${previous.state}`,
  ].filter((fault) => fault !== undefined);
}

/**
 * The state at a moment, as known at another (now, when absent): the last recorded of those that hold then. Undefined before the
 * certificate was issued. A rescission recorded today changes what yesterday's state was, not what could be known of it.
 */
export function stateAt(
  history: StateHistory,
  at: number,
  knownAt: number = Number.POSITIVE_INFINITY,
): StateChange | undefined {
  return history.filter(({ from, recordedAt }) => from <= at && recordedAt <= knownAt).at(-1);
}
