import { type MessageContent, openContent } from '#crypto/evidence/content';
import { readHeader, type SignedParts } from '#crypto/jose';
import type { earlyActs, events } from '#hub/store';
import { NotFoundError } from '#proto/errors';
import { type CaseMessage, parseContentType, readPayload } from '#proto/schema';

/** The message of a stored event, byte for byte. @throws NotFoundError CASE_ERASED. */
export function partsOfEvent(event: events.EventRow): SignedParts {
  return { protected: event.protected, ...contentOf(event) };
}

/** The message of an act that is held back. */
export function partsOfSealed({ protected: header, contentKey, sealed }: earlyActs.EarlyActRow): SignedParts {
  const content = openContent(contentKey, sealed);
  if (content === undefined) throw new Error('a stored early act is damaged');
  return { protected: header, ...content };
}

/** The same read; it was read before it was stored. @throws NotFoundError CASE_ERASED. */
export function readCaseMessage(event: events.EventRow): CaseMessage {
  const content = parseContentType(readHeader(event.protected).cty);
  if (content === undefined) throw new Error('an event without a message of a case');
  return readPayload(content, contentOf(event).payload);
}

/** @throws NotFoundError CASE_ERASED. */
export function secretOf({ caseNo, secret }: events.EventRow): events.EventSecret {
  return secret ?? erased(caseNo);
}

export function erased(caseNo: string): never {
  throw new NotFoundError('CASE_ERASED', `the contents of case ${caseNo} were erased`);
}

function contentOf(event: events.EventRow): MessageContent {
  const content = openContent(secretOf(event).contentKey, event.sealed);
  if (content === undefined) throw new Error(`the stored event ${event.caseNo}/${event.seq} is damaged`);
  return content;
}
