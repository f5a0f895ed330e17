import { z } from 'zod';
import { equalBytes, hex, sha256, sm3 } from '#crypto/primitives';
import { values } from '#proto/schema';
import {
  type BundleFiles,
  bytesOf,
  CaseSchema,
  CERTIFICATES,
  ERASURE,
  ErasureSchema,
  type EventRow,
  entryPaths,
  type Format,
  FormatSchema,
  isSince,
  KEYS,
  messagePath,
  parse,
  REFUSALS,
  readKeys,
  readRefusals,
  readUses,
  takeOpening,
} from './case-files.js';
import { FIELD_GROUPS, type FieldGroup } from './commitment/index.js';
import { type NamedHeads, pathsOfHeads, readHeads, stampCertificates } from './heads.js';
import { type PartialOpening, withheldIn } from './opening.js';
import { signerKeyPem } from './signer-keys.js';
import { indexesOf } from './uses.js';

/** What belongs to the evidence of a case, and whether all of it is there and nothing else. */

const ManifestSchema = z.strictObject({
  format: FormatSchema,
  files: z.array(
    z.strictObject({ path: z.string(), size: z.int(), sha256: values.hexDigest, sm3: values.hexDigest }),
  ),
  /** Groups of fields of which something is withheld. */
  withheld: z.array(z.enum(FIELD_GROUPS)).optional(),
});

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
  const ofKeys = readKeys(files).flatMap(({ entries = [] }) => entries);
  const beside = [...refused, ...ofKeys, erasure?.index ?? [], heads.opened ?? []].flat();
  const leaves = [...uses.flatMap(indexesOf), ...beside].map(entryPaths);
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
function pemsIn(files: BundleFiles, format: Format, heads: NamedHeads) {
  if (!isSince(format, 'tongban-evidence/5')) return [];
  const named = readHeads(heads, (path) => bytesOf(files, path));
  const stamps = typeof named === 'string' ? [] : stampCertificates(named);
  return [...readKeys(files).map(signerKeyPem), ...stamps];
}

/** Files that an event has not and should have, or has and is said not to have. What is shown in part stands for the message. */
function unexplained(
  { absent = [], ...event }: EventRow,
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

function ofOtherFormat(format: Format, files: BundleFiles): string[] {
  const others = ['manifest.json', CERTIFICATES, REFUSALS, KEYS, ERASURE].filter((path) => files.has(path));
  return others.filter((path) => parse(WithFormat, files, path).format !== format);
}

function partialsIn(files: BundleFiles, events: readonly EventRow[]): PartialOpening[] {
  return events.flatMap(({ index }) => {
    const path = index === undefined ? undefined : entryPaths(index).opening;
    const opening = path !== undefined && files.has(path) ? takeOpening(files, path) : undefined;
    return opening === undefined || opening instanceof Uint8Array ? [] : opening;
  });
}

export function manifestOf(
  files: BundleFiles,
  format: Format,
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

/** Every file that an event has. */
function pathsOf(event: EventRow): string[] {
  const { index } = event;
  return [messagePath(event), ...(index === undefined ? [] : Object.values(entryPaths(index)))];
}

/** What the openings leave out: the manifest says the same, or one of them is not what was handed out. */
export function withheldOf(partials: readonly PartialOpening[]): FieldGroup[] {
  const withheld = new Set(partials.flatMap(withheldIn));
  return FIELD_GROUPS.filter((group) => withheld.has(group));
}

export function erasedIn(erasure: { readonly entries: readonly number[] } | undefined): ReadonlySet<number> {
  return new Set(erasure?.entries);
}
