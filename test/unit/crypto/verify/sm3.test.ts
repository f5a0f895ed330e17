import { describe, expect, it } from 'vitest';
import type { EvidenceBundle, EvidencedEvent } from '#crypto/evidence';
import { readBundle } from '#crypto/evidence';
import { generatePrivateKey } from '#crypto/primitives';
import { sm2NoteSigner, sm2Witness, sm3Origin } from '#crypto/tlog';
import {
  EVERYTHING_PASSES,
  EvidenceMaker,
  failing,
  filesOf,
  incomplete,
  ORIGIN,
  sm3Trust,
  verdictsOn,
} from '../../../kit/evidence.js';

const honest = new EvidenceMaker().wholeCase();
const bundle = honest.sm3Bundle();
const trust = sm3Trust(honest);

function withEvent(seq: number, change: (event: EvidencedEvent) => Partial<EvidencedEvent>): EvidenceBundle {
  const events = bundle.events.map((event) => (event.seq === seq ? { ...event, ...change(event) } : event));
  return { ...bundle, events };
}

const sm3Of = (seq: number) => bundle.events[seq - 1]?.sm3 ?? expect.fail('a proof');

describe('evidence with proofs in the SM3 tree', () => {
  it('passes for an auditor who looks for them, and for one who does not', () => {
    expect(verdictsOn(filesOf(bundle), trust)).toEqual(EVERYTHING_PASSES);
    expect(verdictsOn(filesOf(bundle), honest.trust())).toEqual(EVERYTHING_PASSES);
  });

  it('is read as it was written, each proof in a file of its own', () => {
    const files = filesOf(bundle);
    expect(filesOf(readBundle(files))).toEqual(files);
    expect([...files.keys()].filter((path) => path.endsWith('.sm3.tlog-proof'))).toHaveLength(
      bundle.events.length,
    );
    expect(Buffer.from(files.get('case.json') ?? []).toString()).toContain('tongban-evidence/4');
  });

  it('is incomplete without them for who looks for them', () => {
    expect(verdictsOn(filesOf(honest.bundle()), trust)).toEqual(incomplete('SM2'));
    const less = withEvent(2, () => ({ sm3: undefined }));
    expect(verdictsOn(filesOf(less), trust)).toEqual(incomplete('SM2'));
  });

  it('is incomplete when too few witnesses of the SM3 tree have cosigned', () => {
    const other = sm2Witness('witness.example', generatePrivateKey('SM2'));
    expect(verdictsOn(filesOf(honest.sm3Bundle(undefined, other)), trust)).toEqual(incomplete('SM2'));
  });

  it.each([
    ['a proof of another entry', () => withEvent(2, () => ({ sm3: sm3Of(1) }))],
    [
      'a proof at another place',
      () => withEvent(2, ({ sm3 }) => ({ sm3: sm3 && { ...sm3, index: sm3.index + 1 } })),
    ],
    [
      'a path that is not the entry’s',
      () => withEvent(2, () => ({ sm3: { ...sm3Of(2), path: sm3Of(1).path } })),
    ],
    ['the proof in the SHA-256 tree instead', () => withEvent(2, ({ proof }) => ({ sm3: proof }))],
    [
      'the checkpoint of another hub',
      () => withEvent(2, () => ({ sm3: new EvidenceMaker().wholeCase().sm3Bundle().events[1]?.sm3 })),
    ],
  ])('does not pass with %s', (_, made) => {
    expect(verdictsOn(filesOf(made()), trust)).toEqual(failing('SM2'));
  });

  it('does not pass when another key signed the SM3 tree', () => {
    const stranger = sm2NoteSigner(sm3Origin(ORIGIN), generatePrivateKey('SM2'));
    expect(verdictsOn(filesOf(honest.sm3Bundle([stranger])), trust)).toEqual(failing('SM2'));
  });
});
