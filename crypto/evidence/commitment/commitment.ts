import { base64url, sha256, sm3, utf8 } from '#crypto/primitives';

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
 * `message`: the signing input of the JWS. `case`: the place in the case, see `placeInCase`; of the use of a certificate, the
 * requesting platform and its number of the case. `certificate`: the identifier of an electronic certificate. `erased`: what an
 * erasure destroyed, see `erasedEntries`.
 */
export type CommitmentGroup = 'message' | 'case' | 'certificate' | 'erased';

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

const PREFIX = {
  salt: {
    message: utf8('tongban/salt/v1\0message\0'),
    case: utf8('tongban/salt/v1\0case\0'),
    certificate: utf8('tongban/salt/v1\0certificate\0'),
    erased: utf8('tongban/salt/v1\0erased\0'),
  },
  commit: {
    message: utf8('tongban/commit/v1\0message\0'),
    case: utf8('tongban/commit/v1\0case\0'),
    certificate: utf8('tongban/commit/v1\0certificate\0'),
    erased: utf8('tongban/commit/v1\0erased\0'),
  },
};

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

function groupDigests(group: CommitmentGroup, opener: Uint8Array, content: Uint8Array): CommitmentDigests {
  return {
    sha256: sha256(PREFIX.commit[group], opener, content),
    sm3: sm3(PREFIX.commit[group], opener, content),
  };
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
