import { z } from 'zod';
import { base64url, fromBase64url } from '#crypto/primitives';
import { values } from '#proto/schema';
import { type EvidencedUse, type LeafShelf, leavesOfUse, type ProvenLeaf } from './uses.js';

/**
 * A message of a participant about the case that the hub refused: it changed nothing. What was refused the hub does not keep, so it
 * is not here; who sent it has it, and can hold it against the leaf.
 */
export interface EvidencedRefusal extends ProvenLeaf {
  /** The id of its leaf, as the refusal's answer told it. */
  readonly refusalId: string;
  /** Who was refused. */
  readonly actor: string;
  readonly code: string;
  /** Unix milliseconds, the hub's clock. */
  readonly refusedAt: number;
  /** Opens the leaf's group `case`; absent when the case was erased. */
  readonly caseSalt: Uint8Array | undefined;
  /** Opens the leaf's group `message`, for whoever sent it. */
  readonly messageSalt: Uint8Array | undefined;
}

const salt = z.string().regex(/^[\w-]{43}$/);

const RefusalSchema = z.strictObject({
  refusalId: values.messageId,
  actor: values.peerId,
  code: z.string().regex(/^[A-Z][A-Z_]{0,60}$/),
  refusedAt: z.int().min(0),
  /** Position in the log. */
  index: z.int().min(0).optional(),
  caseSalt: salt.optional(),
  messageSalt: salt.optional(),
});

/** refusals.json, but for its format. */
export const RefusalsShape = {
  refusals: z.array(RefusalSchema).min(1).max(1_000),
  /** Further ones that are not here. */
  unlisted: z.int().min(1).optional(),
};

export type RefusalRow = z.output<typeof RefusalSchema>;

export function writeRefusal(
  { refusalId, actor, code, refusedAt, caseSalt, messageSalt, ...leaf }: EvidencedRefusal,
  shelf: Pick<LeafShelf, 'put'>,
): RefusalRow {
  return {
    ...{ refusalId, actor, code, refusedAt },
    index: shelf.put(leaf),
    caseSalt: caseSalt && base64url(caseSalt),
    messageSalt: messageSalt && base64url(messageSalt),
  };
}

export function readRefusal(
  { index, caseSalt, messageSalt, ...told }: RefusalRow,
  shelf: Pick<LeafShelf, 'take'>,
): EvidencedRefusal {
  return {
    ...told,
    ...(index === undefined ? { leaf: new Uint8Array(0), proof: undefined } : shelf.take(index)),
    caseSalt: caseSalt === undefined ? undefined : saltOf(caseSalt),
    messageSalt: messageSalt === undefined ? undefined : saltOf(messageSalt),
  };
}

/** Every leaf of the evidence that is not of an event, but for the erasure's. */
export function besideEvents(bundle: {
  readonly uses: readonly EvidencedUse[];
  readonly refusals: readonly EvidencedRefusal[];
  readonly opened?: readonly ProvenLeaf[] | undefined;
}): ProvenLeaf[] {
  return [...bundle.uses.flatMap(leavesOfUse), ...bundle.refusals, ...(bundle.opened ?? [])];
}

/** Nothing, for what is not canonical: it opens nothing. */
function saltOf(text: string): Uint8Array {
  return fromBase64url(text) ?? new Uint8Array(0);
}
