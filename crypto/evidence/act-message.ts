import { readHeader, type SignedParts } from '#crypto/jose';
import { type CaseMessage, parseContentType, readPayload } from '#proto/schema';

/** The message of an act as it was signed, read. @returns undefined for another kind of message. @throws HubError. */
export function readActMessage(parts: SignedParts): CaseMessage | undefined {
  const content = parseContentType(readHeader(parts.protected).cty);
  return content && readPayload(content, parts.payload);
}
