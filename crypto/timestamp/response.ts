import {
  bitsOf,
  derInteger,
  derSequence,
  elementsOf,
  Fields,
  isOf,
  readDer,
  smallIntegerOf,
  textOf,
} from '#crypto/asn1';
import { equalBytes } from '#crypto/primitives';

/** What an authority answered (TimeStampResp, RFC 3161 section 2.4.2). */
export type TimeStampResponse =
  | { readonly kind: 'GRANTED'; readonly token: Uint8Array }
  /** For people: what it said. */
  | { readonly kind: 'REFUSED'; readonly reason: string };

const GRANTED = 0;
const GRANTED_WITH_MODS = 1;

/** PKIFailureInfo. */
const FAILURES: Readonly<Record<number, string>> = {
  0: 'badAlg',
  2: 'badRequest',
  5: 'badDataFormat',
  14: 'timeNotAvailable',
  15: 'unacceptedPolicy',
  16: 'unacceptedExtension',
  17: 'addInfoNotAvailable',
  25: 'systemFailure',
};

/** @throws DerError. */
export function parseTimeStampResponse(bytes: Uint8Array): TimeStampResponse {
  const fields = new Fields(readDer(bytes));
  const info = new Fields(fields.take());
  const status = smallIntegerOf(info.take());
  const texts = info.takeIf((node) => isOf(node, 'SEQUENCE'));
  const failure = info.takeIf((node) => isOf(node, 'BIT STRING'));
  info.end();
  if (status === GRANTED || status === GRANTED_WITH_MODS) {
    const token = fields.take().bytes;
    fields.end();
    return { kind: 'GRANTED', token };
  }
  const said = texts === undefined ? [] : elementsOf(texts).map(textOf);
  const failed = failure === undefined ? [] : failuresIn(bitsOf(failure).bytes);
  return { kind: 'REFUSED', reason: [`status ${status}`, ...failed, ...said].join(', ').slice(0, 200) };
}

function failuresIn(bits: Uint8Array): string[] {
  return Object.entries(FAILURES).flatMap(([bit, name]) =>
    ((bits[Number(bit) >> 3] ?? 0) & (0x80 >> (Number(bit) & 7))) === 0 ? [] : [name],
  );
}

/** A `.tsr` file: a response that says nothing but the token, so that one token has one file. */
export function formatTimeStampFile(token: Uint8Array): Uint8Array {
  return derSequence(derSequence(derInteger(GRANTED)), token);
}

/** @returns the token; undefined for any other file than `formatTimeStampFile` writes. @throws DerError. */
export function parseTimeStampFile(bytes: Uint8Array): Uint8Array | undefined {
  const response = parseTimeStampResponse(bytes);
  if (response.kind !== 'GRANTED') return undefined;
  return equalBytes(formatTimeStampFile(response.token), bytes) ? response.token : undefined;
}
