import { describe, expect, it } from 'vitest';
import { type EvidenceBundle, formatLogOpenedLeaf, type ProvenLeaf, placeOf } from '#crypto/evidence';
import { base64url, generatePrivateKey, sha256, utf8 } from '#crypto/primitives';
import {
  type Checkpoint,
  ed25519Signer,
  formatCheckpoint,
  type NoteSigner,
  parseCheckpoint,
  parseNote,
  rfc6962,
  signNote,
} from '#crypto/tlog';
import { CaseVerifier, readTrust } from '#crypto/verify';
import { AT, EvidenceMaker, filesOf, HUB, idOf, ORIGIN } from '../../../kit/evidence.js';

const keyOf = (origin: string) => ed25519Signer(origin, generatePrivateKey('ED25519'));
const [NEXT_ORIGIN, THIRD_ORIGIN] = [ORIGIN.replace(/[^/]*$/, 'next'), ORIGIN.replace(/[^/]*$/, 'third')];
const [NEXT, THIRD] = [keyOf(NEXT_ORIGIN), keyOf(THIRD_ORIGIN)];
const STRANGER = keyOf(ORIGIN);
const maker = new EvidenceMaker().wholeCase();
const bundle = maker.bundle();
const last = bundle.events.at(-1)?.proof?.checkpoint ?? '';
const final: Checkpoint = parseCheckpoint(parseNote(last)?.text ?? '') ?? expect.fail('a checkpoint');
const root = sha256(utf8('of another tree'));

function signed(tree: Checkpoint, by: NoteSigner = maker.log): string {
  const text = formatCheckpoint(tree);
  return signNote(text, [by, maker.logSm2]) + maker.witness.cosign(text, AT / 1000);
}

/** The next log of the hub, of one entry, which goes on from this checkpoint as far as it says. */
function next(checkpoint: string, said: Checkpoint): ProvenLeaf {
  const previous = { checkpoint, origin: said.origin, root: base64url(said.root), size: said.size };
  const leaf = formatLogOpenedLeaf({ at: AT, hub: HUB, id: idOf(9_000), previous });
  const own = signed({ origin: NEXT_ORIGIN, size: 1, root: rfc6962.leaf(leaf) }, NEXT);
  return { leaf, proof: { index: placeOf(1, 0), path: [], checkpoint: own } };
}

function consistency(change: Partial<EvidenceBundle>): string {
  const trust = maker.trust();
  const policy = `log ${NEXT.vkey}\nlog ${THIRD.vkey}\n${trust.policy}`;
  const { answers } = new CaseVerifier(readTrust({ ...trust, policy })).verify(
    filesOf({ ...bundle, ...change }),
  );
  const answer = answers.find(({ question }) => question === 'CONSISTENT');
  return `${answer?.verdict} ${answer?.en}`;
}

describe('a case that stands in two logs', () => {
  it('stands in one history where the next begins with the whole of the first', () => {
    expect(consistency({ opened: [next(last, final)] })).toMatch(/^PASS each log goes on from the whole/);
  });

  it.each<[string, Checkpoint, NoteSigner | undefined]>([
    ['another root of the same size, which the first log signed too', { ...final, root }, undefined],
    ['a smaller tree, which the first log signed too', { ...final, size: final.size - 1, root }, undefined],
    ['the end of a third log that is trusted', { ...final, origin: THIRD_ORIGIN }, THIRD],
    ['an end that somebody else has signed', final, STRANGER],
  ])('is false where the next, validly signed, begins with %s', (_, tree, by) => {
    const said = consistency({ opened: [next(signed(tree, by), tree)] });
    expect(said).toMatch(/^FAIL the final checkpoint that \S+next begins with .* is not that of/);
  });

  it('is false where the entry says otherwise than the checkpoint in it', () => {
    expect(consistency({ opened: [next(last, { ...final, size: final.size + 1 })] })).toMatch(/^FAIL/);
  });

  it('is open where the first log is not shown to have grown to that end', () => {
    const larger = { ...final, size: final.size + 1, root };
    expect(consistency({ opened: [next(signed(larger), larger)] })).toMatch(/^NOT_CHECKED/);
    const grown = { oldSize: final.size, newSize: larger.size, proof: [root] };
    expect(consistency({ opened: [next(signed(larger), larger)], growth: [grown] })).toMatch(
      /^FAIL a consistency proof does not hold/,
    );
  });
});
