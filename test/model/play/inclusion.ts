import { createHash } from 'node:crypto';

/** RFC 6962 §2.1.1 from outside: the root that a leaf and its path give. */

interface Receipt {
  readonly index: number;
  readonly path: readonly Uint8Array[];
  readonly checkpoint: string;
}

/** @throws Error when the path does not lead from the leaf to the root of the checkpoint. */
export function checkInclusion(leaf: Uint8Array, { index, path, checkpoint }: Receipt): void {
  const [, size = '', root = ''] = checkpoint.split('\n');
  const found = rootFrom(digest(0, leaf), index, Number(size), [...path]);
  if (found?.toString('base64') !== root) throw new Error(`leaf ${index} is not in the tree of size ${size}`);
}

function rootFrom(
  leaf: Buffer,
  index: number,
  size: number,
  path: readonly Uint8Array[],
): Buffer | undefined {
  if (size === 1) return path.length === 0 ? leaf : undefined;
  const sibling = path.at(-1);
  if (sibling === undefined || index >= size) return undefined;
  let split = 1;
  while (split * 2 < size) split *= 2;
  const isLeft = index < split;
  const own = isLeft
    ? rootFrom(leaf, index, split, path.slice(0, -1))
    : rootFrom(leaf, index - split, size - split, path.slice(0, -1));
  if (own === undefined) return undefined;
  return isLeft ? digest(1, own, sibling) : digest(1, sibling, own);
}

function digest(prefix: number, ...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256').update(Buffer.from([prefix]));
  for (const part of parts) hash.update(part);
  return hash.digest();
}
