import { z } from 'zod';
import { utf8 } from '#crypto/primitives';
import { parseStrictJson, values } from '#proto/schema';
import type { Commitment } from './commitment/index.js';

/**
 * What the log says of one act: facts about organisations, and commitments. Never personal data, nor a plain hash of it.
 * A leaf is bytes: JSON with its members in order and no spaces (RFC 8785), written once and never written again.
 */

const digestText = z.string().regex(/^[\w-]{43}$/);

const CommitmentSchema = values.record('Commitment', { sha256: digestText, sm3: digestText });

/** Members in the order in which they are written. */
const ActLeafSchema = z
  .strictObject({
    /** The platform that signed. */
    actor: values.peerId,
    /** Unix milliseconds, the hub's clock: a claim, not a proof. */
    at: z.int().min(0),
    case: CommitmentSchema,
    hub: values.peerId,
    id: values.messageId,
    /** National basic code. */
    item: z.string().regex(/^\d{12}$/),
    kid: z.string().max(64),
    message: CommitmentSchema,
    /** The platforms that it is dispatched to. */
    to: z.array(values.peerId),
    type: z.string().regex(/^(?!Refusal$)[A-Z][A-Za-z]+$/),
    v: z.literal(1),
  })
  .readonly();

const RefusalLeafSchema = z
  .strictObject({
    /** The platform on the line. */
    actor: values.peerId,
    at: z.int().min(0),
    code: z.string().regex(/^[A-Z][A-Z_]+$/),
    hub: values.peerId,
    id: values.messageId,
    message: CommitmentSchema,
    type: z.literal('Refusal'),
    v: z.literal(1),
  })
  .readonly();

export type ActLeaf = z.output<typeof ActLeafSchema>;
export type RefusalLeaf = z.output<typeof RefusalLeafSchema>;

export function formatActLeaf(leaf: ActLeaf): Uint8Array {
  const { actor, at, hub, id, item, kid, to, type } = leaf;
  const ordered = {
    actor,
    at,
    case: inOrder(leaf.case),
    hub,
    id,
    item,
    kid,
    message: inOrder(leaf.message),
    to,
    type,
    v: 1,
  };
  return utf8(JSON.stringify(ordered));
}

export function formatRefusalLeaf(leaf: RefusalLeaf): Uint8Array {
  const { actor, at, code, hub, id } = leaf;
  return utf8(
    JSON.stringify({ actor, at, code, hub, id, message: inOrder(leaf.message), type: 'Refusal', v: 1 }),
  );
}

/** @returns undefined for bytes that are neither kind of leaf. */
export function parseLeaf(bytes: Uint8Array): ActLeaf | RefusalLeaf | undefined {
  const json = parseStrictJson(bytes);
  if (!json.ok) return undefined;
  return RefusalLeafSchema.safeParse(json.value).data ?? ActLeafSchema.safeParse(json.value).data;
}

export function isRefusalLeaf(leaf: ActLeaf | RefusalLeaf): leaf is RefusalLeaf {
  return leaf.type === 'Refusal';
}

function inOrder(commitment: Commitment): Commitment {
  return { sha256: commitment.sha256, sm3: commitment.sm3 };
}
