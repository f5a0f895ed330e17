import { describe, expect, it } from 'vitest';
import { BundleError, type EvidenceBundle, readBundle } from '#crypto/evidence';
import { utf8 } from '#crypto/primitives';
import { CaseVerifier, readTrust, TrustError } from '#crypto/verify';
import { pemOf } from '../../../kit/certificates.js';
import { AT, EvidenceMaker, failing, filesOf, incomplete, verdictsOn } from '../../../kit/evidence.js';
import { restampedRun } from '../../../kit/restamps.js';
import { makeSm2Tsa, makeToken } from '../../../kit/time-stamps.js';

const honest = new EvidenceMaker().wholeCase();
const bundle = honest.bundle();
const tsa = makeSm2Tsa();
const timeStamps = { authorities: [pemOf(tsa.root)], revocationLists: [tsa.revocationList], asOf: AT };
const trust = { ...honest.trust(), timeStamps };

const noteOf = ({ events }: EvidenceBundle) => events.at(0)?.proof?.checkpoint ?? expect.fail('no proof');
const sizeOf = (note: string) => Number(note.split('\n')[1]);

function stamped(given: EvidenceBundle, note = noteOf(given), size = sizeOf(note)): EvidenceBundle {
  return { ...given, timeStamps: [{ size, token: makeToken(utf8(note), tsa.maker, { at: AT }) }] };
}

function timeOf(given: EvidenceBundle): unknown {
  const { answers } = new CaseVerifier(readTrust(trust)).verify(filesOf(given));
  const answer = answers.find(({ question }) => question === 'TIME');
  return [answer?.verdict, answer?.en];
}

describe('evidence with a time stamp', () => {
  it('passes every question, and says by when and whom', () => {
    expect(verdictsOn(filesOf(stamped(bundle)), trust)).toEqual({ exitCode: 0, not: {} });
    expect(timeOf(stamped(bundle))).toEqual([
      'PASS',
      `all of it by ${new Date(AT).toISOString()}, CN=测试时间戳服务, C=CN`,
    ]);
  });

  it('is not checked when the auditor names no authority, and is not needed then', () => {
    expect(verdictsOn(filesOf(stamped(bundle)), honest.trust())).toEqual({
      exitCode: 0,
      not: { TIME: 'NOT_CHECKED' },
    });
  });

  it('is incomplete without, when the auditor names one', () => {
    expect(verdictsOn(filesOf(bundle), trust)).toEqual(incomplete('TIME'));
    expect(timeOf(bundle)).toEqual(['NOT_CHECKED', expect.stringContaining('not stamped: 1 SubmitCase')]);
  });

  it.each<[string, (note: string) => string, string]>([
    ['is over another checkpoint', () => 'something else', 'it is over something else'],
    ['is over the text without its signatures', (note) => note.split('\n\n')[0] ?? '', 'over something else'],
  ])('is false when it %s', (_, change, why) => {
    const other = stamped(bundle, change(noteOf(bundle)), sizeOf(noteOf(bundle)));
    expect(verdictsOn(filesOf(other), trust)).toEqual(failing('TIME'));
    expect(timeOf(other)).toEqual(['FAIL', expect.stringContaining(why)]);
  });

  it('is false when it stamps a size that no proof ends in', () => {
    expect(timeOf(stamped(bundle, noteOf(bundle), 7))).toEqual([
      'FAIL',
      'there is no checkpoint of 7 entries',
    ]);
  });

  it.each([
    ['its authority is another one', { ...timeStamps, authorities: [pemOf(makeSm2Tsa().root)] }],
    ['there is no list of the revoked', { ...timeStamps, revocationLists: [] }],
  ])('could not be verified when %s', (_, given) => {
    expect(verdictsOn(filesOf(stamped(bundle)), { ...trust, timeStamps: given })).toEqual(incomplete('TIME'));
  });

  it('covers what was logged by then, and says what came after it', () => {
    const grown = stamped(honest.grown(3));
    expect(verdictsOn(filesOf(grown), trust)).toEqual(incomplete('TIME'));
    expect(timeOf(grown)).toEqual(['NOT_CHECKED', expect.stringContaining('not stamped: 4 ')]);
  });

  it.each([
    ['a key that is none', { authorities: ['nothing'], revocationLists: [], asOf: AT }],
    ['a list that is none', { ...timeStamps, revocationLists: [Buffer.of(0x30, 0x01)] }],
  ])('is not looked at with %s for trust', (_, given) => {
    expect(() => readTrust({ ...trust, timeStamps: given })).toThrow(TrustError);
  });
});

describe('evidence whose time stamp was stamped again', () => {
  const YEAR_MS = 31_536_000_000;
  const old = makeSm2Tsa(undefined, AT + YEAR_MS);
  const note = noteOf(bundle);
  const token = makeToken(utf8(note), old.maker, { at: AT });
  const stamp = { size: sizeOf(note), data: utf8(note), token };
  const once = { tsa, at: AT + 1_000 };
  const run = restampedRun([stamp], [once, { ...once, at: AT + 2_000, digest: 'sm3' }]);
  const again = { ...bundle, timeStamps: [{ size: stamp.size, token }], restamped: [run] };
  const later = {
    ...trust,
    timeStamps: {
      authorities: [pemOf(old.root), pemOf(tsa.root)],
      revocationLists: [old.revocationList, tsa.revocationList],
      asOf: AT + 2 * YEAR_MS,
    },
  };
  const answerOf = (given: EvidenceBundle) =>
    new CaseVerifier(readTrust(later))
      .verify(filesOf(given))
      .answers.find(({ question }) => question === 'TIME');

  it('passes after the certificate has expired, and does not without', () => {
    expect(verdictsOn(filesOf(again), later)).toEqual({ exitCode: 0, not: {} });
    expect(answerOf(again)?.en).toMatch(/; stamped again 2 times since$/);
    const { restamped: _, ...without } = again;
    expect(verdictsOn(filesOf(without), later)).toEqual(incomplete('TIME'));
    expect(answerOf(without)?.en).toContain('a certificate has expired');
  });

  it('is as it was written, each list and stamp in a file of its own, with certificates for checking by hand', () => {
    const files = filesOf(again);
    const name = `${String(stamp.size).padStart(10, '0')}-${String(stamp.size).padStart(10, '0')}`;
    expect(readBundle(files).restamped).toEqual([run]);
    expect([...files.keys()]).toEqual(
      expect.arrayContaining([
        ...[`timestamps/${name}.1.list`, `timestamps/${name}.1.tsr`],
        ...[`timestamps/${name}.2.list`, `certs/tsa-${name}.2.pem`],
      ]),
    );
    expect(Buffer.from(files.get('case.json') ?? []).toString()).toContain('tongban-evidence/7');
    for (const path of [`timestamps/${name}.1.list`, `timestamps/${name}.2.tsr`]) {
      const less = new Map(files);
      less.delete(path);
      expect(() => verdictsOn(less, later)).toThrow(BundleError);
    }
  });

  it('is false where a list is over something else, or over no stamp that is here', () => {
    const change = (digests: Map<string, Uint8Array>) => digests.set('0000000000.tsr', new Uint8Array(32));
    const more = { ...again, restamped: [restampedRun([stamp], [{ ...once, change }])] };
    expect(verdictsOn(filesOf(more), later)).toEqual({ exitCode: 0, not: {} });
    const other = restampedRun([{ ...stamp, data: utf8('else') }], [once]);
    expect(answerOf({ ...again, restamped: [other] })).toMatchObject({ verdict: 'FAIL' });
    const elsewhere = restampedRun([{ ...stamp, size: stamp.size + 1 }], [once]);
    expect(answerOf({ ...again, restamped: [run, elsewhere] })?.en).toContain('is over no time stamp');
  });
});

describe('evidence in a log that grew', () => {
  it('is consistent where the proof holds', () => {
    expect(verdictsOn(filesOf(honest.grown(3)), honest.trust())).toEqual({
      exitCode: 0,
      not: { TIME: 'NOT_CHECKED' },
    });
  });

  it('is false where it does not', () => {
    const grown = honest.grown(3);
    const growth = grown.growth.map((each) => ({ ...each, proof: each.proof.slice(1) }));
    expect(verdictsOn(filesOf({ ...grown, growth }), honest.trust())).toMatchObject({
      exitCode: 1,
      not: { CONSISTENT: 'FAIL' },
    });
    expect(verdictsOn(filesOf({ ...grown, growth: [] }), honest.trust())).toEqual({
      exitCode: 0,
      not: { TIME: 'NOT_CHECKED', CONSISTENT: 'NOT_CHECKED' },
    });
  });
});

describe('the files of heads', () => {
  const files = filesOf(stamped(honest.grown(3)));
  const paths = [...files.keys()].filter((path) => /^(?:timestamps|consistency)\//.test(path));

  it('are there, and none may be altered, taken out or put in', () => {
    expect(paths).toEqual([
      expect.stringMatching(/^timestamps\/\d{10}\.tsr$/),
      expect.stringMatching(/^consistency\/\d{10}-\d{10}\.txt$/),
    ]);
    for (const path of paths) {
      const without = new Map(files);
      without.delete(path);
      expect(() => verdictsOn(without, trust)).toThrow(BundleError);
      const longer = new Map(files).set(path, Buffer.concat([files.get(path) ?? Buffer.of(), Buffer.of(0)]));
      expect(() => verdictsOn(longer, trust)).toThrow(BundleError);
      const one = new Map(files).set(path.replace('/0', '/9'), files.get(path) ?? Buffer.of());
      expect(verdictsOn(one, trust)).toMatchObject({ exitCode: 1, not: { FILES: 'FAIL' } });
    }
  });
});
