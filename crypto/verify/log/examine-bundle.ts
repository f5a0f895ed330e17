import {
  isDirectoryOpenedLeaf,
  isKeyLeaf,
  isOwnLeaf,
  type Leaf,
  type OwnLeaf,
  parseLeaf,
} from '#crypto/evidence';
import { fromBase64url } from '#crypto/primitives';
import { type Hash, parseBundle, rfc6962, sm3Tree, TILE_WIDTH, type TreeHasher } from '#crypto/tlog';
import { numbersIn, type PairNumber } from '../pair-numbers.js';
import type { DirectoryEntry, Signing } from './signers.js';

/** What is to be known of the entries of one bundle without anything around them: the part of the work that many can share. */
export interface ExaminedBundle {
  /** In the one tree over the entries and in the other. */
  readonly sha256: HashedBundle;
  readonly sm3: HashedBundle;
  /** Which of them, counted from 0 within the bundle, are no leaves of a known kind. */
  readonly unknown: readonly number[];
  readonly pairs: PackedPairs;
  readonly crossRoots: readonly BoundRoots[];
  /** What the log says of itself; places counted likewise. */
  readonly own: readonly OwnEntry[];
  /** What it says of the platforms' keys, and by which keys acts are; places counted likewise, in their order. */
  readonly keys: readonly KeyMention[];
}

export interface KeyMention {
  readonly index: number;
  readonly mention: DirectoryEntry | Signing;
}

export interface HashedBundle {
  /** Leaf hashes, one after the other. */
  readonly hashes: Uint8Array;
  /** The hash over them, of a full bundle. */
  readonly summit: Hash | undefined;
}

/** What a leaf says that the roots of both trees were. */
export interface BoundRoots {
  /** In the bundle. */
  readonly place: number;
  readonly size: number;
  readonly sha256: Hash;
  readonly sm3: Hash;
}

export interface OwnEntry {
  readonly index: number;
  readonly leaf: OwnLeaf;
}

/** Pair numbers of the acts in a bundle, in their order, so that they cost little on their way from one thread to another. */
export interface PackedPairs {
  readonly names: readonly string[];
  /** Four for each: place in the bundle, actor, recipient (of `names`), and the number, 0 for none. */
  readonly numbers: Float64Array;
}

/** Somebody who examines bundles, perhaps elsewhere. */
export type BundleExaminer = (bytes: Uint8Array) => Promise<ExaminedBundle | undefined>;

/** @returns undefined when the bytes are not whole entries to the last byte. */
export function examineBundle(bytes: Uint8Array): ExaminedBundle | undefined {
  const entries = parseBundle(bytes);
  if (entries === undefined) return undefined;
  const unknown: number[] = [];
  const crossRoots: BoundRoots[] = [];
  const own: OwnEntry[] = [];
  const keys: KeyMention[] = [];
  const pairs = new PairPacker();
  for (const [i, entry] of entries.entries()) {
    const leaf = parseLeaf(entry);
    if (leaf === undefined) unknown.push(i);
    else if (isOwnLeaf(leaf)) own.push({ index: i, leaf });
    else if (isKeyLeaf(leaf) || isDirectoryOpenedLeaf(leaf)) keys.push({ index: i, mention: leaf });
    else {
      const signing = signingOf(leaf);
      if (signing !== undefined) keys.push({ index: i, mention: signing });
      for (const number of numbersIn(leaf)) pairs.add(i, number);
      crossRoots.push(...rootsIn(leaf, i));
    }
  }
  const [sha256, sm3] = [hashed(entries, rfc6962), hashed(entries, sm3Tree)];
  return { sha256, sm3, unknown, pairs: pairs.packed(), crossRoots, own, keys };
}

/** What was refused is by whoever claims it; and the answer to a use is judged by whoever asked for it. */
function signingOf(leaf: Leaf): Signing | undefined {
  if (!('kid' in leaf) || !('actor' in leaf) || leaf.kid === undefined) return undefined;
  if (leaf.type === 'CertificateOutcome' || ('code' in leaf && leaf.code !== undefined)) return undefined;
  return { kid: leaf.kid, actor: leaf.actor };
}

function hashed(entries: readonly Uint8Array[], hasher: TreeHasher): HashedBundle {
  const hashes = hasher.leaves(entries);
  return { hashes, summit: entries.length === TILE_WIDTH ? hasher.summit(hashes) : undefined };
}

function rootsIn(leaf: Leaf, place: number): BoundRoots[] {
  if (leaf.type !== 'CrossRoot' || !('roots' in leaf)) return [];
  const [sha256, sm3] = [leaf.roots.sha256, leaf.roots.sm3].map(fromBase64url);
  // What is no root in its one spelling is equal to none.
  return [{ place, size: leaf.size, sha256: sha256 ?? NO_ROOT, sm3: sm3 ?? NO_ROOT }];
}

const NO_ROOT = new Uint8Array(0);

class PairPacker {
  readonly #names = new Map<string, number>();
  readonly #numbers: number[] = [];

  add(place: number, { actor, recipient, found = 0 }: PairNumber): void {
    this.#numbers.push(place, this.#name(actor), this.#name(recipient), found);
  }

  packed(): PackedPairs {
    return { names: [...this.#names.keys()], numbers: Float64Array.from(this.#numbers) };
  }

  #name(name: string): number {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    this.#names.set(name, this.#names.size);
    return this.#names.size - 1;
  }
}

export function* unpackPairs({ names, numbers }: PackedPairs): Generator<readonly [number, PairNumber]> {
  for (let at = 0; at < numbers.length; at += 4) {
    const [place = 0, actor = 0, recipient = 0, found = 0] = numbers.subarray(at, at + 4);
    const number = found === 0 ? undefined : found;
    yield [place, { actor: names[actor] ?? '', recipient: names[recipient] ?? '', found: number }];
  }
}
