import { z } from 'zod';
import { DerError } from '#crypto/asn1';
import { base64, fromBase64, utf8, utf8Text } from '#crypto/primitives';
import {
  formatTimeStampFile,
  parseTimeStampFile,
  parseTimeStampToken,
  type Restamp,
  type RestampedRun,
} from '#crypto/timestamp';
import { HASH_BYTES, type Hash } from '#crypto/tlog';
import {
  type Certificate,
  joinRevocation,
  type RevocationEvidence,
  readRevocationFile,
  revocationFiles,
} from '#crypto/x509/certificate';
import { indexInLog, LOG_ROOM, logOf, placeName } from './place.js';
import type { ProvenLeaf } from './uses.js';

/** What a bundle says of the checkpoints that its proofs end in: by when they existed, and that one log grew through them. */

/** A time stamp over a checkpoint, byte for byte as it stands at the end of the proofs under it. */
export interface StampedHead {
  /** As a place. */
  readonly size: number;
  /** TimeStampToken, DER. */
  readonly token: Uint8Array;
}

/** That the log of the larger size continues that of the smaller one. */
export interface Growth {
  /** As places. */
  readonly oldSize: number;
  readonly newSize: number;
  readonly proof: readonly Hash[];
}

export interface Heads {
  readonly timeStamps: readonly StampedHead[];
  /** Time stamps over those and others, each run of them by its first and its last size, as places. */
  readonly restamped?: readonly RestampedRun[] | undefined;
  /** Whether certificates of the time stamps are revoked, as it was collected when they were made. */
  readonly revocation: RevocationEvidence;
  readonly growth: readonly Growth[];
  /** The first leaves of logs, each of which goes on from the one before; where not all is in one log. */
  readonly opened?: readonly ProvenLeaf[] | undefined;
}

const size = z.int().min(1);

const MAX_REVOCATION_FILES = 512;

/** In case.json. */
export const HeadsShape = {
  /** Sizes. */
  timestamps: z.array(size).min(1).max(16).optional(),
  /** Sizes of the first and the last checkpoint of a run, and how often its stamps were stamped again. */
  restamped: z
    .array(z.tuple([size, size, z.int().min(1).max(256)]).refine(areOfOneLog, 'not a run of one log'))
    .min(1)
    .max(16)
    .optional(),
  /** Names of files: which lists and responses say whether certificates of the time stamps are revoked. */
  revocation: z
    .array(z.string().regex(/^[0-9a-f]{64}\.(?:crl|ocsp)$/))
    .min(1)
    .max(MAX_REVOCATION_FILES)
    .optional(),
  /** Pairs of sizes. */
  consistency: z
    .array(z.tuple([size, size]))
    .min(1)
    .max(16)
    .optional(),
  /** Places. */
  opened: z.array(z.int().min(LOG_ROOM)).min(1).max(64).optional(),
};

type NamedRun = readonly [first: number, last: number, count: number];

function areOfOneLog([first, last]: NamedRun): boolean {
  return logOf(first) === logOf(last) && first <= last && indexInLog(first) > 0;
}

export interface NamedHeads {
  readonly timestamps?: readonly number[] | undefined;
  readonly restamped?: readonly NamedRun[] | undefined;
  readonly revocation?: readonly string[] | undefined;
  readonly consistency?: readonly (readonly [number, number])[] | undefined;
  readonly opened?: readonly number[] | undefined;
}

/** Puts the files of the heads. @returns what names them in case.json. */
export function writeHeads(
  { timeStamps, restamped = [], revocation, growth, opened = [] }: Heads,
  files: Map<string, Uint8Array>,
): NamedHeads {
  for (const stamp of timeStamps) files.set(stampPath(stamp.size), formatTimeStampFile(stamp.token));
  for (const run of restamped) {
    for (const [i, { list, token }] of run.restamps.entries()) {
      const paths = restampPaths(run, i + 1);
      files.set(paths.list, list).set(paths.stamp, formatTimeStampFile(token));
    }
  }
  const collected = revocationFiles(revocation);
  for (const { name, bytes } of collected) files.set(revocationPath(name), bytes);
  for (const { oldSize, newSize, proof } of growth) {
    files.set(growthPath(oldSize, newSize), utf8(proof.map((hash) => `${base64(hash)}\n`).join('')));
  }
  return {
    ...(timeStamps.length === 0 ? {} : { timestamps: timeStamps.map((stamp) => stamp.size) }),
    ...(restamped.length === 0 ? {} : { restamped: restamped.map(namedRun) }),
    ...(collected.length === 0 ? {} : { revocation: collected.map(({ name }) => name) }),
    ...(growth.length === 0 ? {} : { consistency: growth.map((each) => [each.oldSize, each.newSize]) }),
    ...(opened.length === 0 ? {} : { opened: opened.flatMap(({ proof }) => proof?.index ?? []) }),
  };
}

function namedRun({ first, last, restamps }: RestampedRun): NamedRun {
  return [first, last, restamps.length];
}

/** @returns the path of the file that cannot be read in place of what it holds. */
export function readHeads(
  { timestamps = [], restamped = [], revocation = [], consistency = [] }: NamedHeads,
  bytesOf: (path: string) => Uint8Array,
): Omit<Heads, 'opened'> | string {
  const timeStamps: StampedHead[] = [];
  for (const stamped of timestamps) {
    const token = tokenIn(bytesOf(stampPath(stamped)));
    if (token === undefined) return stampPath(stamped);
    timeStamps.push({ size: stamped, token });
  }
  const runs: RestampedRun[] = [];
  for (const named of restamped) {
    const run = readRun(named, bytesOf);
    if (typeof run === 'string') return run;
    runs.push(run);
  }
  const collected: RevocationEvidence[] = [];
  for (const name of revocation) {
    const read = readRevocationFile({ name, bytes: bytesOf(revocationPath(name)) });
    if (read === undefined) return revocationPath(name);
    collected.push(read);
  }
  const growth: Growth[] = [];
  for (const [oldSize, newSize] of consistency) {
    const proof = hashesIn(bytesOf(growthPath(oldSize, newSize)));
    if (proof === undefined) return growthPath(oldSize, newSize);
    growth.push({ oldSize, newSize, proof });
  }
  const again = runs.length === 0 ? {} : { restamped: runs };
  return { timeStamps, ...again, revocation: joinRevocation(...collected), growth };
}

function readRun(
  [first, last, count]: NamedRun,
  bytesOf: (path: string) => Uint8Array,
): RestampedRun | string {
  const restamps: Restamp[] = [];
  for (let number = 1; number <= count; number++) {
    const { list, stamp } = restampPaths({ first, last }, number);
    const token = tokenIn(bytesOf(stamp));
    if (token === undefined) return stamp;
    restamps.push({ list: bytesOf(list), token });
  }
  return { first, last, restamps };
}

export function pathsOfHeads({
  timestamps = [],
  restamped = [],
  revocation = [],
  consistency = [],
}: NamedHeads): string[] {
  return [
    ...timestamps.map(stampPath),
    ...restamped.flatMap(([first, last, count]) =>
      Array.from({ length: count }, (_, i) => Object.values(restampPaths({ first, last }, i + 1))).flat(),
    ),
    ...revocation.map(revocationPath),
    ...consistency.map(([old, grown]) => growthPath(old, grown)),
  ];
}

/** The certificates that each time stamp carries, as PEM: what `openssl ts -verify` takes as `-untrusted`. */
export function stampCertificates({
  timeStamps,
  restamped = [],
}: Pick<Heads, 'timeStamps' | 'restamped'>): readonly CertificateFile[] {
  return [
    ...timeStamps.map((stamp) => certificateFile(placeName(stamp.size), stamp.token)),
    ...restamped.flatMap((run) =>
      run.restamps.map(({ token }, i) => certificateFile(restampName(run, i + 1), token)),
    ),
  ];
}

interface CertificateFile {
  readonly path: string;
  readonly file: Uint8Array;
}

function certificateFile(name: string, token: Uint8Array): CertificateFile {
  const texts = certificatesIn(token).map(({ subject, validFrom, validTo, bytes }) => {
    const valid = [validFrom, validTo].map((at) => new Date(at).toISOString()).join(' - ');
    const lines = base64(bytes).match(/.{1,64}/g) ?? [];
    const pem = ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----'];
    return `${[`主体 subject: ${subject}`, `有效期 valid: ${valid}`, ...pem].join('\n')}\n`;
  });
  return { path: `certs/tsa-${name}.pem`, file: utf8(texts.join('')) };
}

/** None, of a token that cannot be read: whoever checks it says so. */
function certificatesIn(token: Uint8Array): readonly Certificate[] {
  try {
    return parseTimeStampToken(token).certificates;
  } catch (error) {
    if (error instanceof DerError) return [];
    throw error;
  }
}

function tokenIn(file: Uint8Array): Uint8Array | undefined {
  try {
    return parseTimeStampFile(file);
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}

/** As many as a tree of any size has. */
const MAX_PROOF = 63;

function hashesIn(file: Uint8Array): Hash[] | undefined {
  let text: string;
  try {
    text = utf8Text(file);
  } catch {
    return undefined; // not UTF-8
  }
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.length > MAX_PROOF) return undefined;
  const hashes = lines.flatMap((line) => fromBase64(line) ?? []);
  return hashes.length === lines.length && hashes.every((hash) => hash.length === HASH_BYTES)
    ? hashes
    : undefined;
}

function stampPath(stamped: number): string {
  return `timestamps/${placeName(stamped)}.tsr`;
}

/** As in an export, but for the number of the log. */
function restampName({ first, last }: Pick<RestampedRun, 'first' | 'last'>, number: number): string {
  return `${placeName(first)}-${placeName(indexInLog(last))}.${number}`;
}

function restampPaths(run: Pick<RestampedRun, 'first' | 'last'>, number: number) {
  const name = restampName(run, number);
  return { list: `timestamps/${name}.list`, stamp: `timestamps/${name}.tsr` };
}

function revocationPath(name: string): string {
  return `revocation/${name}`;
}

function growthPath(oldSize: number, newSize: number): string {
  return `consistency/${placeName(oldSize)}-${placeName(newSize)}.txt`;
}
