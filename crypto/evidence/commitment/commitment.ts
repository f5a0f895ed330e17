import { base64url, concat, digestInto, sha256, sm3, utf8 } from '#crypto/primitives';

/**
 * Commitments: what the log holds in place of contents. A plain hash of personal data can be guessed; a hash over 256 random
 * bits and the data says nothing once the salt is destroyed.
 *
 *   group salt = SHA-256("tongban/salt/v1" 0x00 group 0x00 salt)
 *   commitment = H("tongban/commit/v1" 0x00 group 0x00 group salt, content)
 *
 * Each record has one salt; every group of fields has its own, derived from it, so that one can be opened without the others.
 */

export const SALT_BYTES = 32;

/**
 * What the contents of an act are divided into, in the order in which a leaf commits to them: facts of its course; who applies;
 * what the form says; papers handed in and out; what was decided; reasons in words. Which member is of which, see `groupOf`.
 */
export const FIELD_GROUPS = ['routing', 'applicant', 'form', 'materials', 'outcome', 'reasons'] as const;

export type FieldGroup = (typeof FIELD_GROUPS)[number];

/** The same of each group. */
export function eachGroup<T>(make: (group: FieldGroup) => T): Readonly<Record<FieldGroup, T>> {
  return {
    ...{ routing: make('routing'), applicant: make('applicant'), form: make('form') },
    ...{ materials: make('materials'), outcome: make('outcome'), reasons: make('reasons') },
  };
}

/**
 * `message`: the signing input of the JWS. `case`: the place in the case, see `placeInCase`; of the use of a certificate, the
 * requesting platform and its number of the case. `certificate`: the identifier of an electronic certificate. `erased`: what an
 * erasure destroyed, see `erasedEntries`. `enteredBy`: who changed the directory. A group of fields: its contents, nothing when there are none.
 */
export type CommitmentGroup = 'message' | 'case' | 'certificate' | 'erased' | 'enteredBy' | FieldGroup;

/** Over both digests, so that either community can check without trusting the other's. Base64url. */
export interface Commitment {
  readonly sha256: string;
  readonly sm3: string;
}

/** The same as bytes: 32 each. */
export interface CommitmentDigests {
  readonly sha256: Uint8Array;
  readonly sm3: Uint8Array;
}

const PREFIX = { salt: prefixes('tongban/salt/v1'), commit: prefixes('tongban/commit/v1') };

function prefixes(label: string): Readonly<Record<CommitmentGroup, Uint8Array>> {
  const of = (group: CommitmentGroup) => utf8(`${label}\0${group}\0`);
  return {
    ...{ message: of('message'), case: of('case'), certificate: of('certificate'), erased: of('erased') },
    enteredBy: of('enteredBy'),
    ...eachGroup(of),
  };
}

/**
 * What group `case` commits to: `<case number>/<event number>`. With the number, an event can neither be left out nor moved
 * without its leaf saying so (proved by test/unit/crypto/verify/misfiled.test.ts).
 */
export function placeInCase(caseNo: string, seq: number): Uint8Array {
  return utf8(`${caseNo}/${seq}`);
}

/** What group `case` of a refusal commits to: `<case number>/refused`, which is no place of an event. */
export function refusedInCase(caseNo: string): Uint8Array {
  return utf8(`${caseNo}/refused`);
}

/** What group `case` of a use commits to: `<requesting platform>/<its own number of the case>`. */
export function caseOfUse(requester: string, caseRef: string): Uint8Array {
  return utf8(`${requester}/${caseRef}`);
}

/**
 * What group `erased` of an erasure commits to: `<case number>/<position in the log>,<position>…`. In the clear it would tell
 * every reader of the log which leaves belong to one case.
 */
export function erasedEntries(caseNo: string, entries: readonly number[]): Uint8Array {
  return utf8(`${caseNo}/${entries.join()}`);
}

export function groupSalt(group: CommitmentGroup, salt: Uint8Array): Uint8Array {
  return sha256(PREFIX.salt[group], salt);
}

export function commitmentDigests(
  group: CommitmentGroup,
  salt: Uint8Array,
  content: Uint8Array,
): CommitmentDigests {
  return groupDigests(group, groupSalt(group, salt), content);
}

/** Of a group whose salt and contents are shown. */
export function groupDigests(
  group: CommitmentGroup,
  opener: Uint8Array,
  content: Uint8Array,
): CommitmentDigests {
  return {
    sha256: sha256(PREFIX.commit[group], opener, content),
    sm3: sm3(PREFIX.commit[group], opener, content),
  };
}

/**
 * The one commitment to all groups of fields: over theirs, in their order, those without contents too. Each of them is a digest
 * over a salt of its own, so that a reader who is not shown a group cannot even tell whether it is empty
 * (proved by test/property/field-groups.test.ts).
 *
 *   H("tongban/groups/v1" 0x00 commitment of each group)
 *
 * @param list of each digest those of all groups, one after the other.
 */
export function listDigests(list: CommitmentDigests): CommitmentDigests {
  return { sha256: sha256(LIST_PREFIX, list.sha256), sm3: sm3(LIST_PREFIX, list.sm3) };
}

const LIST_PREFIX = utf8('tongban/groups/v1\0');
const DIGEST_BYTES = 32;

/**
 * The same from the contents. Every act passes here, and most of its digests cost less than a buffer for each would.
 * @param contents a line for each group of fields: JSON has no line breaks of its own.
 */
export function fieldsDigests(salt: Uint8Array, contents: Uint8Array): CommitmentDigests {
  const length = FIELD_GROUPS.length * DIGEST_BYTES;
  const list = { sha256: new Uint8Array(length), sm3: new Uint8Array(length) };
  const lines = linesOf(contents);
  for (const [i, group] of FIELD_GROUPS.entries()) {
    const input = concat(PREFIX.commit[group], groupSalt(group, salt), lines[i] ?? new Uint8Array(0));
    digestInto('sha256', input, list.sha256, i * DIGEST_BYTES);
    digestInto('sm3', input, list.sm3, i * DIGEST_BYTES);
  }
  return listDigests(list);
}

const LINE_FEED = 0x0a;

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let at = 0; at <= bytes.length; ) {
    const end = bytes.indexOf(LINE_FEED, at);
    lines.push(bytes.subarray(at, end < 0 ? bytes.length : end));
    at = end < 0 ? bytes.length + 1 : end + 1;
  }
  return lines;
}

export function commit(group: CommitmentGroup, salt: Uint8Array, content: Uint8Array): Commitment {
  return commitmentText(commitmentDigests(group, salt, content));
}

export function commitmentText(digests: CommitmentDigests): Commitment {
  return { sha256: base64url(digests.sha256), sm3: base64url(digests.sm3) };
}

/** The same with the salt of the group alone: who has it can open this group, and no other. */
export function opensGroup(
  commitment: Commitment,
  group: CommitmentGroup,
  opener: Uint8Array,
  content: Uint8Array,
): boolean {
  const expected = commitmentText(groupDigests(group, opener, content));
  return expected.sha256 === commitment.sha256 && expected.sm3 === commitment.sm3;
}

/** Whether salt and content are what was committed to, under both digests. */
export function opens(
  commitment: Commitment,
  group: CommitmentGroup,
  salt: Uint8Array,
  content: Uint8Array,
): boolean {
  return opensGroup(commitment, group, groupSalt(group, salt), content);
}
