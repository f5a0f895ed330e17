import type { Acknowledgement, HeldBack, IncludedLeaf } from '#hub/exchange';
import { tongban } from '#proto/codec';

const NONE = new Uint8Array(0);

export function toIntakeAcknowledgement(ack: Acknowledgement): tongban.v1.IntakeAcknowledgement.$Properties {
  return withReceipt(ack, ack.included === undefined ? undefined : toReceipt(ack.included));
}

/** For a frame that carries the checkpoint once: the receipt's own stays empty. */
export function toFramedAcknowledgement(ack: Acknowledgement): tongban.v1.IntakeAcknowledgement.$Properties {
  const { included } = ack;
  return withReceipt(ack, included && { index: included.index, path: [...included.path] });
}

export function toReceipt(included: IncludedLeaf): tongban.v1.InclusionReceipt.$Properties {
  return { index: included.index, path: [...included.path], checkpoint: included.checkpoint };
}

export function toLogEntry(included: IncludedLeaf): tongban.v1.LogEntry.$Properties {
  return { leaf: included.leaf, receipt: toReceipt(included) };
}

function toHeldBack({ waitsFor, until }: HeldBack): tongban.v1.HeldBack.$Properties {
  return { waitsFor: waitsFor.map((state) => tongban.v1.CaseState[state]), until };
}

function withReceipt(
  ack: Acknowledgement,
  receipt: tongban.v1.InclusionReceipt.$Properties | undefined,
): tongban.v1.IntakeAcknowledgement.$Properties {
  const base = {
    caseNo: ack.caseNo,
    messageId: ack.messageId,
    state: tongban.v1.CaseState[ack.state],
    eventSeq: ack.seq,
    salt: ack.salt,
    ...(ack.held && { held: toHeldBack(ack.held) }),
  };
  return receipt === undefined
    ? { ...base, leaf: NONE, pending: true }
    : { ...base, leaf: ack.included?.leaf ?? NONE, receipt };
}
