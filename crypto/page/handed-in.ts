import { base64, fromBase64 } from '#crypto/primitives';
import type { Handed } from './examine.js';

/** The files that have been handed in so far, and what is remembered of them. */

export const ROLES = ['bundle', 'policy', 'platforms', 'gm'] as const;
export type Role = (typeof ROLES)[number];

export const REQUIRED: readonly Role[] = ['bundle', 'policy', 'platforms'];

export interface HandedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly isRemembered: boolean;
}

export type HandedFiles = Map<Role, HandedFile>;

/** Above what a bundle may be when it is unpacked. */
export const MAX_FILE_MEGABYTES = 256;

/** A key of type 0xff, which begins with a slash in base64: it stands in no standard policy. */
const SM2_KEY = /\+[0-9a-f]{8}\+\//;

/** Of what was dropped: which of the files it is, by its contents; undefined when it is none. */
export function roleOf(name: string, bytes: Uint8Array): Role | undefined {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return 'bundle';
  const text = new TextDecoder().decode(bytes.subarray(0, 65_536));
  if (/^\s*\{/.test(text)) return 'platforms';
  const isPolicy = /^\s*(?:#[^\n]*\n\s*)*(?:log|witness|group|quorum)\s/.test(text);
  if (isPolicy || /^\s*\S+\+[0-9a-f]{8}\+[\w+/=]+\s*$/.test(text))
    return SM2_KEY.test(text) ? 'gm' : 'policy';
  return name.endsWith('.zip') ? 'bundle' : undefined;
}

/** @returns undefined while something is missing. */
export function complete(files: HandedFiles): Handed | undefined {
  const [bundle, policy, platforms] = REQUIRED.map((role) => files.get(role)?.bytes);
  if (bundle === undefined || policy === undefined || platforms === undefined) return undefined;
  return { bundle, policy, platforms, gm: files.get('gm')?.bytes };
}

const KEY = 'tongban-verify/trust/1';

/** Keeps the trust files in this browser, or forgets them. The bundle is never kept. */
export function remember(files: HandedFiles | undefined): void {
  try {
    const kept = [...(files ?? [])]
      .filter(([role]) => role !== 'bundle')
      .map(([role, { name, bytes }]) => ({ role, name, bytes: base64(bytes) }));
    if (kept.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing for such pages: the files must be chosen each time.
  }
}

export function recall(): HandedFiles {
  const files: HandedFiles = new Map();
  for (const { role, name, bytes } of stored()) {
    const decoded = typeof bytes === 'string' ? fromBase64(bytes) : undefined;
    const known = ROLES.find((each) => each === role && each !== 'bundle');
    if (known !== undefined && decoded !== undefined)
      files.set(known, { name: String(name), bytes: decoded, isRemembered: true });
  }
  return files;
}

function stored(): readonly Readonly<Record<string, unknown>>[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(value) ? value.filter((each) => typeof each === 'object' && each !== null) : [];
  } catch {
    return [];
  }
}
