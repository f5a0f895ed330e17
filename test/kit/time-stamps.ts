import { createPrivateKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { signSm2 } from '#connectors/sandbox/seals';
import {
  derBoolean,
  derInteger,
  derOctets,
  derOid,
  derSequence,
  derSet,
  derTagged,
  derTime,
  derValue,
} from '#crypto/asn1';
import { type ForeignDigest, foreignDigest, generatePrivateKey } from '#crypto/primitives';
import { parseCertificate, readCertificates } from '#crypto/x509/certificate';
import { type Holder, issueSm2 } from './certificates.js';
import type { TestTsa } from './tsa.js';

/** Time stamps put together by hand: of algorithms that `openssl ts` does not sign with, and wrong in one point. */

export interface TokenMaker {
  readonly certificate: Uint8Array;
  readonly signatureAlgorithm: string;
  readonly digest: Exclude<ForeignDigest, 'sha1'>;
  readonly sign: (signed: Uint8Array) => Uint8Array;
}

export interface TokenWish {
  /** Unix milliseconds. */
  readonly at: number;
  readonly imprint?: Uint8Array;
  readonly nonce?: bigint;
  readonly contentType?: string;
  readonly messageDigest?: Uint8Array;
  /** Whose digest the attributes give; the signer's when nobody's is given, nobody's for none. */
  readonly named?: Uint8Array | 'none';
  /** What is written where the attributes are DER, in this order; honest ones when nothing is given. */
  readonly reversesAttributes?: boolean;
  readonly criticalExtension?: string;
  readonly signers?: number;
  /** As GM/T 0010 names SignedData. */
  readonly isGm?: boolean;
  readonly imprintDigest?: Exclude<ForeignDigest, 'sha1'>;
  readonly isAccuracyWrong?: boolean;
}

const OIDS = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  sm3: '1.2.156.10197.1.401',
} as const;

const TST_INFO = '1.2.840.113549.1.9.16.1.4';

export function makeToken(data: Uint8Array, maker: TokenMaker, wish: TokenWish): Uint8Array {
  const { contentType = TST_INFO, isGm = false, named = maker.certificate, signers = 1 } = wish;
  const info = infoOf(data, maker, wish);
  const { messageDigest = foreignDigest(maker.digest, info) } = wish;
  const algorithm = derSequence(derOid(OIDS[maker.digest]));
  const attributes = [
    attribute('1.2.840.113549.1.9.3', derOid(contentType)),
    attribute('1.2.840.113549.1.9.4', derOctets(messageDigest)),
    ...(named === 'none' ? [] : [attribute('1.2.840.113549.1.9.16.2.47', namedBy(named))]),
  ].sort(Buffer.compare);
  const shown = wish.reversesAttributes ? attributes.toReversed() : attributes;
  const { issuerName, serial } = parseCertificate(maker.certificate);
  const signer = derSequence(
    derInteger(1),
    derSequence(issuerName, derInteger(serial)),
    algorithm,
    derValue('context', 0, true, Buffer.concat(shown)),
    derSequence(derOid(maker.signatureAlgorithm)),
    derOctets(maker.sign(derSet(...attributes))),
  );
  const signedData = derSequence(
    derInteger(isGm ? 1 : 3),
    derSet(algorithm),
    derSequence(derOid(TST_INFO), derTagged(0, derOctets(info))),
    derValue('context', 0, true, maker.certificate),
    derSet(...Array.from({ length: signers }, () => signer)),
  );
  const name = isGm ? '1.2.156.10197.6.1.4.2.2' : '1.2.840.113549.1.7.2';
  return derSequence(derOid(name), derTagged(0, signedData));
}

function infoOf(data: Uint8Array, { digest }: TokenMaker, wish: TokenWish): Uint8Array {
  const { imprintDigest = digest, imprint = foreignDigest(imprintDigest, data), nonce } = wish;
  const { criticalExtension, isAccuracyWrong = false } = wish;
  return derSequence(
    derInteger(1),
    derOid('1.2.3.4.1'),
    derSequence(derSequence(derOid(OIDS[imprintDigest])), derOctets(imprint)),
    derInteger(7),
    derTime('GeneralizedTime', wish.at),
    // [0] millis of 1000
    ...(isAccuracyWrong ? [derSequence(derValue('context', 0, false, Buffer.of(0x03, 0xe8)))] : []),
    ...(nonce === undefined ? [] : [derInteger(nonce)]),
    ...(criticalExtension === undefined ? [] : [extensions(criticalExtension)]),
  );
}

function extensions(id: string): Uint8Array {
  const extension = derSequence(derOid(id), derBoolean(true), derOctets(Buffer.of(5, 0)));
  return derValue('context', 1, true, extension);
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return derSequence(derOid(type), derSet(value));
}

function namedBy(certificate: Uint8Array): Uint8Array {
  return derSequence(derSequence(derSequence(derOctets(foreignDigest('sha256', certificate)))));
}

/** Under the certificate of an authority of openssl, whatever it is for. */
export function makerOf(tsa: TestTsa): TokenMaker {
  const [certificate] = readCertificates(readFileSync(tsa.signerFile, 'utf8'));
  if (certificate === undefined) throw new Error('no certificate');
  const key = createPrivateKey(readFileSync(tsa.path('signer.key'), 'utf8'));
  return {
    certificate: certificate.bytes,
    signatureAlgorithm: '1.2.840.10045.4.3.2',
    digest: 'sha256',
    sign: (signed) => sign('sha256', signed, key),
  };
}

/** An authority of GM/T 0033, whose certificates and time stamps are SM2 with SM3. */
export interface Sm2Tsa {
  readonly root: Holder;
  readonly maker: TokenMaker;
  /** CRL, DER. */
  readonly revocationList: Uint8Array;
}

const SM2_WITH_SM3 = '1.2.156.10197.1.501';

/** Programs that are run take the day on which they run. */
const FAR = Date.UTC(2049, 11, 31);

/** @param validTo of its certificates; unix milliseconds. */
export function makeSm2Tsa(signatureAlgorithm = SM2_WITH_SM3, validTo = FAR): Sm2Tsa {
  const authority = extension('2.5.29.19', derSequence(derBoolean(true)));
  const root = issueSm2({ name: '测试时间戳根证书', usage: 0x06, validTo: FAR, extensions: [authority] });
  const purpose = extension('2.5.29.37', derSequence(derOid('1.3.6.1.5.5.7.3.8')));
  const key = generatePrivateKey('SM2');
  const wish = { name: '测试时间戳服务', issuer: root, serial: 2, validTo, extensions: [purpose] };
  const signer = issueSm2(wish, key);
  const maker: TokenMaker = {
    certificate: signer.certificate,
    signatureAlgorithm,
    digest: 'sm3',
    sign: (signed) => signSm2(key, signed),
  };
  return { root, maker, revocationList: emptyList(root) };
}

function extension(id: string, value: Uint8Array): Uint8Array {
  return derSequence(derOid(id), derBoolean(true), derOctets(value));
}

function emptyList({ certificate, key }: Holder): Uint8Array {
  const { subjectName, validFrom, validTo } = parseCertificate(certificate);
  const algorithm = derSequence(derOid(SM2_WITH_SM3));
  const times = [derTime('UTCTime', validFrom), derTime('UTCTime', validTo)];
  const tbs = derSequence(derInteger(1), algorithm, subjectName, ...times);
  const signature = Buffer.concat([Buffer.of(0), signSm2(key, tbs)]);
  return derSequence(tbs, algorithm, derValue('universal', 3, false, signature));
}

/** Of a hub that stamps nothing again while a test runs. */
export const NO_RESTAMPING = { afterMs: 1e12, beforeExpiryMs: 0, olderThan: undefined };
