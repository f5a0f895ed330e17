import {
  booleanOf,
  DerError,
  type DerNode,
  elementsOf,
  Fields,
  integerOf,
  isContext,
  isOf,
  octetsOf,
  oidOf,
  readDer,
  smallIntegerOf,
  timeOf,
} from '#crypto/asn1';
import { algorithmIn } from '#crypto/x509/certificate';

/** What a time stamp says (TSTInfo, RFC 3161 section 2.4.2). */
export interface TimeStampInfo {
  readonly policy: string;
  /** Of what was stamped. */
  readonly digestAlgorithm: string;
  readonly imprint: Uint8Array;
  readonly serial: bigint;
  /** Unix milliseconds. */
  readonly at: number;
  /** How far off it may be, either way, milliseconds rounded up; undefined when it does not say. */
  readonly accuracyMs: number | undefined;
  readonly nonce: bigint | undefined;
  /** The authority's name, DER, where it is given as one that certificates have. */
  readonly authorityName: Uint8Array | undefined;
  readonly criticalExtensions: readonly string[];
}

/** @throws DerError. */
export function parseTimeStampInfo(bytes: Uint8Array): TimeStampInfo {
  const fields = new Fields(readDer(bytes));
  const version = fields.take();
  if (smallIntegerOf(version) !== 1) throw new DerError(version.offset, 'not version 1');
  const policy = oidOf(fields.take());
  const imprint = new Fields(fields.take());
  const digestAlgorithm = algorithmIn(imprint.take());
  const digest = octetsOf(imprint.take());
  imprint.end();
  const serial = integerOf(fields.take());
  const time = fields.take();
  if (!isOf(time, 'GeneralizedTime')) throw new DerError(time.offset, 'not a GeneralizedTime');
  const accuracy = fields.takeIf((node) => isOf(node, 'SEQUENCE'));
  const ordering = fields.takeIf((node) => isOf(node, 'BOOLEAN'));
  if (ordering !== undefined) booleanOf(ordering);
  const nonce = fields.takeIf((node) => isOf(node, 'INTEGER'));
  const name = fields.takeTagged(0);
  const extensions = fields.takeIf((node) => isContext(node, 1));
  fields.end();
  return Object.freeze({
    policy,
    digestAlgorithm,
    imprint: digest,
    serial,
    at: timeOf(time),
    accuracyMs: accuracy && accuracyOf(accuracy),
    nonce: nonce && integerOf(nonce),
    authorityName: name !== undefined && isContext(name, DIRECTORY_NAME) ? nameIn(name) : undefined,
    criticalExtensions: (extensions?.children ?? []).flatMap(criticalIn),
  });
}

/** In GeneralName. */
const DIRECTORY_NAME = 4;

function nameIn(node: DerNode): Uint8Array | undefined {
  return node.children?.[0]?.bytes;
}

function accuracyOf(node: DerNode): number {
  const fields = new Fields(node);
  const seconds = fields.takeIf((field) => isOf(field, 'INTEGER'));
  const millis = fields.takeIf((field) => isContext(field, 0));
  const micros = fields.takeIf((field) => isContext(field, 1));
  fields.end();
  const whole = seconds === undefined ? 0 : smallIntegerOf(seconds);
  return whole * 1000 + thousandths(millis) + Math.ceil(thousandths(micros) / 1000);
}

/** [0] or [1] IMPLICIT INTEGER (1..999). */
function thousandths(node: DerNode | undefined): number {
  if (node === undefined) return 0;
  const [first = 0, second] = node.content;
  const value = second === undefined ? first : first * 256 + second;
  const isShortest = second === undefined ? first < 0x80 : first > 0 || second >= 0x80;
  if (node.content.length > 2 || !isShortest || value < 1 || value > 999) {
    throw new DerError(node.offset, 'not from 1 to 999');
  }
  return value;
}

function criticalIn(node: DerNode): string[] {
  const [id, critical] = elementsOf(node);
  if (id === undefined) throw new DerError(node.offset, 'an extension without a name');
  return isOf(critical, 'BOOLEAN') ? [oidOf(id)] : [];
}
