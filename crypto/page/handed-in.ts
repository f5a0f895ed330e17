import { DerError } from '#crypto/asn1';
import { base64, fromBase64 } from '#crypto/primitives';
import { parseRevocationList } from '#crypto/x509/certificate';
import type { Handed } from './examine.js';

/** The files that have been handed in so far, and what is remembered of them. */

export const ROLES = ['bundle', 'policy', 'platforms', 'gm', 'tsa', 'tsaCrl'] as const;
export type Role = (typeof ROLES)[number];

export const REQUIRED: readonly Role[] = ['bundle', 'policy', 'platforms'];

/** Of which there may be several: one more is added to those that are there. */
export const SEVERAL: readonly Role[] = ['tsa', 'tsaCrl'];

export interface HandedFile {
  readonly name: string;
  /** Evidence may be larger than memory, and stays where it is. */
  readonly content: Uint8Array | Blob;
  readonly isRemembered: boolean;
}

export type HandedFiles = Map<Role, readonly HandedFile[]>;

export function add(files: HandedFiles, role: Role, file: HandedFile): void {
  const before = SEVERAL.includes(role) ? files.get(role) : undefined;
  files.set(role, [...(before ?? []), file]);
}

/** Of all but evidence, which is read where it is asked for. */
export const MAX_FILE_MEGABYTES = 256;

/** A key of type 0xff, which begins with a slash in base64: it stands in no standard policy. */
const SM2_KEY = /\+[0-9a-f]{8}\+\//;

/** Whether a file is evidence, by its first bytes or its name. */
export function isEvidence(name: string, start: Uint8Array): boolean {
  return (start[0] === 0x50 && start[1] === 0x4b) || name.endsWith('.zip');
}

/** Of what was dropped and is no evidence: which of the files it is, by its contents; undefined when it is none. */
export function roleOf(bytes: Uint8Array): Role | undefined {
  const text = new TextDecoder().decode(bytes.subarray(0, 65_536));
  if (/^\s*\{/.test(text)) return 'platforms';
  if (text.includes('-----BEGIN CERTIFICATE-----')) return 'tsa';
  if (text.includes('-----BEGIN X509 CRL-----') || isRevocationList(bytes)) return 'tsaCrl';
  const isPolicy = /^\s*(?:#[^\n]*\n\s*)*(?:log|witness|group|quorum)\s/.test(text);
  if (isPolicy || /^\s*\S+\+[0-9a-f]{8}\+[\w+/=]+\s*$/.test(text))
    return SM2_KEY.test(text) ? 'gm' : 'policy';
  return undefined;
}

/** In DER. */
function isRevocationList(bytes: Uint8Array): boolean {
  try {
    parseRevocationList(bytes);
    return true;
  } catch (error) {
    if (error instanceof DerError) return false;
    throw error;
  }
}

/** @returns undefined while something is missing. */
export function complete(files: HandedFiles, mayBeWithheld: boolean): Handed | undefined {
  const given = (role: Role) =>
    (files.get(role) ?? []).flatMap(({ content }) => (content instanceof Uint8Array ? [content] : []));
  const bundle = files.get('bundle')?.[0]?.content;
  const [policy] = given('policy');
  const [platforms] = given('platforms');
  if (!(bundle instanceof Blob) || policy === undefined || platforms === undefined) return undefined;
  const [gm] = given('gm');
  return { bundle, policy, platforms, gm, tsa: given('tsa'), tsaCrl: given('tsaCrl'), mayBeWithheld };
}

const KEY = 'tongban-verify/trust/1';

/** Keeps the trust files in this browser, or forgets them. The bundle is never kept. */
export function remember(files: HandedFiles | undefined): void {
  try {
    const kept = [...(files ?? [])]
      .filter(([role]) => role !== 'bundle')
      .flatMap(([role, given]) =>
        given.flatMap(({ name, content }) =>
          content instanceof Uint8Array ? { role, name, bytes: base64(content) } : [],
        ),
      );
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
      add(files, known, { name: String(name), content: decoded, isRemembered: true });
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
