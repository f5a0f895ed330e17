import { describe, expect, it } from 'vitest';
import { BundleError, type EvidenceBundle, type EvidencedEvent } from '#crypto/evidence';
import { utf8 } from '#crypto/primitives';
import {
  AT,
  CASE_NO,
  EVERYTHING_PASSES,
  EvidenceMaker,
  failing,
  filesOf,
  idOf,
  incomplete,
  type Verdicts,
  verdictsOn,
} from '../../../kit/evidence.js';

const honest = new EvidenceMaker().wholeCase();
const bundle = honest.bundle();
const trust = honest.trust();

/** The bundle with its events changed, and everything that follows from them written anew. */
function withEvents(
  change: (events: readonly EvidencedEvent[]) => readonly EvidencedEvent[],
): EvidenceBundle {
  return { ...bundle, events: change(bundle.events) };
}

function withEvent(seq: number, change: (event: EvidencedEvent) => Partial<EvidencedEvent>): EvidenceBundle {
  return withEvents((events) =>
    events.map((event) => (event.seq === seq ? { ...event, ...change(event) } : event)),
  );
}

const renumbered = (events: readonly EvidencedEvent[]) =>
  events.map((event, i) => ({ ...event, seq: i + 1 }));

function altered(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(bytes).toString();
  expect(text, 'the test alters what is not there').toContain(from);
  return utf8(text.replace(from, to));
}

describe('honest evidence', () => {
  it('passes every question but the one after time stamps', () => {
    expect(verdictsOn(filesOf(bundle), trust)).toEqual(EVERYTHING_PASSES);
  });

  it('passes without the SM2 key of the log and without witnesses, when the auditor asks for neither', () => {
    const { gm: _, ...plain } = trust;
    const policy = `log ${honest.log.vkey}\nquorum none\n`;
    expect(verdictsOn(filesOf(bundle), { ...plain, policy })).toEqual({
      exitCode: 0,
      not: { WITNESSES: 'NOT_CHECKED', TIME: 'NOT_CHECKED', SM2: 'NOT_CHECKED' },
    });
  });
});

describe('a bundle altered by somebody who has no keys', () => {
  it.each([
    [
      'a payload changed',
      () =>
        filesOf(
          withEvent(1, ({ message = expect.fail() }) => ({
            message: { ...message, payload: altered(message.payload, '一级建造师', '二级建造师') },
          })),
        ),
      failing('SIGNATURES', 'COMMITMENTS'),
    ],
    [
      'a header changed',
      () =>
        filesOf(
          withEvent(3, ({ message = expect.fail(), receivedAt }) => ({
            message: {
              ...message,
              protected: altered(message.protected, `${receivedAt - 200}`, `${receivedAt - 100}`),
            },
          })),
        ),
      failing('SIGNATURES', 'COMMITMENTS'),
    ],
    [
      'two acts swapped',
      () =>
        filesOf(
          withEvents(([first, second, third, ...rest]) =>
            first && second && third ? renumbered([first, third, second, ...rest]) : [],
          ),
        ),
      {
        exitCode: 1,
        not: { IN_LOG: 'FAIL', TIME: 'NOT_CHECKED', RECEIVED: 'NOT_CHECKED', COMMITMENTS: 'FAIL' },
      },
    ],
    [
      'the acceptance left out',
      () => filesOf(withEvents((events) => events.filter(({ type }) => type !== 'CaseAccepted'))),
      failing('TRANSITIONS'),
    ],
    [
      'the acceptance left out and the rest numbered anew',
      () => filesOf(withEvents((events) => renumbered(events.filter(({ type }) => type !== 'CaseAccepted')))),
      {
        exitCode: 1,
        not: { TIME: 'NOT_CHECKED', RECEIVED: 'NOT_CHECKED', COMMITMENTS: 'FAIL', TRANSITIONS: 'FAIL' },
      },
    ],
    [
      'an act told twice',
      () => filesOf(withEvents((events) => renumbered([...events, ...events.slice(-1)]))),
      failing('IN_LOG', 'COMMITMENTS'),
    ],
    [
      'the messages of two acts exchanged',
      () => filesOf(withEvent(4, () => ({ message: bundle.events[1]?.message ?? expect.fail() }))),
      { exitCode: 1, not: { TIME: 'NOT_CHECKED', RECEIVED: 'NOT_CHECKED', COMMITMENTS: 'FAIL' } },
    ],
    [
      'an act given to another platform',
      () => filesOf(withEvent(1, () => ({ actor: 'henan' }))),
      failing('SIGNATURES', 'COMMITMENTS', 'TRANSITIONS'),
    ],
    ['a moment changed', () => filesOf(withEvent(1, () => ({ receivedAt: AT }))), failing('COMMITMENTS')],
    [
      'a message id changed',
      () => filesOf(withEvent(20, () => ({ messageId: idOf(99) }))),
      failing('COMMITMENTS'),
    ],
    [
      'a salt changed',
      () => filesOf(withEvent(1, () => ({ salt: new Uint8Array(32) }))),
      failing('COMMITMENTS'),
    ],
    [
      'a leaf changed',
      () => filesOf(withEvent(1, ({ leaf }) => ({ leaf: altered(leaf, '"SubmitCase"', '"SubmitCasE"') }))),
      failing('IN_LOG', 'COMMITMENTS'),
    ],
    [
      'the case number changed',
      () => filesOf({ ...bundle, caseNo: `${CASE_NO.slice(0, -1)}X` }),
      failing('COMMITMENTS'),
    ],
    [
      'the hub changed',
      () => filesOf({ ...bundle, hub: 'another-hub' }),
      failing('SIGNATURES', 'COMMITMENTS'),
    ],
  ] satisfies [string, () => Map<string, Uint8Array>, Verdicts][])(
    'is not believed with %s',
    (_, tampered, expected) => {
      expect(verdictsOn(tampered(), trust)).toEqual(expected);
    },
  );

  it('is incomplete without the proof of an act', () => {
    const unproven = filesOf(withEvent(20, () => ({ proof: undefined })));
    expect(verdictsOn(unproven, trust)).toEqual(incomplete('IN_LOG', 'COMMITMENTS'));
  });

  it('is incomplete without an acknowledgement', () => {
    const unheard = filesOf(withEvents((events) => events.slice(0, -1)));
    expect(verdictsOn(unheard, trust)).toEqual(incomplete('RECEIVED'));
  });
});

describe('files of a bundle', () => {
  const tampered = (change: (files: Map<string, Uint8Array>) => void): Map<string, Uint8Array> => {
    const files = filesOf(bundle);
    change(files);
    return files;
  };

  it('must be those of the manifest: none changed, none besides', () => {
    const changed = tampered((files) => files.set('README.txt', utf8('trust me')));
    expect(verdictsOn(changed, trust)).toEqual(failing('FILES'));
    const besides = tampered((files) => files.set('messages/0001-Other.json', utf8('{}')));
    expect(verdictsOn(besides, trust)).toEqual(failing('FILES'));
    const without = tampered((files) => files.delete('README.txt'));
    expect(verdictsOn(without, trust)).toEqual(failing('FILES'));
  });

  it('must belong to the case, even when the manifest names them', () => {
    const files = tampered((all) => {
      const manifest = JSON.parse(Buffer.from(all.get('manifest.json') ?? []).toString()) as {
        files: object[];
      };
      const [readme] = manifest.files.filter((file) => 'path' in file && file.path === 'README.txt');
      manifest.files.push({ ...readme, path: 'messages/0021-CaseTerminated.json' });
      all.set('messages/0021-CaseTerminated.json', all.get('README.txt') ?? expect.fail());
      all.set('manifest.json', utf8(JSON.stringify(manifest)));
    });
    expect(verdictsOn(files, trust)).toEqual(failing('FILES'));
  });

  it.each(['case.json', 'manifest.json', 'messages/0001-SubmitCase.json', 'entries/0000000001.json'])(
    'cannot be read without %s',
    (path) => {
      expect(() =>
        verdictsOn(
          tampered((files) => files.delete(path)),
          trust,
        ),
      ).toThrow(new BundleError(`${path} is missing`));
    },
  );

  it.each([
    ['case.json', '[]'],
    ['case.json', '{"format":"tongban-evidence/2"}'],
    ['case.json', '{'],
    ['manifest.json', '{"format":"tongban-evidence/1","files":[{"path":"a"}]}'],
    ['messages/0001-SubmitCase.json', '{"protected":"","payload":"","signature":"","header":{}}'],
    ['proofs/0000000001.tlog-proof', 'c2sp.org/tlog-proof@v1\nindex 01\n\n'],
    ['openings/0000000001.json', '{"salt":"AA"}'],
  ])('cannot be read with %s being %s', (path, text) => {
    expect(() =>
      verdictsOn(
        tampered((files) => files.set(path, utf8(text))),
        trust,
      ),
    ).toThrow(BundleError);
  });

  it('cannot be read when a proof is not UTF-8', () => {
    const files = tampered((all) => all.set('proofs/0000000001.tlog-proof', Buffer.of(0xff)));
    expect(() => verdictsOn(files, trust)).toThrow(
      new BundleError('proofs/0000000001.tlog-proof is not UTF-8'),
    );
  });
});
