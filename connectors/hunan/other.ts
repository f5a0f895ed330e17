import type { GivenAct, OtherAct, OutgoingFile } from '#connectors/kit';
import type { CaseEvent } from './messages.js';

/** OTHER_ACT: the one word for every act that has none of its own. */

/** @param files the platform's file numbers, by SHA-256. */
export function toOther({ type, name, fields }: OtherAct, files: ReadonlyMap<string, string>) {
  const list = fields.map(({ path, label, value, blob }) => ({
    path,
    label,
    ...(blob === undefined
      ? { value }
      : { attachment: { fileId: files.get(blob.sha256), fileName: blob.fileName } }),
  }));
  return { messageType: type, messageName: name, fields: list };
}

export function fromOther(
  { hubCaseNo, payload }: Extract<CaseEvent, { eventType: 'OTHER_ACT' }>,
  files: ReadonlyMap<string, OutgoingFile>,
): GivenAct {
  const fields = payload.fields.map(({ path, value, attachment }) => ({
    path,
    value,
    blob: attachment && files.get(attachment.fileId)?.blob,
  }));
  return { type: payload.messageType, caseNo: hubCaseNo, fields };
}
