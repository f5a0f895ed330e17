import { z } from 'zod';
import { utf8, utf8Text } from '#crypto/primitives';
import { parseStrictJson, values } from '#proto/schema';
import { HeadsShape } from './heads.js';
import { type Opening, readOpening } from './opening.js';
import { placeName } from './place.js';
import { type RefusalRow, RefusalsShape } from './refusals.js';
import { type SignerKeyRow, SignerKeysSchema } from './signer-keys.js';
import { UsesSchema } from './uses.js';

/**
 * The evidence of a case as files, so that anybody can check it with nothing but them and keys from elsewhere:
 *
 *   manifest.json                     what belongs to the bundle, each file with its digests
 *   case.json                         the case number and its events in order
 *   messages/0001-SubmitCase.json     the signed message, JWS flattened JSON
 *   entries/0000000042.json           the log leaf, byte for byte
 *   proofs/0000000042.tlog-proof      C2SP proof under the checkpoint
 *   proofs/0000000042.sm3.tlog-proof  the same under the checkpoint of the SM3 tree; where the log keeps one
 *   openings/0000000042.json          the salt that opens the leaf's commitments; or, in the place of a message that is withheld, what
 *                                     opens some groups of its fields, see opening.ts
 *   certificates.json                 uses of electronic certificates for the case, with what opens their leaves; if there are any
 *   refusals.json                     messages about the case that were refused, with what opens their leaves; if there are any
 *   certs/keys.json                   the keys that signed and the entries of the log about them, each key also in a PEM of its own
 *   certs/tsa-0000000060.pem          the certificates that the time stamp carries
 *   erasure.json                      which entries were erased, with what opens the leaf that says so; if they were
 *   timestamps/0000000060.tsr         the time stamp over the checkpoint of that size, as it stands in the proofs; if there is one
 *   timestamps/0000000012-0000000900.1.list   what was stamped again together, of the checkpoints of these sizes, and
 *   timestamps/0000000012-0000000900.1.tsr    the time stamp over that list; .2 over both and all below, and so on; see restamp-files.ts
 *   revocation/<sha256>.crl           a list of revoked certificates (CRL) of an issuer of the time stamp's, or what a responder said
 *   revocation/<sha256>.ocsp          of one of them (OCSP), DER, as it was collected when the stamp was made; if there are any
 *   consistency/0000000060-0000000077.txt   that the log of the larger size continues the other, where proofs end in several
 *   README.txt                        how to check, by tool and by hand
 */

/**
 * 2: with uses of certificates; 3: with presentations; 4: with proofs in the SM3 tree, time stamps or consistency proofs, or with
 * contents missing or erased; 5: with refusals, with the state of keys, with contents withheld, or with contents missing that were
 * not erased; 6: with the entries of the log about keys, with lists and responses on revocation, or with leaves of a log that came
 * after another of the same hub, named after the number of the log too, as entries/1-0000000042.json; 7: with time stamps over other
 * time stamps. A bundle without any is as it was before there were such.
 */
export const FORMATS = [
  'tongban-evidence/1',
  'tongban-evidence/2',
  'tongban-evidence/3',
  'tongban-evidence/4',
  'tongban-evidence/5',
  'tongban-evidence/6',
  'tongban-evidence/7',
] as const;

/** Whether a bundle of this format may have what came with that one. */
export function isSince(format: Format, first: Format): boolean {
  return FORMATS.indexOf(format) >= FORMATS.indexOf(first);
}

export const FormatSchema = z.enum(FORMATS);

export type Format = z.output<typeof FormatSchema>;

export type BundleFiles = ReadonlyMap<string, Uint8Array>;

/** A bundle that cannot be read, and why. Different from evidence that can be read and is wrong. */
export class BundleError extends Error {}

const EventSchema = z.strictObject({
  seq: z.int().min(1),
  type: z.string().regex(/^[A-Z][A-Za-z]{1,40}$/),
  actor: values.peerId,
  messageId: values.messageId,
  receivedAt: z.int().min(0),
  /** Its place. */
  index: z.int().min(0).optional(),
  /** What the evidence has not of this event, and no erasure says why. */
  absent: z
    .array(z.enum(['message', 'opening']))
    .min(1)
    .max(2)
    .optional(),
});

export type EventRow = z.output<typeof EventSchema>;

export const CaseSchema = z.strictObject({
  format: FormatSchema,
  caseNo: values.caseNo,
  hub: values.peerId,
  events: z.array(EventSchema).min(1).max(10_000),
  ...HeadsShape,
});

export const CERTIFICATES = 'certificates.json';

const CertificatesSchema = z.strictObject({ format: FormatSchema, uses: UsesSchema });

export const REFUSALS = 'refusals.json';

const RefusalsSchema = z.strictObject({ format: FormatSchema, ...RefusalsShape });

export const KEYS = 'certs/keys.json';

const KeysSchema = z.strictObject({ format: FormatSchema, keys: SignerKeysSchema });

export const ERASURE = 'erasure.json';

export const ErasureSchema = z.strictObject({
  format: FormatSchema,
  /** Of the leaf that says so; absent while the log has not got to it. */
  index: z.int().min(0).optional(),
  salt: z.string().regex(/^[\w-]{43}$/),
  entries: z.array(z.int().min(0)).max(10_000),
});

export function readUses(files: BundleFiles): z.output<typeof UsesSchema> {
  return files.has(CERTIFICATES) ? parse(CertificatesSchema, files, CERTIFICATES).uses : [];
}

export function readKeys(files: BundleFiles): readonly SignerKeyRow[] {
  return files.has(KEYS) ? parse(KeysSchema, files, KEYS).keys : [];
}

export function readRefusals(files: BundleFiles): {
  readonly refusals: readonly RefusalRow[];
  readonly unlisted?: number | undefined;
} {
  return files.has(REFUSALS) ? parse(RefusalsSchema, files, REFUSALS) : { refusals: [] };
}

export function takeOpening(files: BundleFiles, path: string): Opening {
  const opening = readOpening(parse(z.unknown(), files, path));
  if (opening === undefined) throw new BundleError(`${path} cannot be read`);
  return opening;
}

export function textOf(files: BundleFiles, path: string): string {
  try {
    return utf8Text(bytesOf(files, path));
  } catch {
    throw new BundleError(`${path} is not UTF-8`);
  }
}

export function bytesOf(files: BundleFiles, path: string): Uint8Array {
  const bytes = files.get(path);
  if (bytes === undefined) throw new BundleError(`${path} is missing`);
  return bytes;
}

export function messagePath(event: { readonly seq: number; readonly type: string }): string {
  return `messages/${String(event.seq).padStart(4, '0')}-${event.type}.json`;
}

export function entryPaths(place: number): {
  readonly leaf: string;
  readonly proof: string;
  readonly sm3: string;
  readonly opening: string;
} {
  const name = placeName(place);
  return {
    leaf: `entries/${name}.json`,
    proof: `proofs/${name}.tlog-proof`,
    sm3: `proofs/${name}.sm3.tlog-proof`,
    opening: `openings/${name}.json`,
  };
}

export function json(value: unknown): Uint8Array {
  return utf8(`${JSON.stringify(value, null, 1)}\n`);
}

export function parse<T extends z.ZodType>(schema: T, files: BundleFiles, path: string): z.output<T> {
  const plain = parseStrictJson(bytesOf(files, path));
  if (!plain.ok) throw new BundleError(`${path}: ${plain.fault}`);
  const result = schema.safeParse(plain.value);
  if (result.success) return result.data;
  throw new BundleError(`${path}: ${result.error.issues[0]?.message ?? 'unreadable'}`);
}
