import { isDeepStrictEqual } from 'node:util';
import { DerError, readDer } from '#crypto/asn1';
import { examineFile } from '#crypto/copies';
import {
  BundleError,
  manifestFaults,
  opensGroups,
  parseLeaf,
  readBundle,
  readZip,
  shownMembers,
  withhold,
  writeZip,
} from '#crypto/evidence';
import { fromFlattened, readHeader, readJwt, signJwt, signMessage, toFlattened } from '#crypto/jose';
import { OfdError } from '#crypto/ofd';
import { PdfError } from '#crypto/pdf';
import * as node from '#crypto/primitives';
import { ed25519FromSeed, sha256, utf8 } from '#crypto/primitives';
import * as browser from '#crypto/primitives/browser';
import {
  bundlePath,
  cosignatureVerifier,
  ed25519Verifier,
  encodeBundle,
  formatAddCheckpoint,
  formatCheckpoint,
  formatTlogProof,
  openCheckpoint,
  parseAddCheckpoint,
  parseBundle,
  parseCheckpoint,
  parseGmPolicy,
  parseNote,
  parsePolicy,
  parseTile,
  parseTilePath,
  parseTlogProof,
  parseVkey,
  rfc6962,
  signatureLine,
  sm2NoteVerifier,
  tilePath,
} from '#crypto/tlog';
import { CaseVerifier, readLogTrust, readPlatforms, readTrust, TrustError } from '#crypto/verify';
import {
  checkpointsIn,
  compareCheckpoints,
  formatMisbehaviour,
  parseMisbehaviour,
} from '#crypto/verify/compare';
import { readCertificates } from '#crypto/x509/certificate';
import { HubError } from '#proto/errors';
import { parseStrictJson } from '#proto/schema';
import { readOpening, writeOpening } from '../../crypto/evidence/opening.js';
import { pemOf } from '../kit/certificates.js';
import { EvidenceMaker, filesOf, HUB } from '../kit/evidence.js';
import { leavesFor, noteOf, STATIC_LOG, STATIC_TRUST, STATIC_WITNESS } from '../kit/exported-log.js';
import { GrowingLog } from '../kit/growing-log.js';
import { ofdFiles, packOfd, sealOfd } from '../kit/ofd.js';
import { pdfOf, sealPdf } from '../kit/pdf.js';
import { sealWorld } from '../kit/seals.js';
import { PERIODS } from './period-targets.js';
import { STAMPS } from './stamp-targets.js';
import { hold, plain, same, type Target } from './target.js';

const text = (...texts: readonly string[]) => texts.map((each) => Buffer.from(each));

const log = new GrowingLog('hub.example/audit/1');
const maker = new EvidenceMaker().wholeCase(2);
const trust = readTrust(maker.trust());
const logTrust = readLogTrust(STATIC_TRUST);
const files = filesOf(maker.bundle());
const zip = Buffer.from(writeZip(files));
const proof = maker.bundle().events[0]?.proof;
const note = noteOf(600, rfc6962.leaf(utf8('root')));
const body = note.slice(0, note.indexOf('\n\n') + 1);
const message = signMessage(
  {
    cty: 'tongban.v1.SubmitCase+json',
    issuer: 'guangdong',
    audience: HUB,
    messageId: '019339f0-0000-7000-8000-000000000001',
    issuedAt: 1_795_312_680_000,
    payload: utf8('{}'),
  },
  maker.keys.henan,
);
const jwt = signJwt({ sub: 'x', iat: 1 }, 'a+jwt', maker.keys.henan);
const seals = sealWorld();
const seedKey = ed25519FromSeed(sha256(utf8('fuzz')));

const NOTES: readonly Target[] = [
  {
    ...plain,
    name: 'note',
    share: 10,
    samples: text(note, log.checkpoint(3)),
    run: (input) => {
      const source = input.toString();
      const parsed = parseNote(source);
      if (parsed === undefined) return;
      const lines = parsed.lines.map((line) => signatureLine(line, line.signature)).join('');
      hold(`${parsed.text}\n${lines}` === source, 'a note in another spelling');
    },
  },
  {
    ...plain,
    name: 'signed checkpoint',
    share: 6,
    samples: text(note),
    run: (input) => {
      const others = [STATIC_WITNESS.verifier];
      const opened = openCheckpoint(input.toString(), STATIC_LOG.verifier, others);
      if (typeof opened === 'string') return;
      hold(formatCheckpoint(opened) === body, 'a checkpoint that nobody has signed');
    },
  },
  {
    ...plain,
    name: 'checkpoint body',
    samples: text(body, 'a\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n'),
    run: (input) => {
      const source = input.toString();
      const parsed = parseCheckpoint(source);
      hold(parsed === undefined || formatCheckpoint(parsed) === source, 'a body in another spelling');
    },
  },
  {
    ...plain,
    name: 'cosignature',
    share: 3,
    samples: text(note).map((bytes) =>
      Buffer.from(bytes.toString().split(' ').at(-1) ?? '', 'base64').subarray(4),
    ),
    run: (input) => {
      const right = Buffer.from(note.split(' ').at(-1) ?? '', 'base64').subarray(4);
      const isRight = STATIC_WITNESS.verifier.verify(utf8(body), input);
      hold(isRight === input.equals(right), 'another cosignature than the one made');
    },
  },
  {
    ...plain,
    name: 'key of a policy',
    samples: text(STATIC_LOG.vkey, STATIC_WITNESS.vkey, maker.logSm2.vkey),
    run: (input) => {
      const vkey = input.toString();
      const keys = [ed25519Verifier(vkey), cosignatureVerifier(vkey), sm2NoteVerifier(vkey)];
      const parsed = parseVkey(vkey);
      for (const key of keys)
        hold(key === undefined || key.keyId === parsed?.keyId, 'a key under another id than its own');
    },
  },
  {
    ...plain,
    name: 'policy',
    samples: text(
      STATIC_TRUST.policy,
      `log ${STATIC_LOG.vkey} https://a.example\nwitness A ${STATIC_WITNESS.vkey}\ngroup g any A\ngroup h 1 g\nquorum h\n`,
    ),
    run: (input) => {
      const policy = parsePolicy(input.toString());
      if ('reason' in policy) return;
      hold(policy.logs.length > 0, 'a policy without a log');
      hold(policy.isQuorum(new Set(policy.witnesses.keys())) || policy.needsWitnesses, 'no quorum of all');
      hold(!policy.needsWitnesses || !policy.isQuorum(new Set()), 'a quorum of nobody');
    },
  },
  {
    ...plain,
    name: 'policy of SM2 keys',
    samples: text(maker.trust().gm, `log ${maker.logSm2.vkey}\nquorum none\n`),
    run: (input) => {
      const policy = parseGmPolicy(input.toString());
      if ('reason' in policy) return;
      hold(policy.logs.length > 0, 'a policy without a log');
      hold(!policy.needsWitnesses || !policy.isQuorum(new Set()), 'a quorum of nobody');
    },
  },
];

/** What the verifier reads on a page in a browser is what it reads in Node, or both refuse it. */
const PLATFORMS: readonly Target[] = [
  {
    ...plain,
    name: 'bytes as text, on both platforms',
    samples: text('00fF10', 'AAECAwQF', 'AAECAw==', 'AP-_Aw'),
    run: (input) => {
      const source = input.toString();
      const [one, other] = [node, browser].map(({ fromHex, fromBase64, fromBase64url }) =>
        [fromHex, fromBase64, fromBase64url].map((read) => node.hex(read(source) ?? utf8('-'))),
      );
      hold(isDeepStrictEqual(one, other), 'read in two ways');
    },
  },
  {
    ...plain,
    name: 'public key, on both platforms',
    share: 2,
    samples: (['SM2', 'P256', 'ED25519'] as const).map((suite) =>
      Buffer.from(node.generatePrivateKey(suite).publicKey.spki),
    ),
    run: (input) => {
      const [one, other] = [node, browser].map(({ importPublicKey }) => suiteOf(importPublicKey, input));
      hold(one === other, `${one} on the one, ${other} on the other platform`);
    },
  },
];

function suiteOf(read: (spki: Uint8Array) => node.PublicKey, spki: Uint8Array): node.Suite | undefined {
  try {
    return read(spki).suite;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

const PROOFS: readonly Target[] = [
  {
    ...plain,
    name: 'tlog-proof',
    share: 8,
    samples: proof === undefined ? [] : text(formatTlogProof(proof)),
    run: (input) => {
      const source = input.toString();
      const parsed = parseTlogProof(source);
      if (parsed !== undefined && !source.includes('\nextra '))
        same(formatTlogProof(parsed), Buffer.from(source));
    },
  },
  {
    ...plain,
    name: 'request to a witness',
    samples: text(log.request(3, 9), log.request(0, 4)),
    run: (input) => {
      const source = input.toString();
      const parsed = parseAddCheckpoint(source);
      hold(parsed === undefined || formatAddCheckpoint(parsed) === source, 'a request in another spelling');
    },
  },
  {
    ...plain,
    name: 'tile path',
    samples: text('tile/0/x001/x234/067', 'tile/entries/255.p/17', 'tile/63/000'),
    run: (input) => {
      const path = input.toString();
      const parsed = parseTilePath(path);
      if (parsed === undefined) return;
      const { kind, tile } = parsed;
      hold((kind === 'tile' ? tilePath(tile) : bundlePath(tile.index, tile.width)) === path, 'another path');
    },
  },
  {
    ...plain,
    name: 'tile and entry bundle',
    samples: [Buffer.alloc(64, 1), Buffer.from(encodeBundle([...leavesFor(2)]))],
    run: (input) => {
      const hashes = parseTile(input);
      if (hashes !== undefined) same(Buffer.concat(hashes), input);
      const entries = parseBundle(input);
      if (entries !== undefined) same(encodeBundle(entries), input);
    },
  },
  {
    ...plain,
    name: 'proof of misbehaviour',
    samples: text(
      formatMisbehaviour({ older: log.checkpoint(2), newer: log.checkpoint(5), tree: undefined }),
      formatMisbehaviour({
        older: log.checkpoint(2),
        newer: log.checkpoint(5),
        tree: { root: log.root(2), proof: log.asks(2, 5).proof },
      }),
    ),
    run: (input) => {
      const parsed = parseMisbehaviour(input);
      if (parsed !== undefined) same(formatMisbehaviour(parsed), input);
    },
  },
  {
    ...plain,
    name: 'checkpoints of any file',
    share: 3,
    refusals: [BundleError],
    samples: [...text(note, log.request(2, 4), `{"a":{"checkpoint":${JSON.stringify(note)}}}`), zip],
    run: async (input) => {
      const found = await checkpointsIn('file', input);
      const { misbehaviour } = await compareCheckpoints(found, { trust: logTrust, log: undefined });
      hold(misbehaviour === undefined, 'misbehaviour of an honest log');
    },
  },
];

const DOCUMENTS: readonly Target[] = [
  {
    ...plain,
    name: 'leaf',
    share: 8,
    samples: [...leavesFor(1)]
      .map(Buffer.from)
      .concat(maker.bundle().events.map(({ leaf }) => Buffer.from(leaf))),
    run: (input) => {
      const leaf = parseLeaf(input);
      if (leaf === undefined) return;
      const strict = parseStrictJson(input);
      hold(strict.ok && isDeepStrictEqual(strict.value, { ...leaf }), 'a leaf that says something else');
    },
  },
  {
    ...plain,
    name: 'strict JSON',
    share: 8,
    samples: [...files].filter(([path]) => path.endsWith('.json')).map(([, bytes]) => Buffer.from(bytes)),
    run: (input) => {
      const strict = parseStrictJson(input);
      if (!strict.ok) return;
      hold(isDeepStrictEqual(strict.value, JSON.parse(input.toString())), 'JSON that says something else');
      hold(twice(input.toString()) === undefined, 'a key stands twice');
    },
  },
  {
    ...plain,
    name: 'bundle zip',
    share: 2,
    refusals: [BundleError],
    samples: [zip],
    run: async (input) => {
      const read = await readZip(input);
      const again = await readZip(writeZip(read));
      hold(
        [...read].every(([path, bytes]) => Buffer.from(bytes).equals(again.get(path) ?? utf8(''))),
        'other files',
      );
    },
  },
  {
    ...plain,
    name: 'platforms',
    share: 2,
    refusals: [TrustError],
    samples: [Buffer.from(maker.trust().platforms)],
    run: (input) => void readPlatforms(input),
  },
  {
    ...plain,
    name: 'signed message',
    refusals: [HubError],
    samples: text(JSON.stringify(toFlattened(message)), Buffer.from(message.protected).toString()),
    run: (input) => {
      readHeader(message.protected);
      const json = parseStrictJson(input);
      if (!json.ok) return void readHeader(input);
      const parts = fromFlattened(json.value);
      hold(isDeepStrictEqual(fromFlattened(toFlattened(parts)), parts), 'another message');
      readHeader(parts.protected);
    },
  },
  {
    ...plain,
    name: 'token',
    samples: text(jwt),
    run: (input) => void readJwt(input.toString(), 'a+jwt'),
  },
  {
    ...plain,
    name: 'DER',
    share: 10,
    refusals: [DerError],
    samples: [Buffer.from(seals.maker.certificate), Buffer.from(seedKey.publicKey.spki)],
    run: (input) => same(readDer(input).bytes, input),
  },
  {
    ...plain,
    name: 'certificates',
    share: 4,
    refusals: [DerError],
    samples: text(pemOf(seals.maker), pemOf(seals.maker) + pemOf(seals.authority)),
    run: (input) => void readCertificates(input.toString()),
  },
  {
    ...plain,
    name: 'sealed document',
    share: 0.5,
    refusals: [OfdError, PdfError, DerError],
    samples: [packOfd(sealOfd(ofdFiles(), seals, { covers: () => true })), sealPdf(pdfOf(), seals)].map(
      Buffer.from,
    ),
    run: async (input) => void (await examineFile(input, { makers: [], issuers: [] })),
  },
];

const withheld = withhold(maker.bundle(), new Set(['applicant', 'form']));
const partial = withheld.events[0]?.partial;

const OPENINGS: readonly Target[] = [
  {
    ...plain,
    name: 'opening',
    samples: partial === undefined ? [] : text(JSON.stringify(writeOpening(partial))),
    run: (input) => {
      const json = parseStrictJson(input);
      const opening = json.ok ? readOpening(json.value) : undefined;
      if (opening === undefined || opening instanceof Uint8Array || opening.groups === undefined) return;
      hold(isDeepStrictEqual(readOpening(writeOpening(opening)), opening), 'another opening');
      shownMembers(opening.groups);
      const leaf = parseLeaf(withheld.events[0]?.leaf ?? utf8(''));
      if (leaf === undefined || !('groups' in leaf) || leaf.groups === undefined) return;
      const isSame = isDeepStrictEqual(opening.groups, partial?.groups);
      hold(isSame || !opensGroups(leaf.groups, opening.groups), 'other groups than those committed to');
    },
  },
];

/** Evidence as files, one of them changed: what zip or folder they come in does not matter. */
const BUNDLE: readonly Target[] = [...files.keys()].map((path) => ({
  ...plain,
  name: `bundle ${path}`,
  share: 0.3,
  refusals: [BundleError],
  samples: [Buffer.from(files.get(path) ?? [])],
  run: (input) => {
    const altered = new Map([...files, [path, input]]);
    const isSame = input.equals(Buffer.from(files.get(path) ?? []));
    const faults = manifestFaults(altered);
    readBundle(altered);
    hold(isSame || path === 'manifest.json' || faults.length > 0, 'the manifest does not show it');
    if (input.length % 8 > 0) return; // signatures take their time
    const { exitCode } = new CaseVerifier(trust).verify(altered);
    hold(exitCode > 0 || isSame || path === 'manifest.json', 'altered evidence passes');
  },
}));

export const TARGETS: readonly Target[] = [
  ...NOTES,
  ...PLATFORMS,
  ...PROOFS,
  ...STAMPS,
  ...PERIODS,
  ...DOCUMENTS,
  ...OPENINGS,
  ...BUNDLE,
];

/** A reader that was written for nothing else, to hold the strict one against. @returns a key that stands twice in an object. */
function twice(json: string): string | undefined {
  let found: string | undefined;
  const objects: Set<string>[] = [];
  const pattern = /"(?:[^"\\]|\\.)*"|[{}]/gs;
  for (const { 0: token, index } of json.matchAll(pattern)) {
    if (token === '{') objects.push(new Set());
    else if (token === '}') objects.pop();
    else if (/^\s*:/.test(json.slice(index + token.length, index + token.length + 20))) {
      const key: unknown = JSON.parse(token);
      const keys = objects.at(-1);
      if (typeof key === 'string' && keys?.has(key)) found = key;
      if (typeof key === 'string') keys?.add(key);
    }
  }
  return found;
}
