import {
  blobs,
  caseCounts,
  cases,
  commitmentBars,
  dueActs,
  earlyActs,
  events,
  type Fragment,
  inbox,
  type logStore,
  mappingGaps,
  messages,
  ratingCounts,
  refusals,
  supervisionRecords,
  type Tx,
  waybills,
} from '#hub/store';
import type { CaseMessage } from '#proto/schema';
import { waybillOf } from './act.js';
import { Tally } from './tally.js';

type NewEvent = events.EventRow & { readonly secret: events.EventSecret };

/** Everything that one transaction of the recorder writes. */
export class Writes {
  readonly messages: messages.StoredMessage[] = [];
  readonly events: NewEvent[] = [];
  readonly leaves: logStore.Leaf[] = [];
  readonly inbox: inbox.InboxRow[] = [];
  readonly acknowledged: { readonly recipient: string; readonly caseNo: string; readonly seq: number }[] = [];
  readonly blobAccess: { readonly sha256: string; readonly peerId: string }[] = [];
  readonly blobCases: { readonly sha256: string; readonly caseNo: string }[] = [];
  /** Of members of life events; each among `blobCases` too. */
  readonly resultFiles: { readonly sha256: string; readonly caseNo: string }[] = [];
  readonly supervised: supervisionRecords.SupervisionRow[] = [];
  /** Acts that are held back from now on. */
  readonly held: earlyActs.EarlyActRow[] = [];
  /** Acts that are held back no more, whatever has become of them. */
  readonly released: { readonly issuer: string; readonly messageId: string }[] = [];
  readonly waybills: waybills.WaybillRow[] = [];
  readonly refusals: refusals.RefusalRow[] = [];
  readonly gaps: mappingGaps.MappingGap[] = [];
  readonly #newCases = new Map<string, cases.NewCaseRow>();
  readonly #changedCases = new Map<string, cases.CaseRow>();
  /** By key, as is what is awaited no more: neither is in both. */
  readonly #awaited = new Map<string, dueActs.DueAct>();
  readonly #over = new Map<string, dueActs.DueActKey>();
  readonly #bars = new Map<string, commitmentBars.CommitmentBar>();
  readonly #lifted = new Set<string>();
  readonly caseCounts = new Tally<caseCounts.CountedAct>();
  readonly #ratingCounts = new Tally<ratingCounts.CountedFeedback>();

  /** A case that is opened. */
  newCase(row: cases.NewCaseRow): void {
    this.#newCases.set(row.caseNo, row);
  }

  /** A case as it stands after an act; a later act of the same batch replaces it. */
  changedCase(row: cases.CaseRow): void {
    const opened = this.#newCases.get(row.caseNo);
    if (opened === undefined) this.#changedCases.set(row.caseNo, row);
    else this.#newCases.set(row.caseNo, { ...row, applicantTag: opened.applicantTag });
  }

  /** What a case awaits changes from one to the other; `before` is what stands in the table, or what an earlier act made of it. */
  awaits(before: readonly dueActs.DueActKey[], after: readonly dueActs.DueAct[]): void {
    for (const each of before) {
      this.#awaited.delete(keyOf(each));
      this.#over.set(keyOf(each), each);
    }
    for (const each of after) {
      this.#over.delete(keyOf(each));
      this.#awaited.set(keyOf(each), each);
    }
  }

  /** What a courier carries, by the event that the message becomes. */
  courier(message: CaseMessage, { caseNo, seq }: { readonly caseNo: string; readonly seq: number }): void {
    const waybill = waybillOf(message);
    if (waybill === undefined) return;
    const handOverNo = message.type === 'OriginalsHandedOver' ? message.body.handOverNo : undefined;
    this.waybills.push({ caseNo, seq, handOverNo, waybill });
  }

  /** 承诺不实. */
  bar(bar: commitmentBars.CommitmentBar): void {
    this.#bars.set(bar.caseNo, bar);
  }

  /** 信用修复: also of what an act of the same batch has found. */
  liftBar(caseNo: string): void {
    if (!this.#bars.delete(caseNo)) this.#lifted.add(caseNo);
  }

  /** What of the case's ratings is counted changes from one to the other. */
  ratingCounts(
    before: readonly ratingCounts.CountedFeedback[],
    after: readonly ratingCounts.CountedFeedback[],
  ): void {
    for (const each of before) this.#ratingCounts.add(each, -1);
    for (const each of after) this.#ratingCounts.add(each, 1);
  }

  /** What goes into one statement; leaves are the log's to write. */
  fragments(): Fragment[] {
    const newCases = [...this.#newCases.values()];
    const changedCases = [...this.#changedCases.values()];
    return [
      when(this.messages, messages.insertMessages),
      when(newCases, cases.insertCases),
      when(changedCases, cases.updateCases),
      when(this.events, events.insertEvents),
      when(this.events, events.insertEventSecrets),
      when(this.refusals, refusals.insertRefusals),
      when(this.refusals.flatMap(ofCase), refusals.insertRefusalSecrets),
      when(this.inbox, inbox.insertInbox),
      when(this.acknowledged, inbox.deleteInbox),
      when([...this.#awaited.values()], dueActs.upsertDueActs),
      when([...this.#over.values()], dueActs.deleteDueActs),
      when(this.held, earlyActs.insertEarlyActs),
      when(this.released, earlyActs.deleteEarlyActs),
      when(this.waybills, waybills.insertWaybills),
      when(this.supervised, supervisionRecords.insertSupervisionRecords),
      when([...this.#bars.values()], commitmentBars.insertBars),
      when([...this.#lifted], commitmentBars.deleteBars),
      when(this.#ratingCounts.changes(), ratingCounts.changeRatingCounts),
      when(this.caseCounts.changes(), caseCounts.changeCaseCounts),
      when(this.blobAccess, blobs.grantBlobAccess),
      when(this.blobCases, blobs.nameBlobs),
      when(this.resultFiles, blobs.nameResults),
    ].flat();
  }

  /** Writes that may name the same row twice, and so go one by one. */
  sendGaps(tx: Tx): void {
    for (const gap of this.gaps) mappingGaps.recordGap(tx, gap);
  }

  /** Whoever has something new, or may get the next event of a case now that the one before is acknowledged. */
  recipients(): string[] {
    return [...new Set([...this.inbox, ...this.acknowledged].map((row) => row.recipient))];
  }
}

function keyOf({ caseNo, kind, ref }: dueActs.DueActKey): string {
  return `${caseNo} ${kind} ${ref}`;
}

function ofCase({ leafId, caseNo, salt }: refusals.RefusalRow) {
  return caseNo === undefined ? [] : { leafId, caseNo, salt };
}

/** A fragment only when there is something to write. */
export function when<T>(rows: readonly T[], write: (rows: readonly T[]) => Fragment): Fragment[] {
  return rows.length === 0 ? [] : [write(rows)];
}
