import { BundleError, readBundle, readZip } from '#crypto/evidence';
import { hex, sha256, systemTime, utf8Text } from '#crypto/primitives';
import { CaseVerifier, type Report, readTrust, type TreePath, TrustError, treePaths } from '#crypto/verify';

/** What the auditor hands in; the trust files are his own. */
export interface Handed {
  readonly bundle: Uint8Array;
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

/** The same questions as `tongban-verify bundle` asks, by the same code (proved by test/e2e/verify-page.test.ts). */
export async function examine(handed: Handed): Promise<Outcome> {
  try {
    const gm = handed.gm === undefined ? undefined : textOf(handed.gm);
    const { platforms, tsa, tsaCrl, mayBeWithheld } = handed;
    const timeStamps =
      tsa.length === 0
        ? undefined
        : { authorities: tsa.map(textOf), revocationLists: tsaCrl, asOf: systemTime() };
    const trust = readTrust({ policy: textOf(handed.policy), platforms, gm, timeStamps });
    const files = await readZip(handed.bundle);
    const report = new CaseVerifier(trust).verify(files, { mayBeWithheld });
    const paths = treePaths(readBundle(files), trust);
    return { kind: 'REPORT', report, paths, digests: digestsOf(handed) };
  } catch (error) {
    if (error instanceof BundleError || error instanceof TrustError)
      return { kind: 'UNREADABLE', reason: error.message };
    throw error;
  }
}

function digestsOf({
  bundle,
  policy,
  platforms,
  gm,
  tsa,
  tsaCrl,
}: HandedFiles): Record<keyof HandedFiles, string[]> {
  const digests = (...files: readonly Uint8Array[]) => files.map((bytes) => hex(sha256(bytes)));
  return {
    bundle: digests(bundle),
    policy: digests(policy),
    platforms: digests(platforms),
    gm: gm === undefined ? [] : digests(gm),
    tsa: digests(...tsa),
    tsaCrl: digests(...tsaCrl),
  };
}

/** As Node.js reads a file for the command line: what is not UTF-8 becomes a mark, and then no key fits. */
function textOf(bytes: Uint8Array): string {
  try {
    return utf8Text(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
