import { booleanOf, Fields, isOf, readDer, smallIntegerOf } from '#crypto/asn1';
import { equalBytes } from '#crypto/primitives';
import { BASIC_CONSTRAINTS, type Certificate, isValidAt } from './certificate.js';
import { verifySignature } from './signature.js';

/** From a certificate to one that the asker trusts. */
export type CertificatePath =
  /** The certificate first, the trusted one last. */
  | { readonly kind: 'TRUSTED'; readonly path: readonly Certificate[] }
  /** There is a path, but not all of it was valid at the time. */
  | { readonly kind: 'NOT_VALID_THEN'; readonly which: Certificate }
  | { readonly kind: 'NONE' };

export interface PathQuestion {
  /** Certificates of authorities that the asker trusts. */
  readonly roots: readonly Certificate[];
  /** Whatever lies at hand to get there; nothing is believed of it. */
  readonly others: readonly Certificate[];
  /** Unix milliseconds. */
  readonly at: number;
}

const MAX_LENGTH = 8;

/**
 * RFC 5280 section 6 without policies and name constraints: a certificate that demands those is never on a path. Each
 * certificate is looked at once, so that no heap of them costs more than its square. @throws DerError.
 */
export function findPath(certificate: Certificate, { roots, others, at }: PathQuestion): CertificatePath {
  const seen = new Set<Certificate>();
  let late: Certificate | undefined;
  const walk = (path: readonly Certificate[]): readonly Certificate[] | undefined => {
    const last = path.at(-1);
    if (last === undefined || seen.has(last) || path.length > MAX_LENGTH) return undefined;
    seen.add(last);
    for (const root of roots) {
      if (!mayIssue(root, path)) continue;
      const whole = [...path, root];
      const invalid = whole.find((each) => !isValidAt(each, at));
      if (invalid === undefined) return whole;
      late ??= invalid;
    }
    for (const other of others) {
      const found = mayIssue(other, path) ? walk([...path, other]) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const path = walk([certificate]);
  if (path !== undefined) return { kind: 'TRUSTED', path };
  return late === undefined ? { kind: 'NONE' } : { kind: 'NOT_VALID_THEN', which: late };
}

/** Whether it is an authority that issued the last certificate of a path, and may stand that far from its beginning. */
function mayIssue(issuer: Certificate, path: readonly Certificate[]): boolean {
  const last = path.at(-1);
  if (last === undefined || !equalBytes(last.issuerName, issuer.subjectName)) return false;
  if (issuer.unknownCritical.length > 0 || issuer.usages?.includes('keyCertSign') === false) return false;
  const { isAuthority, pathLength } = constraintsOf(issuer);
  return (
    isAuthority &&
    path.length - 1 <= pathLength &&
    verifySignature(issuer.spki, last.signatureAlgorithm, last.signed, last.signature) === 'HOLDS'
  );
}

/** What does not say that it is an authority is none, a certificate of before version 3 among it. */
function constraintsOf({ extensions }: Certificate): { isAuthority: boolean; pathLength: number } {
  const extension = extensions.find(({ id }) => id === BASIC_CONSTRAINTS);
  if (extension === undefined) return { isAuthority: false, pathLength: 0 };
  const fields = new Fields(readDer(extension.value));
  const authority = fields.takeIf((node) => isOf(node, 'BOOLEAN'));
  const length = fields.takeIf((node) => isOf(node, 'INTEGER'));
  fields.end();
  return {
    isAuthority: authority !== undefined && booleanOf(authority),
    pathLength: length === undefined ? MAX_LENGTH : smallIntegerOf(length),
  };
}
