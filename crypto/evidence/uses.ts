import { z } from 'zod';
import { base64url, fromBase64url } from '#crypto/primitives';
import type { TlogProof } from '#crypto/tlog';
import { values } from '#proto/schema';

/** A leaf of the log with what proves that it stands there. */
export interface ProvenLeaf {
  readonly leaf: Uint8Array;
  /** Its index is the place; see place.ts. Absent when the log had not got to it. */
  readonly proof: TlogProof | undefined;
  /** The same in the SM3 tree beside it, where the log keeps one. */
  readonly sm3?: TlogProof | undefined;
}

/** 亮证: that a platform opened a code for the holder. */
export interface ProvenPresentation extends ProvenLeaf {
  /** Opens the leaf's group `certificate`, to those who know it anyway: the code was for what was used. */
  readonly certificateSalt: Uint8Array | undefined;
}

/**
 * A use of an electronic certificate (用证) for the case. The signed use itself speaks of persons and stays with whoever signed
 * it: what is opened of its leaf is the case, and the certificate to those who know it anyway.
 */
export interface EvidencedUse {
  readonly useId: string;
  readonly requester: string;
  /** The requester's own number of the case. */
  readonly caseRef: string;
  /** Opens the leaf's group `case`. */
  readonly caseSalt: Uint8Array;
  /** Opens the leaf's group `certificate`. */
  readonly certificate: { readonly id: string; readonly salt: Uint8Array } | undefined;
  readonly use: ProvenLeaf;
  /** What came of asking the issuing platform, each time. */
  readonly outcomes: readonly ProvenLeaf[];
  /** 授权: that the holder's platform granted it. */
  readonly consent: ProvenLeaf | undefined;
  /** The code that was shown. */
  readonly presentation: ProvenPresentation | undefined;
}

const salt = z.string().regex(/^[\w-]{43}$/);
const index = z.int().min(0);

const UseSchema = z.strictObject({
  useId: values.messageId,
  requester: values.peerId,
  caseRef: values.reference(50),
  caseSalt: salt,
  certificate: z.strictObject({ id: values.certificateId, salt }).optional(),
  /** Positions in the log: of the use, of its outcomes, of the consent, of the presentation. */
  use: index.optional(),
  outcomes: z.array(index).max(100),
  consent: index.optional(),
  presentation: z.strictObject({ index, certificateSalt: salt.optional() }).optional(),
});

/** certificates.json, but for its format. */
export const UsesSchema = z.array(UseSchema).min(1).max(1_000);

type UseRow = z.output<typeof UseSchema>;

/** Where leaves are kept by their position. */
export interface LeafShelf {
  /** @returns the position; undefined for a leaf without proof, which is not kept. */
  put(leaf: ProvenLeaf): number | undefined;
  take(index: number): ProvenLeaf;
}

export function writeUse(
  { useId, requester, caseRef, caseSalt, certificate, ...leaves }: EvidencedUse,
  shelf: Pick<LeafShelf, 'put'>,
): UseRow {
  const { use, outcomes, consent, presentation } = leaves;
  return {
    useId,
    requester,
    caseRef,
    caseSalt: base64url(caseSalt),
    certificate: certificate && { id: certificate.id, salt: base64url(certificate.salt) },
    use: shelf.put(use),
    outcomes: outcomes.flatMap((outcome) => shelf.put(outcome) ?? []),
    consent: consent && shelf.put(consent),
    presentation: presentation && writePresentation(presentation, shelf),
  };
}

function writePresentation(
  { certificateSalt, ...leaf }: ProvenPresentation,
  shelf: Pick<LeafShelf, 'put'>,
): UseRow['presentation'] {
  const index = shelf.put(leaf);
  if (index === undefined) return undefined;
  return { index, certificateSalt: certificateSalt && base64url(certificateSalt) };
}

export function readUse(row: UseRow, shelf: Pick<LeafShelf, 'take'>): EvidencedUse {
  const { useId, requester, caseRef, certificate, use, outcomes, consent, presentation } = row;
  return {
    useId,
    requester,
    caseRef,
    caseSalt: saltOf(row.caseSalt),
    certificate: certificate && { id: certificate.id, salt: saltOf(certificate.salt) },
    use: use === undefined ? NOT_PROVEN : shelf.take(use),
    outcomes: outcomes.map((each) => shelf.take(each)),
    consent: consent === undefined ? undefined : shelf.take(consent),
    presentation: presentation && readShown(presentation, shelf),
  };
}

function readShown(
  { index, certificateSalt }: NonNullable<UseRow['presentation']>,
  shelf: Pick<LeafShelf, 'take'>,
): ProvenPresentation {
  return {
    ...shelf.take(index),
    certificateSalt: certificateSalt === undefined ? undefined : saltOf(certificateSalt),
  };
}

/** Everything of a use that stands in the log. */
export function leavesOfUse({ use, outcomes, consent, presentation }: EvidencedUse): ProvenLeaf[] {
  return [use, ...outcomes, consent ?? [], presentation ?? []].flat();
}

/** Every position that a use names. */
export function indexesOf({ use, outcomes, consent, presentation }: UseRow): number[] {
  return [use ?? [], outcomes, consent ?? [], presentation?.index ?? []].flat();
}

const NOT_PROVEN: ProvenLeaf = { leaf: new Uint8Array(0), proof: undefined };

/** Nothing, for what is not canonical: it opens nothing. */
function saltOf(text: string): Uint8Array {
  return fromBase64url(text) ?? new Uint8Array(0);
}
