import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CertificateRecord,
  Recognition,
  type RecognitionQuestion,
  type RecognitionRule,
  Versions,
} from '#domain/ecert';
import { certificate, certificateId, IDENTITY, LICENCE } from '../kit/ecert.js';
import { faultsThrownBy } from '../kit/faults.js';

const TYPES = [IDENTITY, LICENCE];
const PROVINCES = ['440000', '410000'];
const PREFIXES = ['', '0', '000000000000', '1'];
const ITEMS = ['000000000000', '011111111111', '100000000000'];
const LEVELS = ['2', '3'];
const DAYS = ['2026-01-01', '2026-01-02', '2026-01-03'];

const maybe = <T>(...values: readonly T[]) => fc.constantFrom(undefined, ...values);

const rule = fc.record({
  typeCode: maybe(...TYPES),
  issuedIn: maybe(...PROVINCES),
  usedIn: maybe(...PROVINCES),
  basicCodePrefix: fc.constantFrom(...PREFIXES),
  level: maybe(...LEVELS),
  verdict: fc.constantFrom<RecognitionRule['verdict']>(
    { kind: 'RECOGNISED' },
    { kind: 'CONDITIONAL', conditions: ['ONLINE_STATUS'] },
    { kind: 'NOT_RECOGNISED', reason: 'no' },
  ),
  validFrom: maybe(...DAYS),
  validTo: fc.constant(undefined),
  source: fc.constant('test'),
});

const rules = fc
  .array(rule, { maxLength: 5 })
  .map((all) => all.map((one, i): RecognitionRule => ({ ...one, id: `r${i}` })));

function* questions(): Iterable<RecognitionQuestion> {
  for (const typeCode of TYPES)
    for (const issuedIn of PROVINCES)
      for (const usedIn of PROVINCES)
        for (const basicCode of ITEMS)
          for (const level of LEVELS)
            for (const date of DAYS) yield { typeCode, issuedIn, usedIn, basicCode, level, date };
}

/** Written down a second time: what holds, and what is strictly inside what. */
function matching(all: readonly RecognitionRule[], question: RecognitionQuestion): RecognitionRule[] {
  return all.filter(
    (one) =>
      (['typeCode', 'issuedIn', 'usedIn', 'level'] as const).every(
        (member) => one[member] === undefined || one[member] === question[member],
      ) &&
      question.basicCode.startsWith(one.basicCodePrefix) &&
      (one.validFrom === undefined || one.validFrom <= question.date),
  );
}

function isInside(one: RecognitionRule, other: RecognitionRule): boolean {
  const isWithin = (inner: RecognitionRule, outer: RecognitionRule) =>
    (['typeCode', 'issuedIn', 'usedIn', 'level'] as const).every(
      (member) => outer[member] === undefined || outer[member] === inner[member],
    ) && inner.basicCodePrefix.startsWith(outer.basicCodePrefix);
  return isWithin(one, other) && !isWithin(other, one);
}

const verdictsOf = (all: readonly RecognitionRule[]) => [...new Set(all.map(({ verdict }) => verdict.kind))];

describe('a recognition list', () => {
  it('gives the one verdict of the most specific rules, or is refused when it is loaded', () => {
    let accepted = 0;
    let refused = 0;
    fc.assert(
      fc.property(rules, (all) => {
        const innermost = [...questions()].map((question) => {
          const holding = matching(all, question);
          const inner = holding.filter((one) => !holding.some((other) => isInside(other, one)));
          return { question, verdicts: verdictsOf(inner) };
        });
        const isAmbiguous = innermost.some(({ verdicts }) => verdicts.length > 1);
        let recognition: Recognition;
        try {
          recognition = new Recognition(all);
        } catch {
          refused++;
          expect(faultsThrownBy(() => new Recognition(all)).length).toBeGreaterThan(0);
          return;
        }
        accepted++;
        expect(isAmbiguous).toBe(false);
        for (const { question, verdicts } of innermost) {
          expect(recognition.decide(question).kind).toBe(verdicts[0] ?? 'NOT_RECOGNISED');
        }
      }),
      { numRuns: 150 },
    );
    expect(Math.min(accepted, refused)).toBeGreaterThan(10);
  });

  it('of two rules is refused only when some question has no answer', () => {
    fc.assert(
      fc.property(rules, (all) => {
        const two = all.slice(0, 2);
        let isRefused = false;
        try {
          new Recognition(two);
        } catch {
          isRefused = true;
        }
        const isAmbiguous = [...questions()].some((question) => {
          const holding = matching(two, question);
          const inner = holding.filter((one) => !holding.some((other) => isInside(other, one)));
          return verdictsOf(inner).length > 1;
        });
        expect(isRefused).toBe(isAmbiguous);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the versions of a certificate', () => {
  it('have the same latest, wherever one begins, in whatever order they are told', () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(numbers, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (all, linked) => {
        const ids = [...all]
          .sort((a, b) => a - b)
          .map((version) => certificateId('S1', String(version).padStart(3, '0')));
        const records = all.map((_, i): CertificateRecord => {
          const supersedes = linked[i] === true ? ids[i - 1] : undefined;
          return certificate(ids[i] ?? '', { supersedes });
        });
        const versions = new Versions(records.reverse());
        for (const id of ids) expect(versions.latestOf(id)).toEqual([ids.at(-1)]);
      }),
    );
  });
});
