import { describe, expect, it } from 'vitest';
import { type BundleFiles, commit, type EvidencedEvent, formatRefusalLeaf } from '#crypto/evidence';
import { messageKey } from '#crypto/jose';
import { generatePrivateKey, utf8 } from '#crypto/primitives';
import {
  type Checkpoint,
  ed25519Signer,
  formatCheckpoint,
  parseCheckpoint,
  parseNote,
  signNote,
  sm2NoteSigner,
} from '#crypto/tlog';
import { CaseVerifier, readTrust } from '#crypto/verify';
import {
  AT,
  EVERYTHING_PASSES,
  EvidenceMaker,
  failing,
  filesOf,
  HUB,
  idOf,
  incomplete,
  ORIGIN,
  platformsFile,
  verdictsOn,
} from '../../../kit/evidence.js';

const honest = new EvidenceMaker().wholeCase();
const bundle = honest.bundle();
const trust = honest.trust();

describe('a hub that lies in its own log', () => {
  const stranger = messageKey(generatePrivateKey('ED25519'));

  it.each([
    ['signs for a platform', { key: stranger, leaf: { kid: stranger.kid } }, ['SIGNATURES']],
    ['logs a message meant for another hub', { message: { audience: 'another-hub' } }, ['SIGNATURES']],
    ['names another key in the leaf', { leaf: { kid: stranger.kid } }, ['COMMITMENTS']],
    ['names another hub in the leaf', { leaf: { hub: 'another-hub' } }, ['COMMITMENTS']],
    ['names another platform in the leaf', { leaf: { actor: 'henan' } }, ['COMMITMENTS']],
    ['logs another moment', { leaf: { at: AT } }, ['COMMITMENTS']],
    ['tells another message id', { event: { messageId: idOf(77) } }, ['COMMITMENTS']],
    ['logs a refusal as an act', { event: { leaf: refusalLeaf() } }, ['COMMITMENTS']],
    [
      'accepts a payload that does not fit',
      { message: { payload: utf8('{}') } },
      ['COMMITMENTS', 'TRANSITIONS'],
    ],
    [
      'accepts a type that is not',
      { message: { cty: 'tongban.v1.Case+json' } },
      ['COMMITMENTS', 'TRANSITIONS'],
    ],
  ])('is caught when it %s', (_, lie, questions) => {
    const maker = new EvidenceMaker();
    maker.wholeCase(2);
    maker.act('guangdong', 'CaseWithdrawn', {}, lie);
    maker.acknowledge('henan', 5);
    const { exitCode, not } = verdictsOn(filesOf(maker.bundle()), maker.trust());
    const { RECEIVED: __, ...rest } = not; // a lie about an act may leave its acknowledgement without one
    expect({ exitCode, not: rest }).toEqual(failing(...questions));
  });

  it('is caught when it records an act that the state forbids, or that belongs to the other platform', () => {
    for (const [by, type, body] of [
      ['henan', 'CaseConcluded', { concludedAt: '2026-11-22T10:00:00+08:00' }],
      ['guangdong', 'CaseAccepted', { competentCaseRef: 'X-1', acceptedAt: '2026-11-22T10:00:00+08:00' }],
      [
        'guangdong',
        'SubmitCase',
        JSON.parse(Buffer.from(bundle.events[0]?.message?.payload ?? []).toString()),
      ],
    ] as const) {
      const maker = new EvidenceMaker().wholeCase(2);
      const seq = maker.act(by, type, body);
      maker.acknowledge(by === 'henan' ? 'guangdong' : 'henan', seq);
      expect(verdictsOn(filesOf(maker.bundle()), maker.trust()), type).toEqual(failing('TRANSITIONS'));
    }
  });

  it('is caught when it shows two trees of one size', () => {
    const other = new EvidenceMaker();
    const twin = Object.assign(other, { log: honest.log, logSm2: honest.logSm2, witness: honest.witness });
    for (let i = 0; i < 20; i++) twin.act('guangdong', 'CaseWithdrawn', {});
    const [foreign] = twin.bundle().events;
    const checkpoint = foreign?.proof?.checkpoint ?? expect.fail();
    const split = bundle.events.map(
      (event, i): EvidencedEvent =>
        i === 0 && event.proof !== undefined ? { ...event, proof: { ...event.proof, checkpoint } } : event,
    );
    expect(verdictsOn(filesOf({ ...bundle, events: split }), trust)).toEqual(failing('IN_LOG', 'CONSISTENT'));
  });

  it('is not said to continue a checkpoint of another log, nor to be of one log when it is of two', () => {
    const elsewhere = ed25519Signer('elsewhere.example/audit/1', generatePrivateKey('ED25519'));
    const [first] = bundle.events;
    const { origin: _, ...tree } =
      parseCheckpoint(parseNote(first?.proof?.checkpoint ?? '')?.text ?? '') ?? expect.fail();
    const twin = { origin: elsewhere.verifier.name, ...tree };
    const consistent = (files: BundleFiles, since: readonly Checkpoint[] = []) => {
      const policy = `log ${elsewhere.vkey}\n${trust.policy}`;
      const { answers } = new CaseVerifier(readTrust({ ...trust, policy })).verify(files, { since });
      return answers.find(({ question }) => question === 'CONSISTENT');
    };
    expect(consistent(filesOf(bundle), [twin])).toMatchObject({
      ...{ verdict: 'NOT_CHECKED', isRequired: true, en: 'the known checkpoints are of another log' },
    });
    const checkpoint = signNote(formatCheckpoint(twin), [elsewhere]);
    const two = bundle.events.map(
      (event): EvidencedEvent =>
        event === first && event.proof !== undefined
          ? { ...event, proof: { ...event.proof, checkpoint } }
          : event,
    );
    expect(consistent(filesOf({ ...bundle, events: two }))).toMatchObject({
      ...{ verdict: 'NOT_CHECKED', isRequired: true, en: expect.stringContaining('several logs') },
    });
  });
});

describe('evidence under keys that the auditor does not believe', () => {
  const { guangdong, henan } = honest.keys;
  const others = { guangdong: messageKey(generatePrivateKey('SM2')) };
  const keys = (...henanKeys: object[]) =>
    platformsFile([
      { platform: 'guangdong', key: guangdong },
      ...henanKeys.map((more) => ({ platform: 'henan', key: henan, ...more })),
    ]);

  it.each([
    ['unknown', keys(), ['SIGNATURES']],
    [
      'somebody else’s',
      platformsFile([
        { platform: 'guangdong', key: others.guangdong },
        { platform: 'henan', key: henan },
      ]),
      ['SIGNATURES'],
    ],
    [
      'registered for the other platform',
      platformsFile([
        { platform: 'henan', key: guangdong },
        { platform: 'henan', key: henan },
      ]),
      ['SIGNATURES'],
    ],
    ['expired before it signed', keys({ validTo: '2026-11-22T02:00:01Z' }), ['SIGNATURES', 'SIGNER_KEYS']],
    [
      'not valid yet when it signed',
      keys({ validFrom: '2026-11-22T03:00:00Z' }),
      ['SIGNATURES', 'SIGNER_KEYS'],
    ],
    ['revoked before it signed', keys({ revokedAt: '2026-11-22T02:00:01Z' }), ['SIGNATURES', 'SIGNER_KEYS']],
  ])('fails for a platform key that is %s', (_, platforms, questions) => {
    expect(verdictsOn(filesOf(bundle), { ...trust, platforms })).toEqual(failing(...questions));
  });

  it('holds for what was signed before a key was revoked', () => {
    const platforms = keys({ revokedAt: '2026-11-23T00:00:00Z' });
    expect(verdictsOn(filesOf(bundle), { ...trust, platforms })).toEqual(EVERYTHING_PASSES);
  });

  it('fails under the key of another log', () => {
    const other = ed25519Signer(ORIGIN, generatePrivateKey('ED25519'));
    const policy = trust.policy.replace(honest.log.vkey, other.vkey);
    expect(verdictsOn(filesOf(bundle), { ...trust, policy })).toEqual({
      exitCode: 1,
      not: {
        IN_LOG: 'FAIL',
        LOG_SIGNATURE: 'FAIL',
        WITNESSES: 'NOT_CHECKED',
        TIME: 'NOT_CHECKED',
        CONSISTENT: 'NOT_CHECKED',
        SM2: 'FAIL',
      },
    });
  });

  it('fails without the SM2 line that the auditor looks for, and with one that is wrong', () => {
    const unsigned = filesOf(honest.bundle([honest.log]));
    expect(verdictsOn(unsigned, trust)).toEqual(failing('SM2'));
    const { verifier, sign: _, ...rest } = honest.logSm2;
    const forged = { ...rest, verifier, sign: sm2NoteSigner(ORIGIN, generatePrivateKey('SM2')).sign };
    const { exitCode, not } = verdictsOn(filesOf(honest.bundle([honest.log, forged])), trust);
    expect(exitCode).toBe(1);
    expect(not).toMatchObject({ LOG_SIGNATURE: 'FAIL', SM2: 'FAIL' });
  });

  it('is incomplete when too few witnesses have cosigned', () => {
    const policy = `${trust.policy.replace('quorum W', '')}witness V ${new EvidenceMaker().witness.vkey}\ngroup g all V W\nquorum g\n`;
    expect(verdictsOn(filesOf(bundle), { ...trust, policy })).toEqual(incomplete('WITNESSES'));
  });
});

function refusalLeaf(): Uint8Array {
  const message = commit('message', new Uint8Array(32), utf8('x'));
  const facts = { actor: 'guangdong', at: AT, code: 'NOT_ALLOWED', hub: HUB, id: idOf(5), message } as const;
  return formatRefusalLeaf({ ...facts, type: 'Refusal', v: 1 });
}
