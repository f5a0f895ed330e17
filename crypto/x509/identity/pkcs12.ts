import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import forge from 'node-forge';
import type { TlsIdentity } from './identity.js';

/** Why a PKCS#12 file cannot be used; the text is for operators. */
export class Pkcs12Error extends Error {
  override readonly name = 'Pkcs12Error';
}

/**
 * Reads a PKCS#12 file (RFC 7292) with exactly one private key. Read are PBES2 with AES, and the older 3DES and RC2; MACs of
 * the SHA family. PBMAC1 (RFC 9579) and other ciphers are not.
 *
 * node-forge opens the container only: it knows neither EC keys nor their certificates, so these are handed on as DER.
 * @throws Pkcs12Error.
 */
export function readPkcs12(der: Uint8Array, password: string): TlsIdentity {
  // Of other characters the container has several encodings, and tools differ in which one they take.
  if (!/^[\x20-\x7e]*$/.test(password)) throw new Pkcs12Error('the password has characters other than ASCII');
  const bags = openContainer(der, password);
  const keys = bags.filter(isKey).map(privateKeyOf);
  const [key] = keys;
  if (key === undefined) throw new Pkcs12Error('it holds no private key');
  if (keys.length > 1) throw new Pkcs12Error(`it holds ${keys.length} private keys; one is expected`);
  if (!TLS_KEYS.includes(key.asymmetricKeyType ?? '')) {
    throw new Pkcs12Error('its key is of a kind that TLS cannot use here (SM2 needs a TLCP gateway)');
  }
  const certificates = bags.filter((bag) => bag.type === OIDS.certBag).map(certificateOf);
  const own = certificates.find((certificate) => certificate.checkPrivateKey(key));
  if (own === undefined) throw new Pkcs12Error('it holds no certificate of its private key');
  return {
    key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: chainFrom(own, certificates).map(String).join(''), // PEM
  };
}

/** Kinds of keys as Node.js names them; it has no name for SM2. */
const TLS_KEYS = ['ec', 'rsa', 'rsa-pss', 'ed25519', 'ed448'];

type Bag = forge.pkcs12.Bag;

const OIDS = forge.pki.oids as Readonly<Record<'certBag' | 'keyBag' | 'pkcs8ShroudedKeyBag', string>>; // a table of the library

function openContainer(der: Uint8Array, password: string): Bag[] {
  let container: forge.asn1.Asn1;
  try {
    container = forge.asn1.fromDer(Buffer.from(der).toString('binary'));
  } catch {
    throw new Pkcs12Error('it is not a PKCS#12 file');
  }
  // Version, contents, MAC: without the last, a wrong password would not be told from a right one.
  if (!Array.isArray(container.value) || container.value.length < 3) {
    throw new Pkcs12Error('it is not a PKCS#12 file with a password');
  }
  try {
    return forge.pkcs12.pkcs12FromAsn1(container, password).safeContents.flatMap((each) => each.safeBags);
  } catch (error) {
    throw new Pkcs12Error(reasonOf(error), { cause: error });
  }
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : '';
  if (/Invalid password/i.test(text)) return 'the password is wrong';
  if (/unsupported/i.test(text)) {
    return 'it is encrypted in a way that is not supported; write it with PBES2 and AES-256-CBC';
  }
  return 'it is not a PKCS#12 file';
}

function isKey(bag: Bag): boolean {
  return bag.type === OIDS.keyBag || bag.type === OIDS.pkcs8ShroudedKeyBag;
}

function privateKeyOf(bag: Bag): KeyObject {
  const info = bag.key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(bag.key)) : bag.asn1;
  try {
    return createPrivateKey({ key: derOf(info), format: 'der', type: 'pkcs8' });
  } catch (error) {
    throw new Pkcs12Error('its private key cannot be read', { cause: error });
  }
}

function certificateOf(bag: Bag): X509Certificate {
  return new X509Certificate(derOf(bag.cert ? forge.pki.certificateToAsn1(bag.cert) : bag.asn1));
}

function derOf(asn1: forge.asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary');
}

/** The certificate and those that issued it, each after the one that it issued. */
function chainFrom(own: X509Certificate, all: readonly X509Certificate[]): X509Certificate[] {
  const chain = [own];
  for (let last = own; ; ) {
    const issuer = all.find((each) => !chain.includes(each) && last.checkIssued(each));
    if (issuer === undefined) return chain;
    chain.push(issuer);
    last = issuer;
  }
}
