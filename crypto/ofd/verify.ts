import { type SealReport, type SealTrust, unreadable, verifySealSignature } from '#crypto/eseal';
import { equalBytes, hex, sha256, sm3 } from '#crypto/primitives';
import { OfdError, OfdPackage } from './package.js';
import type { FileAnswer, FileState, OfdReport, OfdSignature, OfdVerdict } from './report.js';
import {
  describeSignature,
  listSignatures,
  type Reference,
  type SignatureDescription,
  type SignatureEntry,
} from './signatures.js';

/**
 * Says of a sealed document which seals are proven, and file by file what they cover: a seal proves nothing about a file that
 * it does not name. @throws OfdError when it cannot be read as an OFD at all.
 */
export async function verifyOfd(bytes: Uint8Array, trust: SealTrust): Promise<OfdReport> {
  const ofd = await OfdPackage.open(bytes);
  const checked = listSignatures(ofd).map((entry) => checkSeal(ofd, entry, trust));
  const signatures = checked.map((each, place) => signatureOf(ofd, each, checked.slice(place + 1)));
  const files = fileAnswers(ofd, checked, signatures);
  return Object.freeze({
    verdict: verdictOf(signatures, files),
    sm3: hex(sm3(bytes)),
    sha256: hex(sha256(bytes)),
    signatures,
    files,
  });
}

/** A signature whose seal has been looked at, and whose references have not. */
interface CheckedSeal {
  readonly entry: SignatureEntry;
  /** Undefined when it cannot be read. */
  readonly description: SignatureDescription | undefined;
  readonly seal: SealReport;
  readonly shownSeal: OfdSignature['shownSeal'];
  readonly isProven: boolean;
}

function checkSeal(ofd: OfdPackage, entry: SignatureEntry, trust: SealTrust): CheckedSeal {
  try {
    const description = describeSignature(ofd, entry);
    const seal =
      entry.type === 'Seal'
        ? verifySealSignature(ofd.file(description.signedValue), ofd.file(entry.path), trust)
        : unreadable(`a signature of type ${entry.type}, without a seal, is not supported`);
    const shownSeal = compareShownSeal(ofd, description, seal);
    return { entry, description, seal, shownSeal, isProven: seal.isProven && shownSeal !== 'DIFFERS' };
  } catch (error) {
    if (!(error instanceof OfdError)) throw error;
    const seal = unreadable(error.message);
    return { entry, description: undefined, seal, shownSeal: 'NONE', isProven: false };
  }
}

/** A viewer may draw the picture of the file, while the signature was made with another seal. */
function compareShownSeal(
  ofd: OfdPackage,
  description: SignatureDescription,
  { signature }: SealReport,
): OfdSignature['shownSeal'] {
  if (description.seal === undefined) return 'NONE';
  const shown = ofd.files.get(description.seal);
  const used = signature?.seal.bytes;
  return shown !== undefined && used !== undefined && equalBytes(shown, used) ? 'SAME' : 'DIFFERS';
}

function signatureOf(ofd: OfdPackage, checked: CheckedSeal, later: readonly CheckedSeal[]): OfdSignature {
  const { entry, description, seal, shownSeal, isProven } = checked;
  const isExtended = later.some((other) => extendsListOf(other, checked));
  const references = (description?.references ?? []).map((reference): FileAnswer => {
    const state = stateOf(ofd, reference, description?.checkMethod ?? '');
    const isList = reference.path === entry.list && state === 'CHANGED' && isExtended;
    return Object.freeze({
      path: reference.path ?? reference.location,
      state: isList ? 'LIST_EXTENDED' : state,
    });
  });
  return Object.freeze({
    id: entry.id,
    type: entry.type,
    path: entry.path,
    seal,
    shownSeal,
    isProven,
    references,
  });
}

/** Whoever adds a seal must add it to the list, which an earlier seal may cover. Only a proven seal excuses that. */
function extendsListOf(later: CheckedSeal, earlier: CheckedSeal): boolean {
  const before = earlier.seal.signature?.signedAt ?? Number.NaN;
  const after = later.seal.signature?.signedAt ?? Number.NaN;
  return later.isProven && later.entry.list === earlier.entry.list && before <= after;
}

/** SM3 as documents write it: by name, by its identifier, or by that of HMAC-SM3, which some makers put there. */
const SM3_NAMES: ReadonlySet<string> = new Set(['SM3', '1.2.156.10197.1.401', '1.2.156.10197.1.401.2']);

function stateOf(ofd: OfdPackage, { path, digest }: Reference, checkMethod: string): FileState {
  const bytes = path === undefined ? undefined : ofd.files.get(path);
  if (bytes === undefined) return 'MISSING';
  if (!SM3_NAMES.has(checkMethod.trim().toUpperCase())) return 'DIGEST_UNKNOWN';
  return digest !== undefined && equalBytes(digest, sm3(bytes)) ? 'COVERED' : 'CHANGED';
}

/** When seals differ about a file, the worst counts; but a list that a later seal covers is covered. */
const BY_WEIGHT: readonly FileState[] = [
  'CHANGED',
  'MISSING',
  'COVERED',
  'LIST_EXTENDED',
  'DIGEST_UNKNOWN',
  'SIGNATURE',
];

function fileAnswers(
  ofd: OfdPackage,
  checked: readonly CheckedSeal[],
  signatures: readonly OfdSignature[],
): readonly FileAnswer[] {
  const said = new Map<string, Set<FileState>>([...ofd.files.keys()].map((path) => [path, new Set()]));
  const say = ({ path, state }: FileAnswer) => said.set(path, (said.get(path) ?? new Set()).add(state));
  for (const { isProven, references } of signatures) {
    if (isProven) references.forEach(say);
  }
  for (const path of checked.flatMap(signingFilesOf)) say({ path, state: 'SIGNATURE' });
  return [...said]
    .map(([path, states]) => ({ path, state: BY_WEIGHT.find((state) => states.has(state)) ?? 'NOT_COVERED' }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * What a proven signature is made of, and proves by itself. The list is among it, for it says nothing of its own: an entry
 * that is taken out leaves files behind that nothing covers, and one that is put in is looked at.
 */
function signingFilesOf({ entry, description, shownSeal, isProven }: CheckedSeal): string[] {
  if (!isProven || description === undefined) return [];
  const seal = shownSeal === 'SAME' && description.seal !== undefined ? [description.seal] : [];
  return [entry.path, entry.list, description.signedValue, ...seal];
}

function verdictOf(signatures: readonly OfdSignature[], files: readonly FileAnswer[]): OfdVerdict {
  const has = (...states: FileState[]) => files.some(({ state }) => states.includes(state));
  if (signatures.length === 0) return 'UNSIGNED';
  if (!signatures.every(({ isProven }) => isProven)) return 'UNPROVEN';
  if (has('CHANGED', 'MISSING')) return 'CHANGED';
  return has('NOT_COVERED', 'DIGEST_UNKNOWN') ? 'PARTLY_COVERED' : 'WHOLE';
}
