import { DerError } from '#crypto/asn1';
import { hex, latin1, sha256 } from '#crypto/primitives';
import { parseOcspResponse } from './ocsp.js';
import type { RevocationEvidence } from './revocation.js';
import { parseRevocationList } from './revocation-list.js';

/** Lists and responses as files, DER, each named by its SHA-256: none is there twice, and none under the name of another. */

export type RevocationKind = 'crl' | 'ocsp';

export interface RevocationFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const NAME = /^[0-9a-f]{64}\.(crl|ocsp)$/;

/** @returns undefined for any other name than these files have. */
export function revocationKind(name: string): RevocationKind | undefined {
  const kind = NAME.exec(name)?.[1];
  return kind === 'crl' || kind === 'ocsp' ? kind : undefined;
}

export function revocationFiles({ lists, responses }: RevocationEvidence): RevocationFile[] {
  const named = (kind: RevocationKind, bytes: Uint8Array) => ({
    name: `${hex(sha256(bytes))}.${kind}`,
    bytes,
  });
  const files = [
    ...lists.map(({ bytes }) => named('crl', bytes)),
    ...responses.map(({ bytes }) => named('ocsp', bytes)),
  ];
  return [...new Map(files.map((file) => [file.name, file])).values()].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

/** @returns undefined when it is not what its name says. */
export function readRevocationFile({ name, bytes }: RevocationFile): RevocationEvidence | undefined {
  const kind = revocationKind(name);
  if (kind === undefined || name !== `${hex(sha256(bytes))}.${kind}`) return undefined;
  try {
    return kind === 'crl'
      ? { lists: [parseRevocationList(bytes)], responses: [] }
      : { lists: [], responses: [parseOcspResponse(bytes)] };
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}

/** For which stamp a file was collected. */
export interface NamedRevocation {
  /** Of the log that was stamped. */
  readonly size: number;
  readonly name: string;
}

/** A line for each. Nobody has signed it: a file is believed for who signed that. */
export function formatRevocationNames(files: readonly NamedRevocation[]): string {
  return files.map(({ size, name }) => `${size} ${name}\n`).join('');
}

/** @returns undefined unless its sizes rise, or stay the same. */
export function parseRevocationNames(bytes: Uint8Array): NamedRevocation[] | undefined {
  const lines = latin1(bytes).split('\n');
  if (lines.pop() !== '') return undefined;
  const files = lines.map((line) => {
    const [, size, name = ''] = LINE.exec(line) ?? [];
    return { size: size === undefined ? Number.NaN : Number(size), name };
  });
  const isRising = files.every(
    ({ size }, i) => Number.isSafeInteger(size) && size >= (files[i - 1]?.size ?? 1),
  );
  return isRising ? files : undefined;
}

const LINE = /^([1-9]\d{0,15}) ([0-9a-f]{64}\.(?:crl|ocsp))$/;
