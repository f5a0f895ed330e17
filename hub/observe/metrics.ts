import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What operators watch. Labels are few and closed: codes, types, transports, peers. */
export interface Metrics {
  readonly registry: Registry;
  /** Calls answered, by transport, operation and code (`OK` or an error code). */
  answered(transport: 'rest' | 'grpc', operation: string, code: string): void;
  /** Connections or calls that named no registered peer: counted, never logged. */
  stranger(transport: 'rest' | 'grpc'): void;
  /** From the first byte of a message to its acknowledgement, in seconds. */
  acknowledged(transport: 'rest' | 'grpc', seconds: number): void;
  deadLetter(recipient: string): void;
  inbox(recipient: string, waiting: number, dead: number): void;
  log(state: LogState): void;
  /** A use of a certificate that was refused for going over a limit. */
  fishing(platform: string, sign: string): void;
  /** A time limit came to a level of its ladder of warnings. */
  filesForgotten(count: number): void;
  clockWarned(clock: string, level: string): void;
  /** An act that came before what it builds on was held back, has become an event, or was refused in the end. */
  earlyAct(outcome: 'HELD' | 'RECORDED' | 'REFUSED'): void;
}

/** How the log stands. */
export interface LogState {
  /** Leaves without an index. */
  readonly waiting: number;
  readonly isLeading: boolean;
  readonly unwitnessedMs: number;
  readonly unstampedMs: number;
  readonly restampDueMs: number;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const answers = new Counter({
    name: 'tongban_answers_total',
    help: 'Calls answered',
    labelNames: ['transport', 'operation', 'code'],
    registers,
  });
  const strangers = new Counter({
    name: 'tongban_strangers_total',
    help: 'Calls that named no registered peer',
    labelNames: ['transport'],
    registers,
  });
  const latency = new Histogram({
    name: 'tongban_acknowledgement_seconds',
    help: 'Time to acknowledge a message with its log proof',
    labelNames: ['transport'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 3],
    registers,
  });
  const deadLetters = new Counter({
    name: 'tongban_dead_letters_total',
    help: 'Dispatches that ran out of attempts',
    labelNames: ['recipient'],
    registers,
  });
  const waiting = new Gauge({
    name: 'tongban_inbox_waiting',
    help: 'Dispatches waiting, counted up to 10000',
    labelNames: ['recipient'],
    registers,
  });
  const dead = new Gauge({
    name: 'tongban_inbox_dead',
    help: 'Dead letters that nobody has put back',
    labelNames: ['recipient'],
    registers,
  });
  const fishing = new Counter({
    name: 'tongban_certificate_excess_total',
    help: 'Uses of certificates over a limit',
    labelNames: ['platform', 'sign'],
    registers,
  });
  const clockWarnings = new Counter({
    name: 'tongban_clock_warnings_total',
    help: 'Warnings about time limits of cases',
    labelNames: ['clock', 'level'],
    registers,
  });
  const filesForgotten = new Counter({
    name: 'tongban_files_forgotten_total',
    help: 'Whole files that were forgotten because nothing ever named them',
    registers,
  });
  const earlyActs = new Counter({
    name: 'tongban_early_acts_total',
    help: 'Acts that came before what they build on',
    labelNames: ['outcome'],
    registers,
  });
  const logWaiting = new Gauge({
    name: 'tongban_log_waiting',
    help: 'Leaves that wait for their index in the log',
    registers,
  });
  const logLeading = new Gauge({
    name: 'tongban_log_leading',
    help: '1 in the process that gives leaves their index',
    registers,
  });
  const logUnwitnessed = new Gauge({
    name: 'tongban_log_unwitnessed_seconds',
    help: 'For how long the log has had entries that no published checkpoint covers',
    registers,
  });
  const logUnstamped = new Gauge({
    name: 'tongban_log_unstamped_seconds',
    help: 'For how long the log has had published entries that no time stamp covers',
    registers,
  });
  const logRestampDue = new Gauge({
    name: 'tongban_log_restamp_due_seconds',
    help: 'For how long time stamps have been due to be stamped again',
    registers,
  });
  // Looking a counter up by its labels costs more than counting.
  const answered = new Map<string, Counter.Internal>();
  const acknowledged = { rest: latency.labels('rest'), grpc: latency.labels('grpc') };
  return {
    registry,
    answered: (transport, operation, code) => {
      const name = `${transport} ${operation} ${code}`;
      const counter = answered.get(name) ?? answers.labels({ transport, operation, code });
      answered.set(name, counter);
      counter.inc();
    },
    stranger: (transport) => strangers.inc({ transport }),
    acknowledged: (transport, seconds) => acknowledged[transport].observe(seconds),
    deadLetter: (recipient) => deadLetters.inc({ recipient }),
    inbox: (recipient, waitingNow, deadNow) => {
      waiting.set({ recipient }, waitingNow);
      dead.set({ recipient }, deadNow);
    },
    filesForgotten: (count) => filesForgotten.inc(count),
    clockWarned: (clock, level) => clockWarnings.inc({ clock, level }),
    earlyAct: (outcome) => earlyActs.inc({ outcome }),
    fishing: (platform, sign) => fishing.inc({ platform, sign }),
    log: (state) => {
      logRestampDue.set(state.restampDueMs / 1_000);
      logUnstamped.set(state.unstampedMs / 1_000);
      logUnwitnessed.set(state.unwitnessedMs / 1_000);
      logWaiting.set(state.waiting);
      logLeading.set(state.isLeading ? 1 : 0);
    },
  };
}
