import { describe, expect, it } from 'vitest';
import { commit, type EvidenceBundle, erasedEntries } from '#crypto/evidence';
import { utf8 } from '#crypto/primitives';
import { type ErasureLie, erased as erasedOf, indexesOf, ERASURE_SALT as salt } from '../../../kit/erased.js';
import { CASE_NO, EvidenceMaker, filesOf, manifestAnew, verdictsOn } from '../../../kit/evidence.js';

const maker = new EvidenceMaker().wholeCase(2);
const whole = maker.bundle();
const indexes = indexesOf(whole);

const erased = (lie?: ErasureLie) => erasedOf(maker, lie);
const verdictsOf = (bundle: EvidenceBundle) => verdictsOn(filesOf(bundle), maker.trust());
const CONTENTS = ['SIGNATURES', 'RECEIVED', 'COMMITMENTS', 'TRANSITIONS', 'CERTIFICATES'];
const all = (verdict: string) => Object.fromEntries(CONTENTS.map((question) => [question, verdict]));

describe('contents that are not in the evidence', () => {
  it('are erased where a leaf of the log says so, and that is enough', () => {
    expect(verdictsOf(erased())).toEqual({ exitCode: 0, not: { TIME: 'NOT_CHECKED', ...all('ERASED') } });
  });

  it('are missing without such a leaf', () => {
    expect(verdictsOf({ ...erased(), erasure: undefined })).toEqual({
      exitCode: 3,
      not: { TIME: 'NOT_CHECKED', ...all('NOT_CHECKED') },
    });
  });

  it('are missing while the log has not got to the leaf', () => {
    const bundle = erased({ told: { proof: undefined } });
    expect(verdictsOf(bundle)).toMatchObject({ exitCode: 3, not: all('NOT_CHECKED') });
  });

  const entries = indexes.slice(1);
  it.each<[string, ErasureLie]>([
    ['another case', { leaf: { erased: commit('erased', salt, erasedEntries('TB2', indexes)) } }],
    ['entries that it does not name', { told: { entries } }],
    ['more entries than it counts', { leaf: { count: 1 } }],
    ['another hub', { leaf: { hub: 'elsewhere' } }],
    ['what no salt opens', { told: { salt: new Uint8Array(32) } }],
    ['another leaf of the log', { told: { leaf: whole.events[0]?.leaf ?? new Uint8Array(0) } }],
    [
      'entries of which the evidence has nothing',
      {
        leaf: { count: 1, erased: commit('erased', salt, erasedEntries(CASE_NO, [0])) },
        told: { entries: [0] },
      },
    ],
  ])('are not erased by a leaf about %s', (_, lie) => {
    const { COMMITMENTS: _commitments, ...rest } = all('NOT_CHECKED');
    expect(verdictsOf(erased(lie))).toMatchObject({ exitCode: 1, not: { COMMITMENTS: 'FAIL', ...rest } });
  });

  it('are not erased by a leaf that covers only some of them', () => {
    const some = erased({
      leaf: { count: entries.length, erased: commit('erased', salt, erasedEntries(CASE_NO, entries)) },
      told: { entries },
    });
    expect(verdictsOf(some)).toMatchObject({ exitCode: 3, not: all('NOT_CHECKED') });
  });
});

describe('what an event has not', () => {
  const without = (bundle: EvidenceBundle, path: string) => {
    const files = filesOf(bundle);
    files.delete(path);
    return verdictsOn(manifestAnew(files), maker.trust());
  };
  const missing = whole.events.map((event, i) => (i === 1 ? { ...event, message: undefined } : event));

  it('is told of where it is missing, so that nothing is left out without a word', () => {
    const files = filesOf({ ...whole, events: missing });
    expect(Buffer.from(files.get('case.json') ?? []).toString()).toMatch(/"absent": \[\s+"message"\s+\]/);
    expect(verdictsOn(files, maker.trust())).toMatchObject({
      exitCode: 3,
      not: { SIGNATURES: 'NOT_CHECKED' },
    });
  });

  it.each(['messages/0001-SubmitCase.json', 'openings/0000000001.json'])(
    'is a fault of the files where nothing says why: %s',
    (path) => {
      expect(without({ ...whole, events: missing }, path)).toMatchObject({
        exitCode: 1,
        not: { FILES: 'FAIL' },
      });
    },
  );

  it('is a fault where it is there all the same', () => {
    const files = filesOf({ ...whole, events: missing });
    const path = `messages/0002-${whole.events[1]?.type}.json`;
    files.set(path, filesOf(whole).get(path) ?? new Uint8Array(0));
    expect(verdictsOn(manifestAnew(files), maker.trust()).not).toMatchObject({ FILES: 'FAIL' });
  });

  it('is a fault where an erasure names other entries', () => {
    const files = filesOf(erased());
    files.set(
      'erasure.json',
      utf8(
        Buffer.from(files.get('erasure.json') ?? [])
          .toString()
          .replace(/"entries": \[\s+1,/, '"entries": ['),
      ),
    );
    expect(verdictsOn(manifestAnew(files), maker.trust()).not).toMatchObject({ FILES: 'FAIL' });
  });
});

describe('files of two formats', () => {
  it('are no bundle, whichever of them says so', () => {
    const files = filesOf(erased());
    for (const path of ['case.json', 'erasure.json', 'manifest.json']) {
      const text = Buffer.from(files.get(path) ?? []).toString();
      const altered = new Map([...files, [path, utf8(text.replace('evidence/4', 'evidence/5'))]]);
      expect(verdictsOn(manifestAnew(altered), maker.trust()).not).toMatchObject({ FILES: 'FAIL' });
    }
  });
});

describe('a message without what opens its leaf', () => {
  it('leaves the commitments unanswered, and nothing else', () => {
    const events = whole.events.map((event, i) => (i === 1 ? { ...event, salt: undefined } : event));
    expect(verdictsOf({ ...whole, events })).toEqual({
      exitCode: 3,
      not: { TIME: 'NOT_CHECKED', COMMITMENTS: 'NOT_CHECKED' },
    });
  });
});
