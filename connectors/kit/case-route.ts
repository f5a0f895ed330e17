import type { SignedParts } from '#crypto/jose';
import { tongban } from '#proto/codec';
import { CASE_MESSAGES, validate } from '#proto/schema';
import type { HubClient } from './hub-client.js';
import { HubCallError } from './hub-error.js';
import type { LogView } from './log-view.js';
import { type HeldBack, type Route, refusal } from './outgoing.js';
import { PlatformError } from './platform-http.js';
import type { Outcome, OutgoingAct, Province, Refusal } from './province.js';
import { verifyHold, verifyReceipt } from './receipts.js';

const { v1 } = tongban;

type AcceptedAct = Exclude<Outcome, Refusal>;
type Acknowledgement = Awaited<ReturnType<HubClient['submit']>>;

export interface CaseRouteParts {
  readonly client: HubClient;
  readonly logView: LogView;
  readonly province: Province;
  readonly beforeSigning: (act: OutgoingAct) => Promise<void>;
}

/** Acts of cases: their files first, then the message. */
export class CaseRoute implements Route<OutgoingAct, AcceptedAct> {
  readonly #parts: CaseRouteParts;

  constructor(parts: CaseRouteParts) {
    this.#parts = parts;
  }

  beforeSigning(act: OutgoingAct): Promise<void> {
    return this.#parts.beforeSigning(act);
  }

  check({ draft }: OutgoingAct): void {
    validate(CASE_MESSAGES[draft.type], draft.body, 'the platform’s data does not make a message');
  }

  async send(act: OutgoingAct, message: SignedParts): Promise<AcceptedAct | Refusal | HeldBack> {
    const { client, province } = this.#parts;
    try {
      for (const { blob, fileId } of act.files) await client.upload(blob, await province.readFile(fileId));
      return this.#accepted(await client.submit(message), message);
    } catch (error) {
      if (!(error instanceof PlatformError && error.isAboutRequest)) throw error;
      return refusal('BLOB_MISSING', `the platform has the file no more: ${error.message}`);
    }
  }

  async stored(_: OutgoingAct, messageId: string): Promise<AcceptedAct | HeldBack | undefined> {
    const ack = await this.#parts.client.answer(messageId);
    return ack && this.#accepted(ack, undefined);
  }

  confirm(ref: string, outcome: Outcome): Promise<void> {
    return this.#parts.province.confirm(ref, outcome);
  }

  /** Nothing is accepted until it is proven: while the log lags, the same bytes are sent again. */
  #accepted(ack: Acknowledgement, message: SignedParts | undefined): AcceptedAct | HeldBack {
    const { caseNo, eventSeq, leaf, salt, receipt, held } = ack;
    if (ack.pending) throw new HubCallError('UNAVAILABLE', 'the log has not got to the act yet');
    const { logView } = this.#parts;
    if (held != null) {
      verifyHold({ message: undefined, caseNo, eventSeq, leaf, salt, receipt }, logView);
      return { kind: 'held', waitsFor: held.waitsFor.map((state) => v1.CaseState[state]), until: held.until };
    }
    const logIndex = verifyReceipt({ message, caseNo, eventSeq, leaf, salt, receipt }, logView);
    return { kind: 'accepted', caseNo, eventSeq, logIndex };
  }
}
