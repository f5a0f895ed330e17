import { z } from 'zod';
import { base64, fromBase64, hex, sha256, utf8 } from '#crypto/primitives';
import { values } from '#proto/schema';
import type { LeafShelf, ProvenLeaf } from './uses.js';

/**
 * What the hub's directory says of a key that signed something in the evidence, and the entries of the log that say so. Information to
 * hold against the auditor's own trust, never a ground to believe a signature.
 */
export interface SignerKey {
  readonly kid: string;
  readonly platform: string;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
  /** Unix milliseconds. */
  readonly validFrom: number;
  readonly validTo: number;
  readonly revokedAt: number | undefined;
  /** Its registration, and every change and revocation; none where the log does not speak of keys. */
  readonly leaves?: readonly ProvenLeaf[];
}

const SignerKeySchema = z.strictObject({
  kid: z.string().regex(/^[\w-]{43}$/),
  platform: values.peerId,
  publicKey: z.base64(),
  validFrom: values.moment,
  validTo: values.moment,
  revokedAt: values.moment.optional(),
  /** Positions in the log. */
  entries: z.array(z.int().min(0)).min(1).max(1_000).optional(),
});

/** certs/keys.json, but for its format. Members as in the auditor's platforms.json, so that the two can be compared by eye. */
export const SignerKeysSchema = z.array(SignerKeySchema).min(1).max(10_000);

export type SignerKeyRow = z.output<typeof SignerKeySchema>;

export function writeSignerKey(key: SignerKey, shelf: Pick<LeafShelf, 'put'>): SignerKeyRow {
  const entries = (key.leaves ?? []).flatMap((leaf) => shelf.put(leaf) ?? []);
  return { ...stateOf(key), ...(entries.length === 0 ? {} : { entries }) };
}

function stateOf(key: SignerKey): SignerKeyRow {
  const { kid, platform, spki, validFrom, validTo, revokedAt } = key;
  return {
    ...{ kid, platform, publicKey: base64(spki), validFrom: textOf(validFrom), validTo: textOf(validTo) },
    ...(revokedAt === undefined ? {} : { revokedAt: textOf(revokedAt) }),
  };
}

export function readSignerKey(
  { entries = [], publicKey, validFrom, validTo, revokedAt, ...row }: SignerKeyRow,
  shelf: Pick<LeafShelf, 'take'>,
): SignerKey {
  return {
    ...row,
    ...(entries.length === 0 ? {} : { leaves: entries.map((index) => shelf.take(index)) }),
    spki: fromBase64(publicKey) ?? new Uint8Array(0), // of no key, where it is not canonical
    validFrom: Date.parse(validFrom),
    validTo: Date.parse(validTo),
    revokedAt: revokedAt === undefined ? undefined : Date.parse(revokedAt),
  };
}

/** The same as a file of its own for whoever checks by hand: PEM, with the words before it that RFC 7468 allows. */
export function signerKeyPem(key: SignerKey | SignerKeyRow): {
  readonly path: string;
  readonly file: Uint8Array;
} {
  const row = 'publicKey' in key ? key : stateOf(key);
  const { kid, platform, publicKey, validFrom, validTo, revokedAt = '-' } = row;
  const lines = publicKey.match(/.{1,64}/g) ?? [];
  const text = [
    `平台 platform: ${platform}`,
    `密钥标识 kid: ${kid}`,
    `有效期 valid: ${validFrom} - ${validTo}`,
    `吊销 revoked: ${revokedAt}`,
    ...['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----', ''],
  ].join('\n');
  return {
    path: `certs/${platform}-${hex(sha256(fromBase64(publicKey) ?? new Uint8Array(0))).slice(0, 16)}.pem`,
    file: utf8(text),
  };
}

function textOf(at: number): string {
  return new Date(at).toISOString();
}
