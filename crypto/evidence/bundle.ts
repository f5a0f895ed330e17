import { z } from 'zod';
import { fromFlattened, type SignedParts, toFlattened } from '#crypto/jose';
import { base64url, equalBytes, fromBase64url, hex, sha256, sm3, utf8, utf8Text } from '#crypto/primitives';
import { formatTlogProof, parseTlogProof, type TlogProof } from '#crypto/tlog';
import { HubError } from '#proto/errors';
import { parseStrictJson, values } from '#proto/schema';
import { FIELD_GROUPS, type FieldGroup } from './commitment/index.js';
import {
  type Heads,
  HeadsShape,
  type NamedHeads,
  pathsOfHeads,
  readHeads,
  stampCertificates,
  writeHeads,
} from './heads.js';
import { type Opening, type PartialOpening, readOpening, withheldIn, writeOpening } from './opening.js';
import {
  type EvidencedRefusal,
  type RefusalRow,
  RefusalsShape,
  readRefusal,
  writeRefusal,
} from './refusals.js';
import {
  readSignerKey,
  type SignerKey,
  SignerKeysSchema,
  signerKeyPem,
  writeSignerKey,
} from './signer-keys.js';
import {
  type EvidencedUse,
  indexesOf,
  leavesOfUse,
  type ProvenLeaf,
  readUse,
  UsesSchema,
  writeUse,
} from './uses.js';

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
 *   certs/keys.json                   what the hub's directory says of the keys that signed, each key also in a PEM of its own
 *   certs/tsa-0000000060.pem          the certificates that the time stamp carries
 *   erasure.json                      which entries were erased, with what opens the leaf that says so; if they were
 *   timestamps/0000000060.tsr         the time stamp over the checkpoint of that size, as it stands in the proofs; if there is one
 *   consistency/0000000060-0000000077.txt   that the log of the larger size continues the other, where proofs end in several
 *   README.txt                        how to check, by tool and by hand
 */

/**
 * 2: with uses of certificates; 3: with presentations; 4: with proofs in the SM3 tree, time stamps or consistency proofs, or with
 * contents missing or erased; 5: with refusals, with the state of keys, with contents withheld, or with contents missing that were
 * not erased. A bundle without any is as it was before there were such.
 */
const FORMATS = [
  'tongban-evidence/1',
  'tongban-evidence/2',
  'tongban-evidence/3',
  'tongban-evidence/4',
  'tongban-evidence/5',
] as const;
const FormatSchema = z.enum(FORMATS);

/** One event of the case with everything that proves it. */
export interface EvidencedEvent {
  readonly seq: number;
  readonly type: string;
  readonly actor: string;
  readonly messageId: string;
  /** Unix milliseconds, the hub's clock. */
  readonly receivedAt: number;
  /** Absent when it was erased, or is withheld. */
  readonly message: SignedParts | undefined;
  readonly leaf: Uint8Array;
  /** The same of what opens the leaf. */
  readonly salt: Uint8Array | undefined;
  /** In the place of both when it is withheld: what is shown of it all the same. */
  readonly partial?: PartialOpening | undefined;
  /** Absent when the log had not got to it: the evidence is then incomplete. */
  readonly proof: TlogProof | undefined;
  /** The same in the SM3 tree beside it, where the log keeps one. */
  readonly sm3?: TlogProof | undefined;
}

export interface EvidenceBundle extends Heads {
  readonly caseNo: string;
  readonly hub: string;
  readonly events: readonly EvidencedEvent[];
  readonly uses: readonly EvidencedUse[];
  readonly refusals: readonly EvidencedRefusal[];
  /** Further refusals that are not among them. */
  readonly unlistedRefusals: number;
  readonly erasure: ProvenErasure | undefined;
  /** Of platforms that signed something in it. */
  readonly keys: readonly SignerKey[];
}

/** That the contents of the case were destroyed. */
export interface ProvenErasure extends ProvenLeaf {
  /** Opens the leaf's group `erased`. */
  readonly salt: Uint8Array;
  /** Positions in the log of the leaves that can be opened no more, in order. */
  readonly entries: readonly number[];
}

export type BundleFiles = ReadonlyMap<string, Uint8Array>;

const EventSchema = z.strictObject({
  seq: z.int().min(1),
  type: z.string().regex(/^[A-Z][A-Za-z]{1,40}$/),
  actor: values.peerId,
  messageId: values.messageId,
  receivedAt: z.int().min(0),
  /** Position in the log. */
  index: z.int().min(0).optional(),
  /** What the evidence has not of this event, and no erasure says why. */
  absent: z
    .array(z.enum(['message', 'opening']))
    .min(1)
    .max(2)
    .optional(),
});

const CaseSchema = z.strictObject({
  format: FormatSchema,
  caseNo: values.caseNo,
  hub: values.peerId,
  events: z.array(EventSchema).min(1).max(10_000),
  ...HeadsShape,
});

const CERTIFICATES = 'certificates.json';

const CertificatesSchema = z.strictObject({ format: FormatSchema, uses: UsesSchema });

const REFUSALS = 'refusals.json';

const RefusalsSchema = z.strictObject({ format: FormatSchema, ...RefusalsShape });

const KEYS = 'certs/keys.json';

const KeysSchema = z.strictObject({ format: FormatSchema, keys: SignerKeysSchema });

const ERASURE = 'erasure.json';

const ErasureSchema = z.strictObject({
  format: FormatSchema,
  /** Of the leaf that says so; absent while the log has not got to it. */
  index: z.int().min(0).optional(),
  salt: z.string().regex(/^[\w-]{43}$/),
  entries: z.array(z.int().min(0)).max(10_000),
});

const ManifestSchema = z.strictObject({
  format: FormatSchema,
  files: z.array(
    z.strictObject({ path: z.string(), size: z.int(), sha256: values.hexDigest, sm3: values.hexDigest }),
  ),
  /** Groups of fields of which something is withheld. */
  withheld: z.array(z.enum(FIELD_GROUPS)).optional(),
});

/** The same evidence always gives the same bytes. */
export function writeBundle(bundle: EvidenceBundle, readme: string): BundleFiles {
  const files = new Map<string, Uint8Array>();
  const format = formatOf(bundle);
  const erased = erasedIn(bundle.erasure);
  const events = bundle.events.map(({ proof, sm3, leaf, salt, partial, message, ...told }) => {
    const absent = absentOf({ message, salt, partial, proof }, erased);
    const event = { ...told, ...(absent.length === 0 ? {} : { absent }) };
    if (message !== undefined) files.set(messagePath(event), json(toFlattened(message)));
    if (proof === undefined) return event;
    putLeaf({ leaf, proof, sm3 }, files);
    const opening = salt ?? partial;
    if (opening !== undefined) files.set(entryPaths(proof.index).opening, json(writeOpening(opening)));
    return { ...event, index: proof.index };
  });
  if (bundle.uses.length > 0) {
    const uses = bundle.uses.map((use) => writeUse(use, { put: (leaf) => putLeaf(leaf, files) }));
    files.set(CERTIFICATES, json({ format, uses }));
  }
  if (bundle.refusals.length > 0) {
    const refusals = bundle.refusals.map((each) =>
      writeRefusal(each, { put: (leaf) => putLeaf(leaf, files) }),
    );
    const { unlistedRefusals } = bundle;
    const unlisted = unlistedRefusals === 0 ? undefined : unlistedRefusals;
    files.set(REFUSALS, json({ format, refusals, unlisted }));
  }
  if (bundle.keys.length > 0) {
    files.set(KEYS, json({ format, keys: bundle.keys.map(writeSignerKey) }));
    for (const key of bundle.keys) putPem(signerKeyPem(key), files);
  }
  if (bundle.erasure !== undefined) {
    const { salt, entries } = bundle.erasure;
    const index = putLeaf(bundle.erasure, files);
    files.set(ERASURE, json({ format, index, salt: base64url(salt), entries }));
  }
  const heads = writeHeads(bundle, files);
  if (format === FORMATS[4]) for (const stamp of bundle.timeStamps) putPem(stampCertificates(stamp), files);
  files.set('case.json', json({ format, caseNo: bundle.caseNo, hub: bundle.hub, events, ...heads }));
  files.set('README.txt', utf8(readme));
  const withheld = withheldOf(bundle.events.flatMap(({ partial }) => partial ?? []));
  files.set('manifest.json', json(manifestOf(files, format, withheld)));
  return files;
}

function putPem({ path, file }: { path: string; file: Uint8Array }, files: Map<string, Uint8Array>): void {
  files.set(path, file);
}

function erasedIn(erasure: { readonly entries: readonly number[] } | undefined): ReadonlySet<number> {
  return new Set(erasure?.entries);
}

/** What is missing of an event although its leaf was not erased, nor is shown in part. */
function absentOf(
  { message, salt, partial, proof }: Pick<EvidencedEvent, 'message' | 'salt' | 'partial' | 'proof'>,
  erased: ReadonlySet<number>,
): ('message' | 'opening')[] {
  if (partial !== undefined || erased.has(proof?.index ?? -1)) return [];
  const isClosed = proof !== undefined && salt === undefined;
  return [message === undefined ? ('message' as const) : [], isClosed ? ('opening' as const) : []].flat();
}

function formatOf(bundle: EvidenceBundle): z.output<typeof FormatSchema> {
  const { events, uses, refusals, keys, timeStamps, growth, erasure } = bundle;
  const erased = erasedIn(erasure);
  const isInPart = (event: EvidencedEvent) =>
    event.partial !== undefined || absentOf(event, erased).length > 0;
  if (refusals.length + keys.length > 0 || events.some(isInPart)) return FORMATS[4];
  if (erasure !== undefined || timeStamps.length + growth.length > 0) return FORMATS[3];
  if ([...events, ...uses.flatMap(leavesOfUse)].some(({ sm3 }) => sm3 !== undefined)) return FORMATS[3];
  if (uses.some(({ presentation }) => presentation !== undefined)) return FORMATS[2];
  return FORMATS[uses.length === 0 ? 0 : 1];
}

function putLeaf({ leaf, proof, sm3 }: ProvenLeaf, files: Map<string, Uint8Array>): number | undefined {
  if (proof === undefined) return undefined;
  const paths = entryPaths(proof.index);
  files.set(paths.leaf, leaf);
  files.set(paths.proof, utf8(formatTlogProof(proof)));
  if (sm3 !== undefined) files.set(paths.sm3, utf8(formatTlogProof(sm3)));
  return proof.index;
}

/** A bundle that cannot be read, and why. Different from evidence that can be read and is wrong. */
export class BundleError extends Error {}

/** @throws BundleError. */
export function readBundle(files: BundleFiles): EvidenceBundle {
  const { format, caseNo, hub, events, ...named } = parse(CaseSchema, files, 'case.json');
  const heads = readHeads(named, (path) => bytesOf(files, path));
  if (typeof heads === 'string') throw new BundleError(`${heads} cannot be read`);
  const mayMiss = FORMATS.indexOf(format) >= FORMATS.indexOf('tongban-evidence/4');
  const shelf = { take: (index: number) => takeLeaf(index, files) };
  const uses = readUses(files).map((use) => readUse(use, shelf));
  const refused = readRefusals(files);
  return {
    caseNo,
    hub,
    events: events.map((event) => readEvent(event, files, mayMiss)),
    uses,
    refusals: refused.refusals.map((row) => readRefusal(row, shelf)),
    unlistedRefusals: refused.unlisted ?? 0,
    erasure: readErasure(files),
    keys: readKeys(files),
    ...heads,
  };
}

function readErasure(files: BundleFiles): ProvenErasure | undefined {
  if (!files.has(ERASURE)) return undefined;
  const { index, salt, entries } = parse(ErasureSchema, files, ERASURE);
  const leaf = index === undefined ? { leaf: new Uint8Array(0), proof: undefined } : takeLeaf(index, files);
  return { ...leaf, entries, salt: fromBase64url(salt) ?? new Uint8Array(0) };
}

function readUses(files: BundleFiles): z.output<typeof UsesSchema> {
  return files.has(CERTIFICATES) ? parse(CertificatesSchema, files, CERTIFICATES).uses : [];
}

function readKeys(files: BundleFiles): SignerKey[] {
  return files.has(KEYS) ? parse(KeysSchema, files, KEYS).keys.map(readSignerKey) : [];
}

function readRefusals(files: BundleFiles): {
  readonly refusals: readonly RefusalRow[];
  readonly unlisted?: number | undefined;
} {
  return files.has(REFUSALS) ? parse(RefusalsSchema, files, REFUSALS) : { refusals: [] };
}

function takeLeaf(index: number, files: BundleFiles): ProvenLeaf & { readonly proof: TlogProof } {
  const paths = entryPaths(index);
  const proof = takeProof(paths.proof, files);
  const sm3 = files.has(paths.sm3) ? takeProof(paths.sm3, files) : undefined;
  return { leaf: bytesOf(files, paths.leaf), proof, ...(sm3 === undefined ? {} : { sm3 }) };
}

function takeProof(path: string, files: BundleFiles): TlogProof {
  const proof = parseTlogProof(textOf(files, path));
  if (proof === undefined) throw new BundleError(`the proof ${path} cannot be read`);
  return proof;
}

/**
 * Files whose bytes are not those of the manifest, are missing, are not in it, or belong to nothing: whoever can slip a file
 * in can list it too. So are those that an event lacks without a word of why, and those of another format than the rest.
 * @throws BundleError.
 */
export function manifestFaults(files: BundleFiles): string[] {
  const manifest = parse(ManifestSchema, files, 'manifest.json');
  const { format, events, ...heads } = parse(CaseSchema, files, 'case.json');
  const listed = new Map(manifest.files.map((file) => [file.path, file]));
  const uses = readUses(files);
  const erasure = files.has(ERASURE) ? parse(ErasureSchema, files, ERASURE) : undefined;
  const { refusals } = readRefusals(files);
  const refused = refusals.flatMap(({ index }) => index ?? []);
  const leaves = [...uses.flatMap(indexesOf), ...refused, erasure?.index ?? []].flat().map(entryPaths);
  const pems = pemsIn(files, format, heads);
  const known = new Set([
    ...['case.json', 'README.txt', ...(uses.length === 0 ? [] : [CERTIFICATES])],
    ...(refusals.length === 0 ? [] : [REFUSALS]),
    ...(erasure === undefined ? [] : [ERASURE]),
    ...events.flatMap(pathsOf),
    ...leaves.flatMap(({ leaf, proof, sm3 }) => [leaf, proof, sm3]),
    ...pathsOfHeads(heads),
    ...(files.has(KEYS) ? [KEYS] : []),
    ...pems.map(({ path }) => path),
  ]);
  const faults = [...files.keys()].filter(
    (path) => path !== 'manifest.json' && !(listed.has(path) && known.has(path)),
  );
  for (const [path, file] of listed) {
    const bytes = files.get(path);
    const isSame =
      bytes !== undefined &&
      bytes.length === file.size &&
      hex(sha256(bytes)) === file.sha256 &&
      hex(sm3(bytes)) === file.sm3;
    if (!isSame) faults.push(path);
  }
  const isWithheldAsTold = withheldOf(partialsIn(files, events)).join() === (manifest.withheld ?? []).join();
  const erased = erasedIn(erasure);
  return [
    ...new Set([
      ...faults,
      ...(isWithheldAsTold ? [] : ['manifest.json: withheld']),
      ...events.flatMap((event) => unexplained(event, erased, files)),
      ...ofOtherFormat(format, files),
      ...pems
        .filter((pem) => !equalBytes(pem.file, files.get(pem.path) ?? new Uint8Array(0)))
        .map(({ path }) => path),
    ]),
  ];
}

/** Certificates and keys in the form for checking by hand. They follow from what else is in the evidence. */
function pemsIn(files: BundleFiles, format: z.output<typeof FormatSchema>, heads: NamedHeads) {
  if (format !== FORMATS[4]) return [];
  const named = readHeads(heads, (path) => bytesOf(files, path));
  const stamps = typeof named === 'string' ? [] : named.timeStamps;
  return [...readKeys(files).map(signerKeyPem), ...stamps.map(stampCertificates)];
}

/** Files that an event has not and should have, or has and is said not to have. What is shown in part stands for the message. */
function unexplained(
  { absent = [], ...event }: z.output<typeof EventSchema>,
  erased: ReadonlySet<number>,
  files: BundleFiles,
): string[] {
  const { index } = event;
  if (erased.has(index ?? -1)) return [];
  const message = messagePath(event);
  if (partialsIn(files, [event]).length > 0) return files.has(message) || absent.length > 0 ? [message] : [];
  const wanted = [
    { what: 'message', path: message } as const,
    ...(index === undefined ? [] : [{ what: 'opening', path: entryPaths(index).opening } as const]),
  ];
  return wanted.flatMap(({ what, path }) => (files.has(path) === absent.includes(what) ? path : []));
}

const WithFormat = z.object({ format: FormatSchema });

function ofOtherFormat(format: z.output<typeof FormatSchema>, files: BundleFiles): string[] {
  const others = ['manifest.json', CERTIFICATES, REFUSALS, KEYS, ERASURE].filter((path) => files.has(path));
  return others.filter((path) => parse(WithFormat, files, path).format !== format);
}

/** What the openings leave out: the manifest says the same, or one of them is not what was handed out. */
function withheldOf(partials: readonly PartialOpening[]): FieldGroup[] {
  const withheld = new Set(partials.flatMap(withheldIn));
  return FIELD_GROUPS.filter((group) => withheld.has(group));
}

function partialsIn(files: BundleFiles, events: readonly z.output<typeof EventSchema>[]): PartialOpening[] {
  return events.flatMap(({ index }) => {
    const path = index === undefined ? undefined : entryPaths(index).opening;
    const opening = path !== undefined && files.has(path) ? takeOpening(files, path) : undefined;
    return opening === undefined || opening instanceof Uint8Array ? [] : opening;
  });
}

/** @param mayMiss whether an event may be without its message, or without what opens its leaf. */
function readEvent(
  { index, absent: _, ...event }: z.output<typeof EventSchema>,
  files: BundleFiles,
  mayMiss: boolean,
): EvidencedEvent {
  const isThere = (path: string) => !mayMiss || files.has(path);
  const path = messagePath(event);
  const message = isThere(path) ? readMessage(files, path) : undefined;
  if (index === undefined)
    return { ...event, message, leaf: new Uint8Array(0), salt: undefined, proof: undefined };
  const { opening } = entryPaths(index);
  const opened = isThere(opening) ? takeOpening(files, opening) : undefined;
  const isWhole = opened === undefined || opened instanceof Uint8Array;
  const open = isWhole ? { salt: opened } : { salt: undefined, partial: opened };
  return { ...event, message, ...open, ...takeLeaf(index, files) };
}

function takeOpening(files: BundleFiles, path: string): Opening {
  const opening = readOpening(parse(z.unknown(), files, path));
  if (opening === undefined) throw new BundleError(`${path} cannot be read`);
  return opening;
}

function readMessage(files: BundleFiles, path: string): SignedParts {
  try {
    return fromFlattened(parse(z.unknown(), files, path));
  } catch (error) {
    if (error instanceof HubError) throw new BundleError(`${path} is not a signed message`);
    throw error;
  }
}

function manifestOf(
  files: BundleFiles,
  format: z.output<typeof FormatSchema>,
  withheld: readonly FieldGroup[],
): z.input<typeof ManifestSchema> {
  const paths = [...files.keys()].sort();
  return {
    format,
    ...(withheld.length === 0 ? {} : { withheld: [...withheld] }),
    files: paths.map((path) => {
      const bytes = bytesOf(files, path);
      return { path, size: bytes.length, sha256: hex(sha256(bytes)), sm3: hex(sm3(bytes)) };
    }),
  };
}

function parse<T extends z.ZodType>(schema: T, files: BundleFiles, path: string): z.output<T> {
  const plain = parseStrictJson(bytesOf(files, path));
  if (!plain.ok) throw new BundleError(`${path}: ${plain.fault}`);
  const result = schema.safeParse(plain.value);
  if (result.success) return result.data;
  throw new BundleError(`${path}: ${result.error.issues[0]?.message ?? 'unreadable'}`);
}

function textOf(files: BundleFiles, path: string): string {
  try {
    return utf8Text(bytesOf(files, path));
  } catch {
    throw new BundleError(`${path} is not UTF-8`);
  }
}

function bytesOf(files: BundleFiles, path: string): Uint8Array {
  const bytes = files.get(path);
  if (bytes === undefined) throw new BundleError(`${path} is missing`);
  return bytes;
}

function messagePath(event: { readonly seq: number; readonly type: string }): string {
  return `messages/${String(event.seq).padStart(4, '0')}-${event.type}.json`;
}

function entryPaths(index: number): {
  readonly leaf: string;
  readonly proof: string;
  readonly sm3: string;
  readonly opening: string;
} {
  const name = String(index).padStart(10, '0');
  return {
    leaf: `entries/${name}.json`,
    proof: `proofs/${name}.tlog-proof`,
    sm3: `proofs/${name}.sm3.tlog-proof`,
    opening: `openings/${name}.json`,
  };
}

/** Every file that an event has. */
function pathsOf(event: z.output<typeof EventSchema>): string[] {
  const { index } = event;
  return [messagePath(event), ...(index === undefined ? [] : Object.values(entryPaths(index)))];
}

function json(value: unknown): Uint8Array {
  return utf8(`${JSON.stringify(value, null, 1)}\n`);
}
