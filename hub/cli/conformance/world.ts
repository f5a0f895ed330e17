import type { MessageKey } from '#crypto/jose';
import type { PublicKey, Suite } from '#crypto/primitives';
import type { TrustFiles } from '#crypto/verify';
import type { Runtime } from '#hub/runtime';
import type { Database } from '#hub/store';
import type { HubIdentity } from '#hub/wire';
import type { Counterpart } from './counterpart.js';
import type { OtherAct } from './desk-words.js';
import type { Driver } from './driver/driver.js';
import type { Interference } from './stage/interference.js';
import type { Line } from './stage/line.js';
import type { Waiting } from './waiting.js';

/** Who is tested. */
export interface PeerUnderTest {
  readonly peerId: string;
  readonly name: string;
  readonly divisionCode: string;
  readonly suite: Suite;
  readonly kid: string;
  readonly publicKey: PublicKey;
  /** SHA-256 of its client certificate, lower-case hex. */
  readonly fingerprint: string;
}

/** The item that both sides decide, each in its own division. */
export interface TestItem {
  readonly basicCode: string;
  readonly name: string;
  /** A division of the country where nobody decides it. */
  readonly unservedDivision: string;
}

export interface CheckSettings {
  /** How long the peer may take to come in for the first time: somebody has to start it. */
  readonly attachMs: number;
  /** How long nothing happens while the peer must stay attached. */
  readonly idleMs: number;
  /** Cases at once. */
  readonly load: number;
  /** Cases a second below which the load checks fail; 0: none. */
  readonly minRate: number;
  /** How long the hub is away. */
  readonly outageMs: number;
  /** How far a message's `iat` may lie from the hub's clock. */
  readonly clockWindowMs: number;
}

/** What checks work with: one hub of the suite's own, the peer under test, and somebody for it to exchange cases with. */
export interface World {
  readonly peer: PeerUnderTest;
  readonly item: TestItem;
  readonly identity: HubIdentity;
  /** Signs the hub's statements; checks that lie need it. */
  readonly hubKey: MessageKey;
  /** The hub's record. */
  readonly db: Database;
  /** The plain HTTP door of the hub, for its log. */
  readonly openUrl: string;
  /** What an auditor would have been given. */
  readonly trust: TrustFiles;
  /** Between the hub and the peer: what the peer says, and what may go wrong. */
  readonly interference: Interference;
  /** The peer's lines to the hub; cutting them concerns nobody else. */
  readonly lines: { readonly grpc: Line; readonly rest: Line };
  readonly counterpart: Counterpart;
  /** Lets the hub do something by itself, as it does when a time has come. */
  readonly actAsHub: (caseNo: string, act: OtherAct) => Promise<void>;
  readonly driver: Driver;
  readonly waiting: Waiting;
  readonly runtime: Runtime;
  readonly settings: CheckSettings;
  readonly ledger: Ledger;
}

/** The cases of the checks that have ended. */
export interface Ledger {
  /** Of checks that passed: everything about them must hold. */
  readonly proven: readonly string[];
  /** Of checks that did not: they may be unfinished, never false. */
  readonly others: readonly string[];
}
