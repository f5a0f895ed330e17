import type { MessageHeader } from '#crypto/jose';
import { ValidationError } from '#proto/errors';
import {
  CERTIFICATE_MESSAGES,
  type CertificateMessage,
  type CertificateMessageType,
  readJson,
  validate,
} from '#proto/schema';

/** Reads a payload of one of these types. @throws ValidationError. */
export function readCertificateMessage<T extends CertificateMessageType>(
  types: readonly T[],
): (header: MessageHeader, payload: Uint8Array) => CertificateMessage<T> {
  return ({ cty }, payload) => {
    const type = types.find((each) => cty === `tongban.v1.${each}+json`);
    if (type === undefined) {
      throw new ValidationError('UNKNOWN_MESSAGE_TYPE', `${cty} is none of ${types.join(', ')}, in JSON`);
    }
    const body = validate(CERTIFICATE_MESSAGES[type], readJson(payload), 'the payload does not fit its type');
    return { type, body } as CertificateMessage<T>; // the schema that was applied is the one of this type
  };
}
