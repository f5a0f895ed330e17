import {
  blobs,
  cases,
  events,
  INBOX_CHANNEL,
  inbox,
  logStore,
  mappingGaps,
  messages,
  notify,
  PENDING_CHANNEL,
  refusals,
  type Tx,
} from '#hub/store';

/** Everything that one transaction of the recorder writes. */
export class Writes {
  readonly messages: messages.StoredMessage[] = [];
  readonly events: events.EventRow[] = [];
  readonly leaves: logStore.Leaf[] = [];
  readonly inbox: inbox.InboxRow[] = [];
  readonly acknowledged: { readonly recipient: string; readonly caseNo: string; readonly seq: number }[] = [];
  readonly blobAccess: { readonly sha256: string; readonly peerId: string }[] = [];
  readonly refusals: refusals.RefusalRow[] = [];
  readonly gaps: mappingGaps.MappingGap[] = [];
  readonly #newCases = new Map<string, cases.CaseRow>();
  readonly #changedCases = new Map<string, cases.CaseRow>();

  /** The case as it stands after the act; a later act of the same batch replaces it. */
  case(row: cases.CaseRow): void {
    const isNew = row.eventCount === 1 || this.#newCases.has(row.caseNo);
    (isNew ? this.#newCases : this.#changedCases).set(row.caseNo, row);
  }

  /** Sends everything; it travels with the COMMIT. */
  send(tx: Tx): void {
    messages.insertMessages(tx, this.messages);
    cases.insertCases(tx, [...this.#newCases.values()]);
    cases.updateCases(tx, [...this.#changedCases.values()]);
    events.insertEvents(tx, this.events);
    refusals.insertRefusals(tx, this.refusals);
    logStore.insertPending(tx, this.leaves);
    inbox.insertInbox(tx, this.inbox);
    inbox.deleteInbox(tx, this.acknowledged);
    blobs.grantBlobAccess(tx, this.blobAccess);
    for (const gap of this.gaps) mappingGaps.recordGap(tx, gap);
    if (this.leaves.length > 0) notify(tx, PENDING_CHANNEL, '');
    const recipients = this.#recipients();
    if (recipients !== '') notify(tx, INBOX_CHANNEL, recipients);
  }

  /** Whoever has something new, or may get the next event of a case now that the one before is acknowledged. */
  #recipients(): string {
    return [...new Set([...this.inbox, ...this.acknowledged].map((row) => row.recipient))].join(',');
  }
}
