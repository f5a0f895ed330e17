import {
  DerError,
  derInteger,
  derOctets,
  derOid,
  derSequence,
  derTagged,
  derValue,
  readDer,
} from '#crypto/asn1';
import { equalBytes, utf8 } from '#crypto/primitives';
import {
  formatRestampIndex,
  formatRestampList,
  formatTimeStampFile,
  parseRestampIndex,
  parseRestampList,
  parseRestampName,
  parseTimeStampFile,
  parseTimeStampResponse,
  parseTimeStampToken,
  restampNames,
  verifyRestamps,
  verifyTimeStamp,
} from '#crypto/timestamp';
import {
  derAlgorithm,
  findPath,
  formatRevocationNames,
  locationsOf,
  parseCertificate,
  parseOcspResponse,
  parseRevocationList,
  parseRevocationNames,
  readRevocationLists,
  revocationOf,
  signatureAlgorithmIn,
} from '#crypto/x509/certificate';
import { issueSm2, pemOf } from '../kit/certificates.js';
import { makeOcsp } from '../kit/ocsp.js';
import { restampedRun } from '../kit/restamps.js';
import { makeSm2Tsa, makeToken } from '../kit/time-stamps.js';
import { hold, plain, same, type Target } from './target.js';

/** What authorities hand out: RFC 3161 answers and tokens (CMS), certificates, lists of the revoked. */

const AT = Date.UTC(2026, 10, 22);
const DATA = utf8('a checkpoint');
const tsa = makeSm2Tsa();
const root = parseCertificate(tsa.root.certificate);
const signer = parseCertificate(tsa.maker.certificate);
const list = parseRevocationList(tsa.revocationList);
const trust = { roots: [root], revocationLists: [list] };
const token = makeToken(DATA, tsa.maker, { at: AT, nonce: 7n });
const gmToken = makeToken(DATA, tsa.maker, { at: AT, isGm: true });
const [ocspGood, ocspRevoked] = [makeOcsp(tsa.root, signer, AT), makeOcsp(tsa.root, signer, AT, AT)];
const points = derSequence(
  derSequence(
    derTagged(0, derValue('context', 0, true, derValue('context', 6, false, utf8('http://x.cn/crl')))),
  ),
);
const located = issueSm2({
  name: 'located',
  issuer: tsa.root,
  extensions: [derSequence(derOid('2.5.29.31'), derOctets(points))],
});
const sha256 = derAlgorithm('2.16.840.1.101.3.4.2.1');
const pss = derSequence(
  derOid('1.2.840.113549.1.1.10'),
  derSequence(
    derTagged(0, sha256),
    derTagged(1, derSequence(derOid('1.2.840.113549.1.1.8'), sha256)),
    derTagged(2, derInteger(32)),
  ),
);
const [restamps = never(), sm3Restamps = never()] = (['sha256', 'sm3'] as const).flatMap(
  (digest) => restampedRun([{ size: 3, data: DATA, token }], [{ tsa, at: AT, digest }]).restamps,
);
const refused = derSequence(derSequence(derInteger(2)));

/** SM2 takes its time: of inputs that could be read one in eight is verified. */
const isVerified = (input: Buffer) => input.length % 8 === 0 || input.length === token.length;

export const STAMPS: readonly Target[] = [
  {
    ...plain,
    name: 'time-stamp token',
    refusals: [DerError],
    samples: [token, gmToken].map(Buffer.from),
    run: (input) => {
      const read = parseTimeStampToken(input);
      same(read.bytes, input);
      if (!isVerified(input)) return;
      const { verdict } = verifyTimeStamp(input, { data: DATA }, trust);
      const isTrue = read.info.at === AT && equalBytes(read.content, parseTimeStampToken(token).content);
      const isGm = equalBytes(read.content, parseTimeStampToken(gmToken).content);
      hold(verdict !== 'VALID' || isTrue || isGm, 'valid with other contents than were signed');
    },
  },
  {
    ...plain,
    name: 'time stamp, whatever it is',
    samples: [token, gmToken, DATA].map(Buffer.from),
    run: (input) => void (isVerified(input) && verifyTimeStamp(input, { data: DATA }, trust)),
  },
  {
    ...plain,
    name: 'time-stamp response',
    refusals: [DerError],
    samples: [formatTimeStampFile(token), refused].map(Buffer.from),
    run: (input) => {
      const said = parseTimeStampResponse(input);
      if (said.kind === 'REFUSED') hold(said.reason.length <= 200, 'a reason without an end');
      else same(readDer(said.token).bytes, Buffer.from(said.token));
    },
  },
  {
    ...plain,
    name: 'time-stamp file',
    refusals: [DerError],
    samples: [Buffer.from(formatTimeStampFile(token))],
    run: (input) => {
      const read = parseTimeStampFile(input);
      if (read !== undefined) same(formatTimeStampFile(read), input);
    },
  },
  {
    ...plain,
    name: 'certificate in DER',
    refusals: [DerError],
    samples: [tsa.root.certificate, tsa.maker.certificate].map(Buffer.from),
    run: (input) => {
      const read = parseCertificate(input);
      same(read.bytes, input);
      if (!isVerified(input)) return;
      const found = findPath(read, { roots: [root], others: [], at: AT });
      const isIssued = [root, signer].some(({ signed }) => equalBytes(signed, read.signed));
      hold(found.kind === 'NONE' || isIssued, 'a path from what nobody has issued');
    },
  },
  {
    ...plain,
    name: 'revocation list',
    refusals: [DerError],
    samples: [Buffer.from(tsa.revocationList), Buffer.from(pemListOf(tsa.revocationList))],
    run: (input) => {
      const lists = readRevocationLists(input);
      if (!isVerified(input)) return;
      const found = revocationOf(signer, root, { lists, responses: [] }, AT);
      const isOwn = lists.some(({ signed }) => equalBytes(signed, list.signed));
      hold(found.kind === 'UNKNOWN' || isOwn, 'an answer from a list that nobody has signed');
    },
  },
  {
    ...plain,
    name: 'OCSP response',
    refusals: [DerError],
    samples: [ocspGood, ocspRevoked].map(Buffer.from),
    run: (input) => {
      const read = parseOcspResponse(input);
      same(read.bytes, input);
      if (!isVerified(input)) return;
      const found = revocationOf(signer, root, { lists: [], responses: [read] }, AT);
      const isOwn = [ocspGood, ocspRevoked].some((own) =>
        equalBytes(parseOcspResponse(own).signed, read.signed),
      );
      hold(found.kind === 'UNKNOWN' || isOwn, 'an answer from a response that nobody has signed');
    },
  },
  {
    ...plain,
    name: 'algorithm of a signature',
    refusals: [DerError],
    samples: [pss, derAlgorithm('1.2.840.113549.1.1.11')].map(Buffer.from),
    run: (input) => {
      const name = signatureAlgorithmIn(readDer(input));
      hold(/^(?:PS(?:256|384|512)|RSASSA-PSS: .+|[\d.]+)$/.test(name), 'an algorithm without a name');
    },
  },
  {
    ...plain,
    name: 'names of files on revocation',
    samples: [Buffer.from(`1 ${'0'.repeat(64)}.crl\n20 ${'a'.repeat(64)}.ocsp\n`)],
    run: (input) => {
      const read = parseRevocationNames(input);
      if (read !== undefined) same(formatRevocationNames(read), input);
    },
  },
  {
    ...plain,
    name: 'list of what was stamped again',
    samples: [restamps.list, sm3Restamps.list].map(Buffer.from),
    run: (input) => {
      const read = parseRestampList(input);
      if (read !== undefined) same(formatRestampList(read), input);
      if (!isVerified(input)) return;
      const run = { first: 3, last: 3, restamps: [{ list: input, token: restamps.token }] };
      const { verdict } = verifyRestamps(run, { lists: [list], responses: [] }, { ...trust, asOf: AT });
      hold(verdict !== 'VALID' || equalBytes(input, restamps.list), 'a list that was not stamped');
    },
  },
  {
    ...plain,
    name: 'index of stamps over stamps',
    samples: [Buffer.from(`3 9 1 ${'0'.repeat(64)}.crl\n3 9 2\n10 12 1 ${'a'.repeat(64)}.ocsp\n`)],
    run: (input) => {
      const read = parseRestampIndex(input);
      if (read !== undefined) same(formatRestampIndex(read), input);
    },
  },
  {
    ...plain,
    name: 'name of a stamp over stamps',
    samples: ['0000000003-0000000900.1.list', '0000000003-0000000900.12.tsr'].map((name) =>
      Buffer.from(name),
    ),
    run: (input) => {
      const read = parseRestampName(input.toString('latin1'));
      if (read !== undefined) same(utf8(restampNames(read.restamp)[read.kind]), input);
    },
  },
  {
    ...plain,
    name: 'places in a certificate',
    refusals: [DerError],
    samples: [Buffer.from(located.certificate)],
    run: (input) => {
      const { lists, responders } = locationsOf(parseCertificate(input));
      for (const url of [...lists, ...responders])
        hold(/^https?:/.test(url), 'a place that is not on the web');
    },
  },
  {
    ...plain,
    name: 'revocation list in DER',
    refusals: [DerError],
    samples: [Buffer.from(tsa.revocationList)],
    run: (input) => same(parseRevocationList(input).bytes, input),
  },
];

function pemListOf(der: Uint8Array): string {
  return pemOf({ certificate: der }).replaceAll('CERTIFICATE', 'X509 CRL');
}

function never(): never {
  throw new Error('not stamped again');
}
