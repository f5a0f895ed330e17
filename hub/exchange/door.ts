import { fieldContents } from '#crypto/evidence';
import { readHeader, type SignedParts } from '#crypto/jose';
import type { CaseState } from '#domain/case';
import type { SignaturePool } from '#hub/access';
import type { Runtime } from '#hub/runtime';
import { HubError, UnavailableError } from '#proto/errors';
import {
  caseNoOf,
  parseAct,
  type ReceivedMessage,
  type Recorded,
  type StoredAct,
  type VerifiedAct,
} from './act.js';
import { Batcher } from './batcher.js';
import type { EarlyActs } from './early-acts.js';
import type { Recorder, ToRecord } from './recorder.js';
import type { RulesSource } from './rules.js';
import { TokenBuckets } from './token-buckets.js';
import type { IncludedLeaf, TransparencyLog } from './transparency-log.js';
import { verifyReceived } from './verification.js';

/** 收件回执 as a value: the act is stored and logged. Without `included` the log has not got to it yet. */
export interface Acknowledgement extends StoredAct {
  readonly included: IncludedLeaf | undefined;
}

export interface DoorSettings {
  readonly hubId: string;
  readonly inclusionWaitMs: number;
  readonly messagesInFlight: number;
  readonly maxBatch: number;
  readonly minGapMs: number;
  readonly refusalBurst: number;
  readonly refusalsPerSecond: number;
}

export interface DoorParts {
  readonly rules: RulesSource;
  readonly signatures: SignaturePool;
  readonly recorder: Recorder;
  readonly earlyActs: EarlyActs;
  readonly log: TransparencyLog;
  readonly runtime: Runtime;
}

/** What came of one attempt; OVERTAKEN: what was to be held is early no more. */
type Stored =
  | { readonly kind: 'acknowledged'; readonly acknowledgement: Acknowledgement }
  | { readonly kind: 'early'; readonly waitsFor: readonly CaseState[] }
  | { readonly kind: 'overtaken' };

/** How often an act is judged anew because its case has gone on while it was to be held back. */
const MOST_HOLDS = 4;

/**
 * The one door: every act of a platform, over whatever transport, comes in here. The steps are those of the critical path in
 * hub/LIFECYCLE.md.
 */
export class Door {
  readonly #parts: DoorParts;
  readonly #settings: DoorSettings;
  readonly #batcher: Batcher<ToRecord, Recorded>;
  readonly #refusals: TokenBuckets;
  #inFlight = 0;

  constructor(parts: DoorParts, settings: DoorSettings) {
    this.#parts = parts;
    this.#settings = settings;
    this.#refusals = new TokenBuckets(
      settings.refusalBurst,
      settings.refusalsPerSecond,
      parts.runtime.elapsed,
    );
    this.#batcher = new Batcher({
      run: (batch, next) => parts.recorder.record(batch, next),
      // While the database is away, one by one is no better.
      mayDivide: (error) => !(error instanceof UnavailableError),
      maxSize: settings.maxBatch,
      minGapMs: settings.minGapMs,
      elapsed: parts.runtime.elapsed,
    });
  }

  /** How many more messages may come in now. Streams stop reading at zero. */
  get room(): number {
    return Math.max(0, this.#settings.messagesInFlight - this.#inFlight);
  }

  /**
   * Takes one message from bytes to an event with its log proof.
   * @throws HubError. A refusal of this peer's act is in the log before it is thrown.
   */
  async submit(received: ReceivedMessage): Promise<Acknowledgement> {
    this.#admit(received.peer);
    this.#inFlight++;
    try {
      const act = await this.#verified(received);
      return await this.#record(act);
    } finally {
      this.#inFlight--;
    }
  }

  /**
   * Hears what is signed and is no act of a case: let in, and its refusal logged, as acts are.
   * @throws HubError, as `submit`.
   */
  async hear<T>(received: ReceivedMessage, work: () => Promise<T>): Promise<T> {
    this.#admit(received.peer);
    this.#inFlight++;
    try {
      return await work();
    } catch (error) {
      throw await this.#logRefusal(received, error);
    } finally {
      this.#inFlight--;
    }
  }

  /** Waits for everything that is under way. */
  async drain(): Promise<void> {
    await this.#batcher.idle();
  }

  /**
   * A peer whose acts are refused without end is turned away unheard, so that nobody can fill the log
   * (proved by test/integration/refusals.test.ts).
   */
  #admit(peer: string): void {
    if (this.#refusals.isEmpty(peer)) {
      throw new UnavailableError('RATE_LIMITED', 'too many messages of yours were refused', {
        retryAfterMs: 10_000,
      });
    }
    if (this.#parts.log.isBehind()) {
      throw new UnavailableError(
        'UNAVAILABLE',
        'the log or its witnesses are behind; nothing may go unlogged',
        {
          retryAfterMs: 5_000,
        },
      );
    }
    if (this.room === 0) {
      throw new UnavailableError('UNAVAILABLE', 'too many messages are under way', { retryAfterMs: 1_000 });
    }
  }

  /** A message that cannot be verified is refused; the refusal is logged before it is thrown. */
  async #verified(received: ReceivedMessage): Promise<VerifiedAct> {
    try {
      return await this.#verify(received);
    } catch (error) {
      throw await this.#logRefusal(received, error);
    }
  }

  async #verify(received: ReceivedMessage): Promise<VerifiedAct> {
    const { rules, signatures, runtime } = this.#parts;
    const { peer, lease } = received;
    const checking = {
      hubId: this.#settings.hubId,
      directory: rules.current().directory,
      signatures,
      random: runtime.random,
      isKept: true,
    };
    const { content, ...verified } = await verifyReceived(received, parseAct, checking, fieldContents);
    const receivedAt = runtime.now();
    const leafId = runtime.newId();
    return {
      kind: 'act',
      peer,
      isHubs: false,
      message: content,
      parts: received.parts,
      ...verified,
      receivedAt,
      leafId,
      lease,
    };
  }

  /** What has come too early is held back, unless the case goes on in that very moment: then it is judged again. */
  async #record(act: VerifiedAct): Promise<Acknowledgement> {
    for (let attempt = 1; attempt <= MOST_HOLDS; attempt++) {
      const stored = await this.#stored(act);
      if (stored.kind === 'acknowledged') return stored.acknowledgement;
      const held = stored.kind === 'early' ? await this.#hold(act, stored.waitsFor) : undefined;
      if (held !== undefined) return held;
    }
    throw new UnavailableError('UNAVAILABLE', 'the case goes on too fast', { retryAfterMs: 1_000 });
  }

  /** @returns undefined when the act is early no more. @throws HubError when it may not be held; the refusal is logged. */
  async #hold(act: VerifiedAct, waitsFor: readonly CaseState[]): Promise<Acknowledgement | undefined> {
    const { earlyActs } = this.#parts;
    let hold: VerifiedAct;
    try {
      hold = await earlyActs.hold(act, waitsFor);
    } catch (error) {
      throw await this.#logRefusal({ peer: act.peer, parts: act.parts }, error);
    }
    const held = await this.#stored(hold);
    if (held.kind !== 'acknowledged') return undefined;
    if (held.acknowledgement.leafId === hold.leafId) earlyActs.recorded(hold);
    return held.acknowledgement;
  }

  /** Steps 4 to 8: judge and store in one transaction, then wait for the log. */
  async #stored(act: VerifiedAct): Promise<Stored> {
    const { log } = this.#parts;
    const expectation = log.expect(act.leafId);
    try {
      const recorded = await this.#batcher.add(act);
      if (recorded.kind === 'early') return recorded;
      if (recorded.kind === 'refused' && act.holds !== undefined) return { kind: 'overtaken' };
      if (recorded.kind === 'refused') throw this.#refused(act.peer, recorded.error, recorded.leafId);
      if (recorded.kind !== 'stored') throw new Error('an act was answered as a refusal');
      const stored = recorded.act;
      const included =
        stored.leafId === act.leafId
          ? await expectation.within(this.#settings.inclusionWaitMs)
          : (await log.find([stored.leafId])).get(stored.leafId);
      return { kind: 'acknowledged', acknowledgement: { ...stored, included } };
    } finally {
      expectation.cancel();
    }
  }

  /** A refusal of an identified peer is an act too: it is in the log before the peer hears of it. */
  async #logRefusal(received: ReceivedMessage, error: unknown): Promise<unknown> {
    if (!(error instanceof HubError)) return error;
    if (error.leafId !== undefined) return this.#refused(received.peer, error, error.leafId); // logged where it was judged
    if (error instanceof UnavailableError) return error;
    const { runtime } = this.#parts;
    const { peer, parts } = received;
    const leafId = runtime.newId();
    const refusedAt = runtime.now();
    await this.#batcher.add({
      kind: 'refusal',
      peer,
      parts,
      code: error.code,
      messageId: undefined,
      claimedCase: claimedCase(parts),
      refusedAt,
      leafId,
    });
    return this.#refused(peer, error, leafId);
  }

  #refused(peer: string, error: HubError, leafId: string): HubError {
    this.#refusals.owe(peer);
    error.leafId = leafId;
    return error;
  }
}

/** The case that a refused message says to be about. It may say what it likes: the recorder looks whose case it is. */
function claimedCase({ protected: header, payload }: SignedParts): string | undefined {
  try {
    return caseNoOf(parseAct(readHeader(header), payload));
  } catch (error) {
    if (error instanceof HubError) return undefined;
    throw error;
  }
}
