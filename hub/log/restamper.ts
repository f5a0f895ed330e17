import { type DigestName, digest, hex, sha256, utf8 } from '#crypto/primitives';
import {
  formatRestampList,
  formatTimeStampFile,
  parseTimeStampToken,
  RESTAMPED_TOGETHER,
  restampNames,
  stampNames,
} from '#crypto/timestamp';
import { joinRevocation, revocationFiles } from '#crypto/x509/certificate';
import { type Database, restamps, type timestamps } from '#hub/store';
import type { Authorities, GivenStamp } from './authorities.js';
import type { OlderStamp } from './tsa-client.js';

/** When time stamps are stamped again. */
export interface Restamping {
  /** So long after they were stamped last. */
  readonly afterMs: number;
  /** So long before a certificate of the last stamp expires, but not before half of its time is over. */
  readonly beforeExpiryMs: number;
  /** What was stamped last before this moment, whenever else it would be due; unix milliseconds. Undefined: nothing. */
  readonly olderThan: number | undefined;
}

export interface RestamperOptions {
  readonly db: Database;
  /** Of the present log: those before it are looked after too. */
  readonly log: number;
  readonly restamping: Restamping;
  /** Between two stamps of a log that grows, and between two attempts where none of the authorities is of any use. */
  readonly everyMs: number;
  readonly authorities: Authorities;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Milliseconds that never run backwards. */
  readonly elapsed: () => number;
  readonly onAlarm: (text: string) => void;
}

/** @returns what is due at a moment. */
export function whenDue(
  { afterMs, beforeExpiryMs, olderThan }: Restamping,
  everyMs: number,
  now: number,
): restamps.WhenDue {
  return {
    now,
    expiresBy: now + beforeExpiryMs,
    stampedBy: Math.max(now - afterMs, olderThan ?? 0),
    settledBy: now - everyMs,
  };
}

/**
 * Has time stamps stamped again before they prove nothing any more: before a certificate expires, or an algorithm weakens. A crash
 * or a commit that fails leaves what was there, and it is asked for anew (proved by test/fault/restamps.test.ts).
 */
export class Restamper {
  readonly #options: RestamperOptions;
  #dueSince: number | undefined;
  #failedAt: number | undefined;
  #isAlarmed = false;

  constructor(options: RestamperOptions) {
    this.#options = options;
  }

  /** For how long stamps have been due to be stamped again; milliseconds. */
  get dueMs(): number {
    return this.#dueSince === undefined ? 0 : this.#options.elapsed() - this.#dueSince;
  }

  /** Whether there is anything to do; it is done by the process that leads alone. */
  async look(isLeading: boolean, signal: AbortSignal): Promise<void> {
    for (let log = 0; log <= this.#options.log; log++) {
      for (;;) {
        const due = await this.#due(log);
        if (due === undefined) break;
        this.#dueSince ??= this.#options.elapsed();
        if (!isLeading || signal.aborted || this.#isWaiting()) return;
        if (!(await this.#restamp(log, due, signal))) return;
      }
    }
    this.#dueSince = undefined;
    this.#failedAt = undefined;
    if (this.#isAlarmed) this.#options.onAlarm('time stamps that were due are stamped again');
    this.#isAlarmed = false;
  }

  #due(log: number): Promise<restamps.DueRun | undefined> {
    const { db, restamping, everyMs, now } = this.#options;
    return restamps.readDue(db, log, whenDue(restamping, everyMs, now()), RESTAMPED_TOGETHER);
  }

  #isWaiting(): boolean {
    const { elapsed, everyMs } = this.#options;
    return this.#failedAt !== undefined && elapsed() - this.#failedAt < everyMs;
  }

  /** @returns whether it was. */
  async #restamp(log: number, due: restamps.DueRun, signal: AbortSignal): Promise<boolean> {
    const { db, authorities, now } = this.#options;
    const below = await readRun(db, log, due);
    // A certificate that expires no later gains nothing, and would be due again at once.
    const isWanted = ({ expiresAt }: GivenStamp) => due.isAged || expiresAt > due.expiresAt;
    const given = await authorities.stamp(async (name) => listOf(below, name), { signal, isWanted });
    if (given === undefined) {
      if (!signal.aborted) this.#fail(log, due);
      return false;
    }
    const { tsa, data: list, token, genTime, expiresAt, revocation } = given;
    const known = joinRevocation(revocation, await authorities.askOfOlder(lowest(below, genTime)));
    const { first, last, number } = due;
    const restamp = { first, last, number, list, tsa, token, genTime, stampedAt: now(), expiresAt };
    // COMMIT POINT: log.restamp. A crash before leaves what was there, and another stamp is asked for; after it the stamp is in every
    // export from then on (proved by test/fault/restamps.test.ts).
    await db.transaction('log.restamp', (tx) => restamps.insert(tx, log, restamp, revocationFiles(known)));
    return true;
  }

  #fail(log: number, { first, last, expiresAt }: restamps.DueRun): void {
    this.#failedAt = this.#options.elapsed();
    if (this.#isAlarmed) return;
    this.#isAlarmed = true;
    const until = new Date(expiresAt).toISOString();
    this.#options.onAlarm(
      `time stamps of log ${log}, sizes ${first} to ${last}, are due to be stamped again, the first of their certificates expires ${until}: no authority gives a stamp that lasts longer`,
    );
  }
}

/** Everything that there is of a run. */
interface Run {
  readonly stamps: readonly timestamps.StampedCheckpoint[];
  readonly restamps: readonly restamps.Restamp[];
  readonly revocation: ReadonlyMap<string, Uint8Array>;
}

async function readRun(db: Database, log: number, run: restamps.DueRun): Promise<Run> {
  const stamps = await restamps.listStamps(db, log, run);
  const before = await restamps.listOfRun(db, log, run.first);
  return { stamps, restamps: before, revocation: await restamps.readRunRevocation(db, log, run) };
}

function listOf({ stamps, restamps: before, revocation }: Run, name: DigestName): Uint8Array {
  const digests = new Map<string, Uint8Array>();
  const add = (file: string, bytes: Uint8Array) => digests.set(file, digest(name, bytes));
  for (const { size, note, token } of stamps) {
    const { checkpoint, stamp } = stampNames(size);
    add(checkpoint, utf8(note));
    add(stamp, formatTimeStampFile(token));
  }
  for (const { token, list: bytes, ...each } of before) {
    const { list, stamp } = restampNames(each);
    add(list, bytes);
    add(stamp, formatTimeStampFile(token));
  }
  for (const [file, bytes] of revocation) add(file, bytes);
  return formatRestampList({ digest: name, digests });
}

/** What stands directly below: the last stamp over the run, or else of its stamps one for each certificate. */
function lowest({ stamps, restamps: before }: Run, at: number): OlderStamp[] {
  const last = before.at(-1);
  if (last !== undefined) return [{ token: last.token, data: last.list, at }];
  const bySigner = new Map<string, OlderStamp>();
  for (const { note, token } of stamps) {
    const { certificates } = parseTimeStampToken(token);
    const signer = hex(sha256(...certificates.map(({ bytes }) => bytes)));
    bySigner.set(signer, { token, data: utf8(note), at });
  }
  return [...bySigner.values()];
}
