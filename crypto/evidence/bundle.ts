import { z } from 'zod';
import { fromFlattened, type SignedParts, toFlattened } from '#crypto/jose';
import { base64url, fromBase64url, utf8 } from '#crypto/primitives';
import { formatTlogProof, parseTlogProof, type TlogProof } from '#crypto/tlog';
import { HubError } from '#proto/errors';
import {
  BundleError,
  type BundleFiles,
  bytesOf,
  CaseSchema,
  CERTIFICATES,
  ERASURE,
  ErasureSchema,
  type EventRow,
  entryPaths,
  FORMATS,
  type Format,
  isSince,
  json,
  KEYS,
  messagePath,
  parse,
  REFUSALS,
  readKeys,
  readRefusals,
  readUses,
  takeOpening,
  textOf,
} from './case-files.js';
import { type Heads, readHeads, stampCertificates, writeHeads } from './heads.js';
import { erasedIn, manifestOf, withheldOf } from './manifest.js';
import { type PartialOpening, writeOpening } from './opening.js';
import { indexInLog, LOG_ROOM, logOf, placeOf } from './place.js';
import { besideEvents, type EvidencedRefusal, readRefusal, writeRefusal } from './refusals.js';
import { readSignerKey, type SignerKey, signerKeyPem, writeSignerKey } from './signer-keys.js';
import { type EvidencedUse, leavesOfUse, type ProvenLeaf, readUse, writeUse } from './uses.js';

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
    const keys = bundle.keys.map((key) => writeSignerKey(key, { put: (leaf) => putLeaf(leaf, files) }));
    files.set(KEYS, json({ format, keys }));
    for (const { path, file } of bundle.keys.map(signerKeyPem)) files.set(path, file);
  }
  if (bundle.erasure !== undefined) {
    const { salt, entries } = bundle.erasure;
    const index = putLeaf(bundle.erasure, files);
    files.set(ERASURE, json({ format, index, salt: base64url(salt), entries }));
  }
  for (const leaf of bundle.opened ?? []) putLeaf(leaf, files);
  const heads = writeHeads(bundle, files);
  const chains = isSince(format, 'tongban-evidence/5') ? stampCertificates(bundle) : [];
  for (const { path, file } of chains) files.set(path, file);
  files.set('case.json', json({ format, caseNo: bundle.caseNo, hub: bundle.hub, events, ...heads }));
  files.set('README.txt', utf8(readme));
  const withheld = withheldOf(bundle.events.flatMap(({ partial }) => partial ?? []));
  files.set('manifest.json', json(manifestOf(files, format, withheld)));
  return files;
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

function formatOf(bundle: EvidenceBundle): Format {
  const { events, uses, refusals, keys, timeStamps, revocation, growth, erasure } = bundle;
  if (bundle.restamped !== undefined && bundle.restamped.length > 0) return FORMATS[6];
  const proven = [...events, ...besideEvents(bundle), erasure ?? []].flat();
  if (proven.some(({ proof }) => proof !== undefined && logOf(proof.index) > 0)) return FORMATS[5];
  const erased = erasedIn(erasure);
  if (revocation.lists.length + revocation.responses.length > 0) return FORMATS[5];
  const isInPart = (event: EvidencedEvent) =>
    event.partial !== undefined || absentOf(event, erased).length > 0;
  if (keys.some(({ leaves = [] }) => leaves.length > 0)) return FORMATS[5];
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
  files.set(paths.proof, utf8(formatTlogProof(inItsLog(proof))));
  if (sm3 !== undefined) files.set(paths.sm3, utf8(formatTlogProof(inItsLog(sm3))));
  return proof.index;
}

/** As it stands in a file of its own. */
function inItsLog(proof: TlogProof): TlogProof {
  return { ...proof, index: indexInLog(proof.index) };
}

/** @throws BundleError. */
export function readBundle(files: BundleFiles): EvidenceBundle {
  const { format, caseNo, hub, events, ...named } = parse(CaseSchema, files, 'case.json');
  const heads = readHeads(named, (path) => bytesOf(files, path));
  if (typeof heads === 'string') throw new BundleError(`${heads} cannot be read`);
  const mayMiss = isSince(format, 'tongban-evidence/4');
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
    keys: readKeys(files).map((row) => readSignerKey(row, shelf)),
    ...heads,
    ...(named.opened === undefined ? {} : { opened: named.opened.map(shelf.take) }),
  };
}

function readErasure(files: BundleFiles): ProvenErasure | undefined {
  if (!files.has(ERASURE)) return undefined;
  const { index, salt, entries } = parse(ErasureSchema, files, ERASURE);
  const leaf = index === undefined ? { leaf: new Uint8Array(0), proof: undefined } : takeLeaf(index, files);
  return { ...leaf, entries, salt: fromBase64url(salt) ?? new Uint8Array(0) };
}

function takeLeaf(index: number, files: BundleFiles): ProvenLeaf & { readonly proof: TlogProof } {
  const paths = entryPaths(index);
  const log = logOf(index);
  const proof = takeProof(paths.proof, files, log);
  const sm3 = files.has(paths.sm3) ? takeProof(paths.sm3, files, log) : undefined;
  return { leaf: bytesOf(files, paths.leaf), proof, ...(sm3 === undefined ? {} : { sm3 }) };
}

function takeProof(path: string, files: BundleFiles, log: number): TlogProof {
  const proof = parseTlogProof(textOf(files, path));
  if (proof === undefined || proof.index >= LOG_ROOM)
    throw new BundleError(`the proof ${path} cannot be read`);
  return { ...proof, index: placeOf(log, proof.index) };
}

/** @param mayMiss whether an event may be without its message, or without what opens its leaf. */
function readEvent(
  { index, absent: _, ...event }: EventRow,
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

function readMessage(files: BundleFiles, path: string): SignedParts {
  try {
    return fromFlattened(parse(z.unknown(), files, path));
  } catch (error) {
    if (error instanceof HubError) throw new BundleError(`${path} is not a signed message`);
    throw error;
  }
}
