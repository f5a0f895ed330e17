import { z } from 'zod';
import { base64url, concat, fromBase64url, utf8 } from '#crypto/primitives';
import { parseStrictJson } from '#proto/schema';
import {
  type Commitment,
  type CommitmentDigests,
  commitmentText,
  eachGroup,
  FIELD_GROUPS,
  type FieldGroup,
  groupDigests,
  listDigests,
} from './commitment/index.js';
import { areOfGroup, canonicalText } from './field-groups.js';

/**
 * openings/*.json. With the salt of its leaf an event is opened whole. Of one whose message is withheld, the opening has the salt of
 * group `case`, and for each group of fields either its salt and contents, or the commitment to them: whoever has these computes
 * the commitment of the leaf, and learns nothing of the other groups.
 */

const digest = z.string().regex(/^[\w-]{43}$/);
const CommitmentSchema = z.strictObject({ sha256: digest, sm3: digest });
const ShownSchema = z.strictObject({ salt: digest, content: z.string() });
const GroupSchema = z.union([ShownSchema, CommitmentSchema]);

const GroupsSchema = z.strictObject(eachGroup(() => GroupSchema));

const OpeningSchema = z.union([
  z.strictObject({ salt: digest }),
  z.strictObject({ caseSalt: digest, groups: GroupsSchema.optional() }),
]);

/** A group of fields that is shown, or the commitment to it. */
export type GroupOpening = ShownGroup | Commitment;

export interface ShownGroup {
  readonly salt: Uint8Array;
  /** JSON, as it is committed to; empty for a group without members. */
  readonly content: string;
}

/** What is shown of an event whose message is withheld. */
export interface PartialOpening {
  /** Opens the leaf's group `case`. */
  readonly caseSalt: Uint8Array;
  /** Absent for a leaf that commits to none: all of the message is withheld. */
  readonly groups: GroupOpenings | undefined;
}

export type GroupOpenings = Readonly<Record<FieldGroup, GroupOpening>>;

export type Opening = Uint8Array | PartialOpening;

export function writeOpening(opening: Opening): z.input<typeof OpeningSchema> {
  if (opening instanceof Uint8Array) return { salt: base64url(opening) };
  const { caseSalt, groups } = opening;
  return { caseSalt: base64url(caseSalt), groups: groups && eachGroup((name) => writeGroup(groups[name])) };
}

/** @returns undefined for what is none, or has a salt in another spelling than it is written in. */
export function readOpening(value: unknown): Opening | undefined {
  const plain = OpeningSchema.safeParse(value).data;
  if (plain === undefined) return undefined;
  if ('salt' in plain) return fromBase64url(plain.salt);
  const { groups } = plain;
  const caseSalt = fromBase64url(plain.caseSalt);
  return caseSalt && { caseSalt, groups: groups && eachGroup((name) => readGroup(groups[name])) };
}

function writeGroup(group: GroupOpening): z.input<typeof GroupSchema> {
  return 'salt' in group ? { salt: base64url(group.salt), content: group.content } : { ...group };
}

/** A salt that is not canonical opens nothing. */
function readGroup(group: z.output<typeof GroupSchema>): GroupOpening {
  if (!('salt' in group)) return group;
  return { salt: fromBase64url(group.salt) ?? new Uint8Array(0), content: group.content };
}

/** Names of the groups that are not shown. */
export function withheldIn({ groups }: PartialOpening): FieldGroup[] {
  return FIELD_GROUPS.filter((group) => groups === undefined || !('salt' in groups[group]));
}

/** Whether these are the groups that the leaf commits to. */
export function opensGroups(commitment: Commitment, groups: GroupOpenings): boolean {
  const expected = commitmentText(listDigests(listOf(groups)));
  return expected.sha256 === commitment.sha256 && expected.sm3 === commitment.sm3;
}

function listOf(groups: GroupOpenings): CommitmentDigests {
  const list = FIELD_GROUPS.map((name) => digestsOf(groups[name], name));
  return {
    sha256: concat(...list.map(({ sha256 }) => sha256)),
    sm3: concat(...list.map(({ sm3 }) => sm3)),
  };
}

function digestsOf(group: GroupOpening, name: FieldGroup): CommitmentDigests {
  if ('salt' in group) return groupDigests(name, group.salt, utf8(group.content));
  const [sha256, sm3] = [fromBase64url(group.sha256), fromBase64url(group.sm3)];
  return { sha256: sha256 ?? new Uint8Array(0), sm3: sm3 ?? new Uint8Array(0) };
}

/** The commitment to a group that may be shown. */
export function closed(group: GroupOpening, name: FieldGroup): Commitment {
  return 'salt' in group ? commitmentText(digestsOf(group, name)) : group;
}

/** The members that are shown; undefined when what is shown is not contents of their groups in their one spelling. */
export function shownMembers(groups: GroupOpenings): Readonly<Record<string, unknown>> | undefined {
  let shown: Record<string, unknown> = {};
  for (const name of FIELD_GROUPS) {
    const group = groups[name];
    if (!('salt' in group) || group.content === '') continue;
    const members = readContent(name, group.content);
    if (members === undefined) return undefined;
    shown = { ...shown, ...members };
  }
  return shown;
}

const ContentSchema = z.record(z.string(), z.unknown());

function readContent(name: FieldGroup, content: string): Readonly<Record<string, unknown>> | undefined {
  const json = parseStrictJson(utf8(content));
  const members = json.ok ? ContentSchema.safeParse(json.value).data : undefined;
  if (members === undefined || canonicalText(members) !== content) return undefined;
  return areOfGroup(Object.keys(members), name) ? members : undefined;
}
