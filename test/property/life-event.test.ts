import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyAct,
  type CaseAct,
  type CaseFacts,
  type DeclaredMember,
  HUB,
  isRefusal,
  type MemberEnd,
  memberFaults,
  ready,
  unmet,
} from '#domain/case';
import { anAct } from '../kit/case-acts.js';

const SIZE = 7;
const nameOf = (i: number) => `m${i}`;
const numberOf = (i: number, attempt: number) =>
  `TB202611221000000${String(attempt).padStart(2, '0')}ABCDEFGHJK${i}N0`;

function declared(i: number, dependsOn: readonly number[]): DeclaredMember {
  return {
    member: nameOf(i),
    itemCode: '002090012000',
    dependsOn: [...new Set(dependsOn)].map(nameOf),
  };
}

/** Members that wait for any others, themselves among them. */
const anyGraph = fc
  .array(fc.array(fc.nat(SIZE - 1), { maxLength: 3 }), { minLength: SIZE, maxLength: SIZE })
  .map((rows) => rows.map((row, i) => declared(i, row)));

/** Members that wait for earlier ones, in any order of declaration. */
const soundGraph = fc
  .array(fc.array(fc.nat(SIZE - 1), { maxLength: 3 }), { minLength: SIZE, maxLength: SIZE })
  .map((rows) =>
    rows.map((row, i) =>
      declared(
        i,
        row.filter((each) => each < i),
      ),
    ),
  )
  .chain((graph) => fc.shuffledSubarray(graph, { minLength: SIZE }));

/** By another way than the hub's: along every path, until a member comes up again. */
function hasCircle(graph: readonly DeclaredMember[]): boolean {
  const goes = (member: string, seen: readonly string[]): boolean =>
    seen.includes(member) ||
    (graph.find((each) => each.member === member)?.dependsOn.some((next) => goes(next, [...seen, member])) ??
      false);
  return graph.some(({ member }) => goes(member, []));
}

describe('any members that wait for each other', () => {
  it('are refused when they wait in a circle, and only then', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        expect(memberFaults(graph).length > 0).toBe(hasCircle(graph));
      }),
      { numRuns: 500 },
    );
  });

  it('are never refused when each waits for earlier ones', () => {
    fc.assert(
      fc.property(soundGraph, (graph) => {
        expect(memberFaults(graph)).toEqual([]);
      }),
    );
  });
});

function applied(facts: CaseFacts | undefined, act: CaseAct): CaseFacts {
  const next = applyAct(facts, act);
  return isRefusal(next) ? expect.fail(next.detail) : next;
}

const END = fc.constantFrom<MemberEnd>('DONE', 'DONE', 'DONE', 'REFUSED', 'WITHDRAWN', 'TERMINATED');

describe('any course of a life event', () => {
  it('begins nothing too early, loses nothing that is done, and comes to its end when all are tried often enough', () => {
    fc.assert(
      fc.property(
        soundGraph,
        fc.array(fc.tuple(fc.nat(SIZE - 1), END), { maxLength: 60 }),
        (graph, course) => {
          let facts = applied(undefined, {
            ...{ type: 'SubmitCase', actor: 'guangdong', mode: 'FULLY_ONLINE', competent: 'guangdong' },
            ...{ at: 0, members: graph },
          });
          const own = () => facts.facets.members ?? [];
          const submit = (member: string, i: number, attempt: number) => {
            const memberCaseNo = numberOf(i, attempt);
            facts = applied(facts, anAct('MemberSubmitted', HUB, { member, memberCaseNo }));
          };
          const end = (member: string, ends: MemberEnd) => {
            const memberCaseNo = own().find((each) => each.member === member)?.caseNo;
            facts = applied(facts, anAct('MemberEnded', HUB, { member, memberCaseNo, end: ends }));
          };
          graph.forEach(({ member }, i) => {
            submit(member, i, 0);
          });
          const done = new Set<string>();
          const step = (which: number, ends: MemberEnd, attempt: number) => {
            const begun = own().filter((each) => each.end === undefined && unmet(own(), each).length === 0);
            for (const { member, dependsOn } of ready(own())) {
              expect(
                dependsOn.filter((each) => !done.has(each)),
                member,
              ).toEqual([]);
            }
            const one = begun[which % Math.max(begun.length, 1)];
            if (one === undefined) return;
            end(one.member, ends);
            if (ends === 'DONE') done.add(one.member);
            else
              submit(
                one.member,
                graph.findIndex(({ member }) => member === one.member),
                attempt,
              );
            for (const member of done) {
              expect(own().find((each) => each.member === member)?.end).toBe('DONE');
            }
          };
          course.forEach(([which, ends], i) => {
            step(which, ends, i + 1);
          });
          for (let i = 0; i < SIZE; i++) step(0, 'DONE', 0);
          expect(done.size).toBe(SIZE);
          expect(applied(facts, anAct('LifeEventCompleted', HUB)).state).toBe('LIFE_EVENT_COMPLETED');
        },
      ),
      { numRuns: 200 },
    );
  });
});
