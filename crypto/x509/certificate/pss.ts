import { type DerNode, Fields, oidOf, smallIntegerOf } from '#crypto/asn1';
import { algorithmIn, digestNamed } from './algorithms.js';

/** RSASSA-PSS and what it is signed with (RFC 4055 section 3.1). */
export const RSASSA_PSS = '1.2.840.113549.1.1.10';

const MGF1 = '1.2.840.113549.1.1.8';

/** As JOSE names them (RFC 7518 section 3.5), with the length of the salt, in bytes. */
const NAMES: Readonly<Record<string, readonly [name: string, saltLength: number]>> = {
  sha256: ['PS256', 32],
  sha384: ['PS384', 48],
  sha512: ['PS512', 64],
};

/**
 * One of PS256, PS384 and PS512, or a name that no algorithm has and that says why: MGF1 must have the digest of the signature,
 * the salt be as long as that digest. What is left out stands for SHA-1 and a salt of 20 bytes, which are not taken.
 * @throws DerError where they are no parameters at all.
 */
export function pssNamed(algorithm: DerNode): string {
  const outer = new Fields(algorithm);
  outer.take();
  const parameters = outer.takeIf(() => true);
  outer.end();
  if (parameters === undefined) return refused('no parameters');
  const fields = new Fields(parameters);
  const digestNode = fields.takeTagged(0);
  const maskNode = fields.takeTagged(1);
  const saltNode = fields.takeTagged(2);
  const trailer = fields.takeTagged(3);
  fields.end();
  if (digestNode === undefined || maskNode === undefined) return refused('SHA-1');
  const oid = algorithmIn(digestNode);
  const digest = digestNamed(oid) ?? oid;
  const [name, saltLength] = NAMES[digest] ?? [];
  if (name === undefined) return refused(`digest ${digest}`);
  const mask = new Fields(maskNode);
  const maskName = oidOf(mask.take());
  if (maskName !== MGF1) return refused(`mask ${maskName}`);
  const maskOid = algorithmIn(mask.take());
  mask.end();
  if (maskOid !== oid) return refused(`MGF1 with ${digestNamed(maskOid) ?? maskOid}, not ${digest}`);
  const salt = saltNode === undefined ? DEFAULT_SALT : smallIntegerOf(saltNode);
  if (salt !== saltLength) return refused(`salt of ${salt} bytes, not ${saltLength}`);
  return trailer === undefined ? name : refused('a trailer');
}

const DEFAULT_SALT = 20;

function refused(why: string): string {
  return `RSASSA-PSS: ${why}`;
}

/** The algorithm of a signature that is not itself signed: nothing about it may be open. @throws DerError. */
export function signatureAlgorithmIn(node: DerNode): string {
  const [name] = node.children ?? [];
  return name !== undefined && oidOf(name) === RSASSA_PSS ? pssNamed(node) : algorithmIn(node);
}
