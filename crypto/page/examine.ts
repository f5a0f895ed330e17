import type { RandomAccess } from '#crypto/archive/stored';
import { BundleError, readBundle, readZip } from '#crypto/evidence';
import { hex, markedText, runningDigest, sha256, systemTime } from '#crypto/primitives';
import {
  CaseVerifier,
  type Report,
  readTrust,
  type TreePath,
  type Trust,
  TrustError,
  treePaths,
} from '#crypto/verify';
import { examineBundle, LogFilesError } from '#crypto/verify/log';
import { PeriodArchive, PeriodVerifier } from '#crypto/verify/period';

/** What the auditor hands in; the trust files are his own. */
export interface Handed {
  /** The evidence, of a case or of a period; read where it is asked for. */
  readonly bundle: Blob;
  readonly policy: Uint8Array;
  readonly platforms: Uint8Array;
  readonly gm: Uint8Array | undefined;
  /** Certificates of authorities for time stamps, PEM. */
  readonly tsa: readonly Uint8Array[];
  /** Their lists of revoked certificates. */
  readonly tsaCrl: readonly Uint8Array[];
  /** Withheld contents do not make the evidence incomplete, as with `--allow-withheld`. */
  readonly mayBeWithheld: boolean;
}

type HandedFiles = Omit<Handed, 'mayBeWithheld'>;

/** As the command line ends: with a report, or unable to read (its exit code 2). Plain data: it crosses to another thread. */
export type Outcome =
  | {
      readonly kind: 'REPORT';
      readonly report: Report;
      readonly paths: readonly TreePath[];
      /** SHA-256 of each file that was handed in, hex. */
      readonly digests: Readonly<Record<keyof HandedFiles, readonly string[]>>;
    }
  | { readonly kind: 'UNREADABLE'; readonly reason: string };

/**
 * The same questions as `tongban-verify bundle` asks, or of the evidence of a period `tongban-verify period`, by the same code
 * (proved by test/e2e/verify-page.test.ts).
 */
export async function examine(handed: Handed): Promise<Outcome> {
  try {
    const { bundle, platforms, tsa, tsaCrl } = handed;
    const gm = handed.gm === undefined ? undefined : markedText(handed.gm);
    const timeStamps =
      tsa.length === 0
        ? undefined
        : { authorities: tsa.map(markedText), revocationLists: tsaCrl, asOf: systemTime() };
    const trust = readTrust({ policy: markedText(handed.policy), platforms, gm, timeStamps });
    const source = accessTo(bundle);
    const isPeriod = await PeriodArchive.isBegun(source);
    const found = await (isPeriod ? examinePeriod : examineCase)(source, trust, handed);
    return { kind: 'REPORT', ...found, digests: await digestsOf(handed, source) };
  } catch (error) {
    if (UNREADABLE.some((each) => error instanceof each))
      return { kind: 'UNREADABLE', reason: error instanceof Error ? error.message : '' };
    throw error;
  }
}

const UNREADABLE = [BundleError, TrustError, LogFilesError];

interface Found {
  readonly report: Report;
  readonly paths: readonly TreePath[];
}

/** As the command line reads it, and no larger than it may be when it is unpacked. */
const MAX_CASE_BYTES = 256 * 1024 * 1024;

async function examineCase(
  source: RandomAccess,
  trust: Trust,
  { mayBeWithheld }: Pick<Handed, 'mayBeWithheld'>,
): Promise<Found> {
  if (source.size > MAX_CASE_BYTES) throw new BundleError('too large for the evidence of a case');
  const files = await readZip(await source.read(0, source.size));
  const report = new CaseVerifier(trust).verify(files, { mayBeWithheld });
  return { report, paths: treePaths(readBundle(files), trust) };
}

async function examinePeriod(
  source: RandomAccess,
  trust: Trust,
  { mayBeWithheld }: Pick<Handed, 'mayBeWithheld'>,
): Promise<Found> {
  const report = await new PeriodVerifier(trust).verify(await PeriodArchive.open(source), {
    mayBeWithheld,
    examine: async (bytes) => examineBundle(bytes),
  });
  return { report, paths: [] };
}

function accessTo(blob: Blob): RandomAccess {
  const read = async (offset: number, length: number) =>
    new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer());
  return { size: blob.size, read };
}

async function digestsOf(
  { policy, platforms, gm, tsa, tsaCrl }: Omit<HandedFiles, 'bundle'>,
  bundle: RandomAccess,
): Promise<Record<keyof HandedFiles, string[]>> {
  const digests = (...files: readonly Uint8Array[]) => files.map((bytes) => hex(sha256(bytes)));
  return {
    bundle: [await digestOf(bundle)],
    policy: digests(policy),
    platforms: digests(platforms),
    gm: gm === undefined ? [] : digests(gm),
    tsa: digests(...tsa),
    tsaCrl: digests(...tsaCrl),
  };
}

const PIECE_BYTES = 1024 * 1024;

async function digestOf(source: RandomAccess): Promise<string> {
  const digest = runningDigest('sha256');
  for (let at = 0; at < source.size; at += PIECE_BYTES) digest.update(await source.read(at, PIECE_BYTES));
  return hex(digest.digest());
}
