import { BundleError, readBundle, readZip } from '#crypto/evidence';
import { hex, sha256, utf8Text } from '#crypto/primitives';
import { CaseVerifier, type Report, readTrust, type TreePath, TrustError, treePaths } from '#crypto/verify';

/** What the auditor hands in; the trust files are his own. */
export interface Handed {
  readonly bundle: Uint8Array;
  readonly policy: Uint8Array;
  readonly platforms: Uint8Array;
  readonly gm: Uint8Array | undefined;
}

/** As the command line ends: with a report, or unable to read (its exit code 2). Plain data: it crosses to another thread. */
export type Outcome =
  | {
      readonly kind: 'REPORT';
      readonly report: Report;
      readonly paths: readonly TreePath[];
      /** SHA-256 of each file that was handed in, hex. */
      readonly digests: Readonly<Partial<Record<keyof Handed, string>>>;
    }
  | { readonly kind: 'UNREADABLE'; readonly reason: string };

/** The same questions as `tongban-verify bundle` asks, by the same code (proved by test/e2e/verify-page.test.ts). */
export async function examine(handed: Handed): Promise<Outcome> {
  try {
    const gm = handed.gm === undefined ? undefined : textOf(handed.gm);
    const trust = readTrust({ policy: textOf(handed.policy), platforms: handed.platforms, gm });
    const files = await readZip(handed.bundle);
    const report = new CaseVerifier(trust).verify(files);
    const paths = treePaths(readBundle(files), trust);
    return { kind: 'REPORT', report, paths, digests: digestsOf(handed) };
  } catch (error) {
    if (error instanceof BundleError || error instanceof TrustError)
      return { kind: 'UNREADABLE', reason: error.message };
    throw error;
  }
}

function digestsOf({ bundle, policy, platforms, gm }: Handed): Partial<Record<keyof Handed, string>> {
  const digest = (bytes: Uint8Array) => hex(sha256(bytes));
  const own = { bundle: digest(bundle), policy: digest(policy), platforms: digest(platforms) };
  return gm === undefined ? own : { ...own, gm: digest(gm) };
}

/** As Node.js reads a file for the command line: what is not UTF-8 becomes a mark, and then no key fits. */
function textOf(bytes: Uint8Array): string {
  try {
    return utf8Text(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
