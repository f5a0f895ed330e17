import { describe, expect, it } from 'vitest';
import {
  commit,
  type ErasureLeaf,
  type EvidenceBundle,
  erasedEntries,
  formatErasureLeaf,
  type ProvenErasure,
} from '#crypto/evidence';
import { sha256, utf8 } from '#crypto/primitives';
import { formatCheckpoint, rfc6962, signNote, TreeEdge } from '#crypto/tlog';
import { AT, CASE_NO, EvidenceMaker, filesOf, HUB, ORIGIN, verdictsOn } from '../../../kit/evidence.js';

const maker = new EvidenceMaker().wholeCase(2);
const whole = maker.bundle();
const indexes = whole.events.map(({ proof }) => proof?.index ?? expect.fail());
const salt = sha256(utf8('salt of the erasure'));

interface Lie {
  readonly leaf?: Partial<ErasureLeaf>;
  readonly told?: Partial<ProvenErasure>;
}

/** What the hub hands out of the case once it has erased it. All proofs are under one checkpoint, the leaf the last of the log. */
function erased({ leaf, told }: Lie = {}): EvidenceBundle {
  const bytes = formatErasureLeaf({
    at: AT,
    count: indexes.length,
    decidedBy: '11410000MBY900027Q',
    erased: commit('erased', salt, erasedEntries(CASE_NO, indexes)),
    ground: 'RETENTION_OVER',
    hub: HUB,
    id: '01a200fb-510c-7000-8000-0000000000b2',
    type: 'Erasure',
    v: 1,
    ...leaf,
  });
  const edge = TreeEdge.empty();
  const leaves = whole.events.flatMap(({ leaf: each, seq }) => [
    utf8(`somebody else's, before ${seq}`),
    each,
  ]);
  for (const each of [...leaves, bytes]) edge.append(rfc6962.leaf(each));
  const view = edge.view();
  const text = formatCheckpoint({ origin: ORIGIN, size: edge.size, root: view.root() });
  const checkpoint = signNote(text, [maker.log, maker.logSm2]) + maker.witness.cosign(text, AT / 1000);
  const proofOf = (at: number) => ({ index: at, path: view.inclusionPath(at), checkpoint });
  return {
    ...whole,
    events: whole.events.map((event, i) => ({
      ...event,
      message: undefined,
      salt: undefined,
      proof: proofOf(indexes[i] ?? 0),
    })),
    erasure: { leaf: bytes, proof: proofOf(leaves.length), salt, entries: indexes, ...told },
  };
}

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
  it.each<[string, Lie]>([
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

describe('a message without what opens its leaf', () => {
  it('leaves the commitments unanswered, and nothing else', () => {
    const events = whole.events.map((event, i) => (i === 1 ? { ...event, salt: undefined } : event));
    expect(verdictsOf({ ...whole, events })).toEqual({
      exitCode: 3,
      not: { TIME: 'NOT_CHECKED', COMMITMENTS: 'NOT_CHECKED' },
    });
  });
});
