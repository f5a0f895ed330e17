import type { Transport, Work } from './spec.js';

export interface Scenario {
  /** The first column of the table. */
  readonly scenario: string;
  readonly work: Work;
  readonly transport: Transport;
  readonly suite: BenchSuite;
  /** Messages without answer at any time, in a closed loop. */
  readonly inFlight: number;
  /** Messages a second, whatever the answers: an open loop. */
  readonly rate?: number;
  readonly measureMs: number;
}

/** The suites that are measured. */
export type BenchSuite = 'ED25519' | 'SM2';

export const WARM_UP_MS = 2_500;

const SUITES = ['ED25519', 'SM2'] as const;

const CLOSED_LOOP = { scenario: 'closed loop', work: 'SUBMIT' } as const;

/**
 * Uses a second, some half of what two slow cores can answer. In a closed loop they wait for each other, and so does p99; here it
 * is the hub's own.
 */
const STEADY = [
  { work: 'STATUS', suite: 'ED25519', rate: 1_000 },
  { work: 'DATA', suite: 'ED25519', rate: 400 },
  { work: 'STATUS', suite: 'SM2', rate: 750 },
  { work: 'DATA', suite: 'SM2', rate: 250 },
] as const;

export const SCENARIOS: readonly Scenario[] = [
  ...SUITES.flatMap((suite): Scenario[] => [
    { ...CLOSED_LOOP, transport: 'stream', suite, inFlight: 192, measureMs: 6_000 },
    { ...CLOSED_LOOP, transport: 'unary', suite, inFlight: 64, measureMs: 4_000 },
    { ...CLOSED_LOOP, transport: 'rest', suite, inFlight: 64, measureMs: 4_000 },
  ]),
  ...SUITES.map((suite): Scenario => {
    const scenario = '500 a second';
    return { scenario, work: 'SUBMIT', transport: 'stream', suite, inFlight: 0, rate: 500, measureMs: 6_000 };
  }),
  ...SUITES.flatMap((suite): Scenario[] => [
    { scenario: 'STATUS', work: 'STATUS', transport: 'stream', suite, inFlight: 96, measureMs: 6_000 },
    { scenario: 'STATUS', work: 'STATUS', transport: 'unary', suite, inFlight: 64, measureMs: 4_000 },
    { scenario: 'FIND', work: 'FIND', transport: 'stream', suite, inFlight: 96, measureMs: 4_000 },
    { scenario: 'DATA', work: 'DATA', transport: 'stream', suite, inFlight: 128, measureMs: 6_000 },
  ]),
  ...STEADY.map(({ work, suite, rate }): Scenario => {
    const scenario = `${work} ${rate} a second`;
    return { scenario, work, transport: 'stream', suite, inFlight: 0, rate, measureMs: 6_000 };
  }),
];

/**
 * How many messages are signed beforehand for a second, as a share of what one core can verify: more than two cores will
 * answer. A run that needs more says so and ends.
 */
export const SIGNED_AHEAD: Record<Transport, Record<BenchSuite, number>> = {
  stream: { ED25519: 0.95, SM2: 1.4 },
  unary: { ED25519: 0.5, SM2: 1.1 },
  rest: { ED25519: 0.5, SM2: 1.1 },
};

/** Which peer signs with which suite, and what it submits. */
export const SENDERS: Record<BenchSuite, { issuer: string; itemCode: string; divisionCode: string }> = {
  ED25519: { issuer: 'henan', itemCode: '002090012000', divisionCode: '440000' },
  SM2: { issuer: 'guangdong', itemCode: '002090012000', divisionCode: '410000' },
};
