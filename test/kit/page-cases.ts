import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { expect } from 'vitest';
import { withhold, writeZip } from '#crypto/evidence';
import { generatePrivateKey, hex, sha256, utf8 } from '#crypto/primitives';
import { ed25519Signer } from '#crypto/tlog';
import { pemOf } from './certificates.js';
import { erased } from './erased.js';
import { AT, EvidenceMaker, filesOf, ORIGIN, platformsFile } from './evidence.js';
import { makerOf, makeSm2Tsa, makeToken, type TokenMaker } from './time-stamps.js';
import { TestTsa } from './tsa.js';
import { handedBy, type ToHandIn } from './verify-page.js';

/** What auditors hand in to the page, good or wrong in one point. */

export const maker = new EvidenceMaker().wholeCase(2);
const whole = filesOf(maker.bundle());
export const handed = handedBy(maker, writeZip(whole));

/** The same with one file of the bundle changed, and the manifest as it was. */
export function changed(path: RegExp, change: (text: string) => string): ToHandIn {
  const name = [...whole.keys()].find((each) => path.test(each)) ?? expect.fail(`no file ${path}`);
  const text = Buffer.from(whole.get(name) ?? []).toString();
  expect(change(text)).not.toBe(text);
  return { ...handed, bundle: writeZip(new Map([...whole, [name, utf8(change(text))]])) };
}

function without(path: RegExp): ToHandIn {
  return { ...handed, bundle: writeZip(new Map([...whole].filter(([name]) => !path.test(name)))) };
}

const partly = filesOf(withhold(maker.bundle(), new Set(['applicant', 'form'])));
const falsely = new Map(
  [...partly].map(([path, bytes]) => {
    const text = Buffer.from(bytes).toString();
    return [path, path.startsWith('openings/') ? utf8(text.replace('REMOTE_INTAKE', 'FULLY_ONLINE')) : bytes];
  }),
);

const mayBePartly: ToHandIn = { ...handed, bundle: writeZip(partly), mayBeWithheld: true };

/** Messages that were refused: one as the log has it, one that is told otherwise. */
const refusing = new EvidenceMaker();
refusing.refuse('henan', 'WRONG_PLATFORM');
refusing.refuse('guangdong', 'ILLEGAL_TRANSITION', { told: { code: 'WRONG_PLATFORM' } });
refusing.wholeCase(1);
export const refusals = handedBy(refusing, writeZip(filesOf(refusing.bundle())));

const stranger = ed25519Signer(ORIGIN, generatePrivateKey('ED25519'));
const { gm: _, ...withoutSm2 } = handed;

/** Time stamps of an authority of GM/T 0033, and of one whose keys are RSA. */
const gmTsa = makeSm2Tsa();
export const gmStamps = { authorities: [pemOf(gmTsa.root)], revocationLists: [gmTsa.revocationList] };
const rsaTsa = await TestTsa.make({ key: 'rsa' });
await rsaTsa.writeCrl();
export const rsaStamps = {
  authorities: [readFileSync(rsaTsa.rootFile, 'utf8')],
  revocationLists: [readFileSync(rsaTsa.crlFile)],
};
const rsaMaker: TokenMaker = { ...makerOf(rsaTsa), signatureAlgorithm: '1.2.840.113549.1.1.11' };
rsaTsa.close();

function stamped(by: TokenMaker, at: number, over?: string): ToHandIn {
  const bundle = maker.bundle();
  const note = bundle.events[0]?.proof?.checkpoint ?? expect.fail('no proof');
  const token = makeToken(utf8(over ?? note), by, { at });
  const timeStamps = [{ size: Number(note.split('\n')[1]), token }];
  return { ...handed, bundle: writeZip(filesOf({ ...bundle, timeStamps })) };
}

const stampedGm = { ...stamped(gmTsa.maker, AT), timeStamps: gmStamps };
export const stampedRsa = { ...stamped(rsaMaker, Date.now()), timeStamps: rsaStamps };

/** What is handed in, and the exit code of the command line. */
export const CASES: readonly (readonly [string, ToHandIn, number])[] = [
  ['a good bundle', handed, 0],
  ['a good bundle without the SM2 key', withoutSm2, 0],
  [
    'a case that nobody has answered',
    handedBy(maker, writeZip(filesOf(new EvidenceMaker(maker).wholeCase(1).bundle()))),
    0,
  ],
  ['a policy that asks for no witness', { ...handed, policy: `log ${maker.log.vkey}\nquorum none\n` }, 0],
  ['a case of which a part is withheld', { ...handed, bundle: writeZip(partly) }, 3],
  ['a case of which a part may be withheld', mayBePartly, 0],
  ['withheld contents that are false', { ...mayBePartly, bundle: writeZip(falsely) }, 1],
  ['refused messages, one of them told otherwise', refusals, 1],
  ['a part of it that was changed', { ...handed, bundle: writeZip(falsely) }, 1],
  ['a case whose contents are erased', { ...handed, bundle: writeZip(filesOf(erased(maker))) }, 0],
  ['a time stamp of SM2', stampedGm, 0],
  ['a time stamp of RSA', stampedRsa, 0],
  [
    'a time stamp of one of two authorities',
    {
      ...stampedRsa,
      timeStamps: {
        authorities: [...gmStamps.authorities, ...rsaStamps.authorities],
        revocationLists: [...gmStamps.revocationLists, ...rsaStamps.revocationLists],
      },
    },
    0,
  ],
  ['a time stamp and no authority', { ...stampedGm, timeStamps: undefined }, 0],
  ['no time stamp, and an authority', { ...handed, timeStamps: gmStamps }, 3],
  ['a time stamp of another authority', { ...stampedGm, timeStamps: rsaStamps }, 3],
  ['no list of the revoked', { ...stampedRsa, timeStamps: { ...rsaStamps, revocationLists: [] } }, 3],
  [
    'a time stamp over something else',
    { ...stamped(rsaMaker, Date.now(), 'else'), timeStamps: rsaStamps },
    1,
  ],
  ['an authority that is none', { ...stampedGm, timeStamps: { ...gmStamps, authorities: ['none'] } }, 2],
  ['a message that was changed', changed(/^messages\//, (text) => text.replace(/(payload": ")./, '$1f')), 1],
  [
    'a signature that was changed',
    changed(/^messages\//, (text) => text.replace(/(signature": ".{20})./, '$1_')),
    1,
  ],
  ['a leaf that was changed', changed(/^entries\//, (text) => text.replace('"v":3', '"v": 3')), 1],
  ['a proof for another place', changed(/^proofs\//, (text) => text.replace(/index \d+/, 'index 0')), 1],
  ['a checkpoint of another size', changed(/^proofs\//, (text) => text.replace(/(audit\/1\n)\d+/, '$19')), 1],
  [
    'a salt that was changed',
    changed(/^openings\//, (text) => text.replace(/(salt": ").{10}/, '$1AAAAAAAAAA')),
    1,
  ],
  ['a file too many', { ...handed, bundle: writeZip(new Map([...whole, ['more.txt', utf8('x')]])) }, 1],
  ['another log', { ...handed, policy: `log ${stranger.vkey}\nquorum none\n` }, 1],
  ['no platform that is trusted', { ...handed, platforms: platformsFile([]) }, 1],
  ['a message that is missing', without(/^messages\/0002/), 2],
  ['a manifest that is missing', without(/^manifest/), 2],
  ['a bundle that is cut short', { ...handed, bundle: handed.bundle.subarray(0, 2000) }, 2],
  ['a zip bomb', { ...handed, bundle: zipSync({ 'case.json': new Uint8Array(15 * 1024 * 1024) }) }, 2],
  ['a way out of the folder', { ...handed, bundle: zipSync({ '../case.json': utf8('{}') }) }, 2],
  ['a policy that is none', { ...handed, policy: 'log nobody\n' }, 2],
  [
    'a key of small order in the policy',
    { ...handed, policy: handed.policy.replace(/log \S+/, `log ${smallOrderKey()}`) },
    2,
  ],
  ['platforms that are no JSON', { ...handed, platforms: utf8('{') }, 2],
  ['another key in the place of the SM2 key', { ...handed, gm: maker.log.vkey }, 2],
];

/** The identity point, under which anybody can sign. */
function smallOrderKey(): string {
  const material = Uint8Array.of(1, 1, ...new Uint8Array(31));
  const id = hex(sha256(utf8(ORIGIN), Uint8Array.of(0x0a), material)).slice(0, 8);
  return `${ORIGIN}+${id}+${Buffer.from(material).toString('base64')}`;
}
