import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELD_GROUPS, type FieldGroup, opensGroups, shownMembers, withhold } from '#crypto/evidence';
import { commit, groupSalt } from '#crypto/evidence/commitment';
import { base64url, hex, utf8 } from '#crypto/primitives';
import { readOpening, writeOpening } from '../../crypto/evidence/opening.js';
import { EvidenceMaker, filesOf, verdictsOn } from '../kit/evidence.js';

const maker = new EvidenceMaker().wholeCase();
const whole = maker.bundle();
const some = fc.subarray([...FIELD_GROUPS]);

/** All text of a bundle, that of messages and openings too. */
const textOf = (files: ReadonlyMap<string, Uint8Array>) =>
  Buffer.concat([...files.values()].map((bytes) => Buffer.from(bytes))).toString();

describe('any subset of the groups of fields', () => {
  it('opens the leaf, and nothing of the rest is in what is handed out', () => {
    fc.assert(
      fc.property(some, (without) => {
        const rest = withhold(whole, new Set(without));
        const files = filesOf(rest);
        const text = textOf(files);
        for (const [i, event] of rest.events.entries()) {
          const { salt = new Uint8Array(0) } = whole.events[i] ?? {};
          if (event.partial === undefined) {
            expect(event.message).toBeDefined();
            continue;
          }
          expect(event.message).toBeUndefined();
          expect(text).not.toContain(base64url(salt));
          for (const group of FIELD_GROUPS)
            expect(text.includes(base64url(groupSalt(group, salt)))).toBe(!without.includes(group));
          expect(text).not.toContain(base64url(groupSalt('message', salt)));
        }
        const { exitCode, not } = verdictsOn(files, maker.trust());
        expect(exitCode).toBe(without.length === 0 ? 0 : 3);
        expect(Object.values(not)).not.toContain('FAIL');
      }),
      { numRuns: 24 },
    );
  });

  it('can be made smaller and never larger', () => {
    fc.assert(
      fc.property(some, some, (first, then) => {
        const both = withhold(whole, new Set([...first, ...then]));
        const twice = withhold(withhold(whole, new Set(first)), new Set(then));
        const shownIn = ({ events }: typeof both) =>
          events.map(({ message, partial }) => message ?? (partial?.groups && shownMembers(partial.groups)));
        expect(shownIn(twice)).toEqual(shownIn(both));
      }),
      { numRuns: 30 },
    );
  });
});

describe('a salt', () => {
  it('of one group says nothing of another: each is its own digest of the secret, for every event another', () => {
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(bytes, bytes, (salt, other) => {
        fc.pre(hex(salt) !== hex(other));
        const salts = [salt, other].flatMap((each) =>
          ['message', 'case', ...FIELD_GROUPS].map((group) => hex(groupSalt(group as FieldGroup, each))),
        );
        expect(new Set([...salts, hex(salt), hex(other)]).size).toBe(2 * 8 + 2);
        // Groups without members look like any other.
        const empty = FIELD_GROUPS.map((group) => commit(group, salt, utf8('')).sha256);
        expect(new Set(empty).size).toBe(FIELD_GROUPS.length);
      }),
      { numRuns: 100 },
    );
  });
});

describe('an opening', () => {
  const { events } = withhold(whole, new Set<FieldGroup>(['applicant', 'form']));
  const { partial, leaf } = events[0] ?? {};

  it('altered in any byte opens nothing, or says the same', () => {
    if (partial?.groups === undefined || leaf === undefined) expect.fail('nothing is withheld');
    const { groups } = JSON.parse(Buffer.from(leaf).toString());
    const text = JSON.stringify(writeOpening(partial));
    expect(opensGroups(groups, partial.groups)).toBe(true);
    const bytes = utf8(text);
    for (let at = 0; at < bytes.length; at++) {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ 1;
      const read = readOpening(jsonOf(altered));
      if (read === undefined || read instanceof Uint8Array) continue;
      const isCaseSalt = hex(read.caseSalt) !== hex(partial.caseSalt);
      expect(isCaseSalt || read.groups === undefined || !opensGroups(groups, read.groups), `byte ${at}`).toBe(
        true,
      );
    }
  });
});

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
