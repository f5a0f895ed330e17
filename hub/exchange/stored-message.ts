import { readHeader } from '#crypto/jose';
import type { events } from '#hub/store';
import { type CaseMessage, parseContentType, readPayload } from '#proto/schema';

/** The message of a stored event. It was read before it was stored. */
export function readCaseMessage(event: Pick<events.EventRow, 'protected' | 'payload'>): CaseMessage {
  const content = parseContentType(readHeader(event.protected).cty);
  if (content === undefined) throw new Error('an event without a message of a case');
  return readPayload(content, event.payload);
}
