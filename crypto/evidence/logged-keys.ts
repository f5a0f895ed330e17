import type { KeyLeaf } from './directory-leaves.js';

/** An entry about a key, and its place in the log. */
export interface KeyEntry {
  readonly index: number;
  readonly leaf: KeyLeaf;
}

/** A key as the log has it. Times in unix milliseconds. */
export interface LoggedKey {
  readonly platform: string;
  readonly hub: string;
  /** Of the public key, base64url. */
  readonly digests: { readonly sha256: string; readonly sm3: string };
  readonly validFrom: number;
  readonly validTo: number;
  /** The cut-off: signatures dated from then on do not count. */
  readonly revokedAt: number | undefined;
  /** The entry behind which it may sign. */
  readonly registeredIn: number;
  /** The directory had it before the log spoke of it: it may have signed before that entry. */
  readonly isFound: boolean;
  /** The entry behind which nothing is by it. */
  readonly revokedIn: number | undefined;
}

/** @returns undefined for an entry that cannot follow: a second registration, another platform, a cut-off that moves on. */
export function followKey(before: LoggedKey | undefined, { index, leaf }: KeyEntry): LoggedKey | undefined {
  if (leaf.type === 'KeyRegistered') {
    if (before !== undefined) return undefined;
    return {
      platform: leaf.peer,
      hub: leaf.hub,
      digests: leaf.key,
      validFrom: leaf.from,
      validTo: leaf.to,
      revokedAt: undefined,
      registeredIn: index,
      isFound: leaf.found === true,
      revokedIn: undefined,
    };
  }
  if (before === undefined || before.platform !== leaf.peer || before.hub !== leaf.hub) return undefined;
  if (leaf.type === 'KeyPeriodChanged') return { ...before, validTo: leaf.to };
  if (before.revokedAt !== undefined && before.revokedAt <= leaf.since) return undefined;
  return { ...before, revokedAt: leaf.since, revokedIn: before.revokedIn ?? index };
}

/** @returns undefined when they are not the whole of one key's entries, as far as can be seen. */
export function foldKey(entries: readonly KeyEntry[]): LoggedKey | undefined {
  let key: LoggedKey | undefined;
  for (const entry of [...entries].sort((one, other) => one.index - other.index)) {
    key = followKey(key, entry);
    if (key === undefined) return undefined;
  }
  return key;
}
