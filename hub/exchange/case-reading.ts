import {
  type EvidencedRefusal,
  type EvidencedUse,
  type Heads,
  indexInLog,
  type ProvenErasure,
  type ProvenLeaf,
  placeOf,
} from '#crypto/evidence';
import { groupSalt } from '#crypto/evidence/commitment';
import { readHeader, type SignedParts } from '#crypto/jose';
import type { TlogProof } from '#crypto/tlog';
import { type CaseFacets, participants } from '#domain/case';
import {
  cases,
  type Database,
  directoryActs,
  erasures,
  events,
  logStore,
  messages,
  refusals,
  waybills,
} from '#hub/store';
import { NotFoundError } from '#proto/errors';
import { kidIn } from './case-evidence.js';
import { certificatesNamed, leavesOf, provenUse, usesOfCase } from './case-uses.js';
import type { Acknowledgement } from './door.js';
import { toStoredAct } from './recorder.js';
import { partsOfEvent } from './stored-message.js';
import type { IncludedLeaf, TransparencyLog } from './transparency-log.js';

/** An event as its case's participants may see it. */
export interface ListedEvent extends events.EventRow {
  /** Absent for the moment between storing and sequencing. */
  readonly logIndex: number | undefined;
}

/** Everything that proves a case. */
export interface ProvenCase extends Heads {
  readonly events: readonly ProvenEvent[];
  readonly erasure: ProvenErasure | undefined;
  /** Of certificates, as the asker may see them. */
  readonly uses: readonly EvidencedUse[];
  readonly refusals: readonly EvidencedRefusal[];
  /** Further ones that are not among them. */
  readonly unlistedRefusals: number;
  /** By key id: what the log says of the keys that signed. */
  readonly keyLeaves: ReadonlyMap<string, readonly ProvenLeaf[]>;
}

/** An event with its leaf and proof, for evidence. */
export interface ProvenEvent {
  readonly event: events.EventRow;
  /** Absent when the case was erased, and the salt with it. */
  readonly message: SignedParts | undefined;
  /** Absent for the moment between storing and sequencing. */
  readonly included: IncludedLeaf | undefined;
  /** The same in the SM3 tree; absent a moment longer, or for ever where none is kept. */
  readonly sm3: TlogProof | undefined;
}

/** Of one case; whoever is refused more often has no end in view. */
export const MOST_REFUSALS = 1_000;

/** What reading asks of the log. */
export type CaseProofs = Pick<TransparencyLog, 'find' | 'prove' | 'sm3Proofs'>;

/** Reading cases. A case is there for its participants only; to others it does not exist. */
export class CaseReading {
  readonly #db: Database;
  readonly #log: CaseProofs;

  constructor(db: Database, log: CaseProofs) {
    this.#db = db;
    this.#log = log;
  }

  /** @throws NotFoundError. */
  async get(peer: string, caseNo: string): Promise<cases.CaseRow> {
    const row = await cases.getCase(this.#db, caseNo);
    if (row !== undefined && participants(row).includes(peer)) return row;
    throw new NotFoundError('NOT_FOUND', `no case ${caseNo}`);
  }

  /** What of these cases travels under a waybill that other cases name too. */
  sharedWaybills(rows: readonly cases.CaseRow[]): Promise<waybills.SharedWaybill[]> {
    const couriered = rows.filter(({ facets }) => mayTravel(facets));
    return waybills.listShared(
      this.#db,
      couriered.map(({ caseNo }) => caseNo),
    );
  }

  /** @throws NotFoundError. */
  async events(peer: string, caseNo: string): Promise<ListedEvent[]> {
    return (await this.withEvents(peer, caseNo)).events;
  }

  /** A case and what has happened in it. @throws NotFoundError. */
  async withEvents(
    peer: string,
    caseNo: string,
  ): Promise<{ readonly row: cases.CaseRow; readonly events: ListedEvent[] }> {
    const row = await this.get(peer, caseNo);
    return { row, events: await this.#listed(caseNo) };
  }

  async #listed(caseNo: string): Promise<ListedEvent[]> {
    const rows = await events.listEvents(this.#db, caseNo);
    const places = await logStore.findPlaces(
      this.#db,
      rows.map((row) => row.leafId),
    );
    return rows.map((row) => {
      const place = places.get(row.leafId);
      return { ...row, logIndex: place && indexInLog(place) };
    });
  }

  /** @throws NotFoundError. */
  async proven(peer: string, caseNo: string): Promise<ProvenCase> {
    return this.#prove(await this.get(peer, caseNo), peer);
  }

  /** For an auditor, who takes no part: what every participant may see, and no more. */
  audited(row: cases.CaseRow): Promise<ProvenCase> {
    return this.#prove(row, undefined);
  }

  async #prove(row: cases.CaseRow, asker: string | undefined): Promise<ProvenCase> {
    const { caseNo } = row;
    const [listed, refused] = await Promise.all([
      events.listEvents(this.#db, caseNo),
      refusals.listRefusals(this.#db, caseNo, MOST_REFUSALS),
    ]);
    // Asked for behind these: what has lost its secrets never goes without the erasure that took them.
    const erasure = await erasures.findErasure(this.#db, caseNo);
    const rows = erasure === undefined ? listed : listed.map((each) => ({ ...each, secret: undefined }));
    const uses = erasure === undefined ? await usesOfCase(this.#db, row) : []; // what opens their leaves is gone too
    const acts = [...rows, ...refused].map(({ leafId }) => leafId);
    const leaves = [...acts, ...uses.flatMap(leavesOf), erasure?.leafId ?? []];
    const keyActs = await directoryActs.findKeyActs(
      this.#db,
      await this.#keysOf(rows, uses.flatMap(leavesOf)),
    );
    const ofKeys = [...keyActs.values()].flat();
    const { leaves: included, ...heads } = await this.#log.prove([...new Set(leaves.flat())], ofKeys);
    const { opened = [] } = heads;
    const sm3 = await this.#log.sm3Proofs([
      ...[...included.values()].map(placeOfLeaf),
      ...opened.flatMap(({ proof }) => proof?.index ?? []),
    ]);
    const sm3Of = (leafId: string) => {
      const leaf = included.get(leafId);
      return leaf && sm3.get(placeOfLeaf(leaf));
    };
    const leafOf = (leafId: string): ProvenLeaf => toProvenLeaf(included.get(leafId), sm3Of(leafId));
    const named = certificatesNamed(rows);
    return {
      events: rows.map((event) => ({
        event,
        message: event.secret && partsOfEvent(event),
        included: included.get(event.leafId),
        sm3: sm3Of(event.leafId),
      })),
      erasure: erasure && { ...leafOf(erasure.leafId), salt: erasure.salt, entries: erasure.entries },
      uses: uses.map((use) => provenUse(asker, use, named, leafOf)),
      refusals: refused.map((each) => ({ ...toRefusal(asker, each), ...leafOf(each.leafId) })),
      keyLeaves: new Map(
        [...keyActs].map(([kid, ids]) => [kid, ids.filter((id) => included.has(id)).map(leafOf)]),
      ),
      unlistedRefusals: (refused[0]?.total ?? 0) - refused.length,
      ...heads,
      opened: opened.map((leaf) => ({ ...leaf, sm3: sm3.get(leaf.proof?.index ?? -1) })),
    };
  }

  /** The ids of the keys that signed these events, and what is told of uses. */
  async #keysOf(rows: readonly events.EventRow[], leafIds: readonly string[]): Promise<string[]> {
    const entries = await logStore.findEntries(this.#db, leafIds);
    const used = entries.flatMap(({ body }) => kidIn(body) ?? []);
    return [...new Set([...rows.map((row) => readHeader(row.protected).kid), ...used])];
  }

  /** The stored answer to a message that the peer sent earlier, with a fresh receipt. @throws NotFoundError NOT_FOUND, CASE_ERASED. */
  async answer(peer: string, messageId: string): Promise<Acknowledgement> {
    const [message] = await messages.findMessages(this.#db, [{ issuer: peer, messageId }]);
    const [event] = message === undefined ? [] : await events.getEvents(this.#db, [message]);
    if (event === undefined)
      throw new NotFoundError('NOT_FOUND', `no accepted message ${messageId} of ${peer}`);
    const included = await this.#log.find([event.leafId]);
    return { ...toStoredAct(event), included: included.get(event.leafId) };
  }
}

function mayTravel({ custody, result }: CaseFacets): boolean {
  return result !== undefined || custody?.handOvers.some(({ taker }) => taker === 'COURIER') === true;
}

/** That it belongs to the case, every participant may know; who sent the message may also show what it was. */
function toRefusal(
  asker: string | undefined,
  { leafId, peerId, code, refusedAt, salt }: refusals.CaseRefusalRow,
): Omit<EvidencedRefusal, keyof ProvenLeaf> {
  return {
    ...{ refusalId: leafId, actor: peerId, code, refusedAt },
    caseSalt: salt === null ? undefined : groupSalt('case', salt),
    messageSalt: salt === null || asker !== peerId ? undefined : groupSalt('message', salt),
  };
}

/** Without proof while the log has not got to it. */
function toProvenLeaf(included: IncludedLeaf | undefined, sm3: TlogProof | undefined): ProvenLeaf {
  if (included === undefined) return { leaf: new Uint8Array(0), proof: undefined };
  return { leaf: included.leaf, proof: proofOf(included), sm3 };
}

function placeOfLeaf({ log, index }: IncludedLeaf): number {
  return placeOf(log, index);
}

/** As evidence has it. */
export function proofOf(included: IncludedLeaf): TlogProof {
  const { path, checkpoint } = included;
  return { index: placeOfLeaf(included), path, checkpoint };
}
