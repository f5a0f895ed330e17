import { equalBytes } from '#crypto/primitives';
import { type Hash, rfc6962, type TreeHasher } from './hasher.js';

/**
 * Proof checking, RFC 9162 sections 2.1.3.2 and 2.1.4.2. Sizes and indexes are integers up to 2^53 - 1; arithmetic is by
 * division because JavaScript's shifts stop at 32 bits.
 */

export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Hash;
  /** The leaf's sibling first, the root's child last. */
  readonly path: readonly Hash[];
  readonly root: Hash;
}

export function verifyInclusion(claim: InclusionClaim, hasher: TreeHasher = rfc6962): boolean {
  const steps = inclusionSteps(claim, hasher);
  return steps !== undefined && equalBytes(steps.at(-1)?.hash ?? claim.leafHash, claim.root);
}

/** One node of the path from a leaf up: what it is hashed with, on which side of it that stands, and what comes of it. */
export interface InclusionStep {
  readonly side: 'left' | 'right';
  readonly sibling: Hash;
  readonly hash: Hash;
}

/** @returns undefined when the path is not as long as the place of the leaf demands; the root is not looked at. */
export function inclusionSteps(
  claim: Omit<InclusionClaim, 'root'>,
  hasher: TreeHasher = rfc6962,
): InclusionStep[] | undefined {
  if (!isSize(claim.size) || !isSize(claim.index) || claim.index >= claim.size) return undefined;
  const steps: InclusionStep[] = [];
  let position = claim.index;
  let last = claim.size - 1;
  let hash = claim.leafHash;
  for (const sibling of claim.path) {
    if (last === 0) return undefined;
    const side = isOdd(position) || position === last ? 'left' : 'right';
    hash = side === 'left' ? hasher.node(sibling, hash) : hasher.node(hash, sibling);
    steps.push({ side, sibling, hash });
    while (side === 'left' && !isOdd(position) && position !== 0) {
      position = half(position);
      last = half(last);
    }
    position = half(position);
    last = half(last);
  }
  return last === 0 ? steps : undefined;
}

export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly oldRoot: Hash;
  readonly newSize: number;
  readonly newRoot: Hash;
  readonly proof: readonly Hash[];
}

/** Whether the tree of the new size contains the tree of the old size unaltered. */
export function verifyConsistency(claim: ConsistencyClaim, hasher: TreeHasher = rfc6962): boolean {
  const { oldSize, newSize, proof } = claim;
  if (!isSize(oldSize) || !isSize(newSize) || oldSize > newSize) return false;
  if (oldSize === newSize) return proof.length === 0 && equalBytes(claim.oldRoot, claim.newRoot);
  if (oldSize === 0) return proof.length === 0 && equalBytes(claim.oldRoot, hasher.empty);
  return foldConsistency(claim, hasher);
}

function foldConsistency(claim: ConsistencyClaim, hasher: TreeHasher): boolean {
  const proof = isPowerOfTwo(claim.oldSize) ? [claim.oldRoot, ...claim.proof] : claim.proof;
  const [first, ...rest] = proof;
  if (first === undefined) return false;
  let position = claim.oldSize - 1;
  let last = claim.newSize - 1;
  while (isOdd(position)) {
    position = half(position);
    last = half(last);
  }
  let oldHash = first;
  let newHash = first;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(position) || position === last) {
      oldHash = hasher.node(sibling, oldHash);
      newHash = hasher.node(sibling, newHash);
      while (!isOdd(position) && position !== 0) {
        position = half(position);
        last = half(last);
      }
    } else {
      newHash = hasher.node(newHash, sibling);
    }
    position = half(position);
    last = half(last);
  }
  return last === 0 && equalBytes(oldHash, claim.oldRoot) && equalBytes(newHash, claim.newRoot);
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isOdd(value: number): boolean {
  return value % 2 === 1;
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function isPowerOfTwo(value: number): boolean {
  let rest = value;
  while (!isOdd(rest)) rest = half(rest);
  return rest === 1;
}
