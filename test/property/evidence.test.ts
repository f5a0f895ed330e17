import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BundleError, readBundle, readZip, writeBundle, writeZip } from '#crypto/evidence';
import { utf8 } from '#crypto/primitives';
import { CaseVerifier, readTrust, TrustError } from '#crypto/verify';
import { EvidenceMaker, filesOf } from '../kit/evidence.js';
import { mutationsOf } from '../kit/mutation.js';

const maker = new EvidenceMaker().wholeCase(3);
const trust = readTrust(maker.trust());
const files = filesOf(maker.bundle());
const zip = writeZip(files);

/** What the verifier finds, or that there was nothing to read. Any other error is a fault of the verifier. */
function verdictOn(altered: ReadonlyMap<string, Uint8Array>): 'verified' | 'not verified' | 'unreadable' {
  try {
    return new CaseVerifier(trust).verify(altered).exitCode === 0 ? 'verified' : 'not verified';
  } catch (error) {
    if (error instanceof BundleError) return 'unreadable';
    throw error;
  }
}

function isSame(other: ReadonlyMap<string, Uint8Array>): boolean {
  const isThere = ([path, bytes]: [string, Uint8Array]) => Buffer.from(other.get(path) ?? []).equals(bytes);
  return other.size === files.size && [...files].every(isThere);
}

const altered = (paths: readonly string[]) =>
  fc
    .constantFrom(...paths)
    .chain((path) => fc.tuple(fc.constant(path), mutationsOf(files.get(path) ?? new Uint8Array(0))))
    .map(([path, bytes]) => new Map([...files, [path, bytes]]));

describe('evidence altered anywhere', () => {
  it('is verified before', () => {
    expect(verdictOn(files)).toBe('verified');
  });

  it('is not verified: the manifest shows it', () => {
    fc.assert(
      fc.property(altered([...files.keys()].filter((path) => path !== 'manifest.json')), (other) => {
        expect(verdictOn(other)).not.toBe('verified');
      }),
      { numRuns: 100 },
    );
  });

  it('is not verified with a manifest made anew: signatures, commitments and proofs show it', () => {
    const proving = [...files.keys()].filter((path) => /^(?:entries|openings|proofs|messages)\//.test(path));
    fc.assert(
      fc.property(altered(proving), (other) => {
        let anew: ReadonlyMap<string, Uint8Array>;
        try {
          anew = writeBundle(readBundle(other), 'how to check');
        } catch (error) {
          expect(error).toBeInstanceOf(BundleError);
          return;
        }
        // JSON may be spaced otherwise and still say the same; then it was written back as it had been.
        expect(verdictOn(anew)).toBe(isSame(anew) ? 'verified' : 'not verified');
      }),
      { numRuns: 150 },
    );
  });

  it('in a zip is read as it was, or refused', async () => {
    await fc.assert(
      fc.asyncProperty(mutationsOf(zip), async (bytes) => {
        try {
          const read = await readZip(bytes);
          expect(verdictOn(read) === 'verified').toBe(isSame(read));
        } catch (error) {
          expect(error).toBeInstanceOf(BundleError);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('of any files whatever makes the verifier fail on none', () => {
    const path = fc.constantFrom(...files.keys(), 'case.json', 'manifest.json');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(path, fc.oneof(fc.uint8Array(), fc.json().map(utf8))), { maxLength: 4 }),
        (some) => {
          verdictOn(new Map(some));
          verdictOn(new Map([...files, ...some]));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('trust altered anywhere', () => {
  it('is read, or refused as trust that cannot be used', () => {
    const { policy, platforms, gm } = maker.trust();
    const changed = fc.oneof(
      mutationsOf(utf8(policy)).map((bytes) => ({ policy: Buffer.from(bytes).toString(), platforms, gm })),
      mutationsOf(platforms).map((bytes) => ({ policy, platforms: bytes, gm })),
      mutationsOf(utf8(gm)).map((bytes) => ({ policy, platforms, gm: Buffer.from(bytes).toString() })),
    );
    fc.assert(
      fc.property(changed, (other) => {
        try {
          readTrust(other);
        } catch (error) {
          expect(error).toBeInstanceOf(TrustError);
        }
      }),
      { numRuns: 200 },
    );
  });
});
