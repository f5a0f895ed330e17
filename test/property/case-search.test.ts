import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CASE_STATES } from '#domain/case';
import { formatCaseNo } from '#domain/codes';
import { type CaseQuery, CaseSearch } from '#hub/exchange';
import { APP_ROLE, cases, compose, type Database, openDatabase } from '#hub/store';
import { freshDatabase, type TestDatabase } from '../kit/database.js';

const START = Date.UTC(2026, 10, 1);
const PLATFORMS = ['guangdong', 'henan', 'hunan'] as const;
const ITEMS = ['002090012000', '002091094000'] as const;
const REGIONS = ['410000', '410100', '430100'] as const;
const COUNT = 120;

/** Tags that a test can read. */
const tagOf = (idNumber: string) => Buffer.from(idNumber.padEnd(32));

const rowAt = fc.record({
  submitter: fc.constantFrom(...PLATFORMS),
  competent: fc.constantFrom(...PLATFORMS),
  state: fc.constantFrom(...CASE_STATES.slice(0, 4)),
  item: fc.constantFrom(...ITEMS),
  region: fc.constantFrom(...REGIONS),
  idNumber: fc.constantFrom('1', '2', '3'),
  // Several at one moment: their order is that of their numbers.
  minute: fc.integer({ min: 0, max: 40 }),
});

const query = fc.record(
  {
    part: fc.constantFrom('SUBMITTING' as const, 'DECIDING' as const),
    number: fc.constantFrom('ref-3', 'ref-30', 'nothing'),
    applicant: fc.constantFrom('1', '2', '9').map((idNumber) => ({ idType: '111', idNumber })),
    itemCode: fc.constantFrom(...ITEMS),
    divisionCode: fc.constantFrom('410000', '430100', '100000'),
    openedFrom: fc.integer({ min: 0, max: 40 }).map(moment),
    openedBefore: fc.integer({ min: 0, max: 40 }).map(moment),
    states: fc.subarray(CASE_STATES.slice(0, 5)),
    limit: fc.integer({ min: 1, max: 30 }),
  },
  { requiredKeys: ['states', 'limit'] },
);

function moment(minute: number): number {
  return START + minute * 60_000;
}

let stored: TestDatabase;
let db: Database;
let rows: readonly (cases.NewCaseRow & { readonly idNumber: string })[];

beforeAll(async () => {
  stored = await freshDatabase();
  db = openDatabase({ url: stored.url, poolSize: 2, role: APP_ROLE, onError: () => {} }); // queries report failures
  rows = fc.sample(rowAt, { numRuns: COUNT, seed: 20_261_122 }).map((made, i) => ({
    caseNo: formatCaseNo(moment(made.minute), Buffer.from([Math.floor(i / 16), i % 16, ...Buffer.alloc(10)])),
    state: made.state,
    mode: 'FULLY_ONLINE',
    submitter: made.submitter,
    competent: made.competent,
    submitterCaseRef: `ref-${i}`,
    competentCaseRef: i % 3 === 0 ? `ref-${i + 1000}` : undefined,
    itemCode: made.item,
    basicCode: made.item,
    implementationCode: `11${made.region}MBY900027Q2${made.item}`,
    eventCount: 1,
    openNotice: undefined,
    facets: {},
    createdAt: moment(made.minute),
    updatedAt: moment(made.minute),
    applicantTag: tagOf(made.idNumber),
    idNumber: made.idNumber,
  }));
  await db.transaction('test', async (tx) => {
    const insert = compose([cases.insertCases(rows)]);
    if (insert !== undefined) tx.send(insert);
  });
});
afterAll(async () => {
  await db.close();
  await stored.drop();
});

/** The same, by looking at every case. */
function expected(participant: string, asked: CaseQuery): string[] {
  const { part, number, applicant, itemCode, divisionCode, states, openedFrom, openedBefore } = asked;
  const place = (divisionCode ?? '').replace(/(00)+$/, '');
  return rows
    .filter(
      (row) =>
        (part !== 'DECIDING' && row.submitter === participant) ||
        (part !== 'SUBMITTING' && row.competent === participant),
    )
    .filter((row) => number === undefined || [row.submitterCaseRef, row.competentCaseRef].includes(number))
    .filter((row) => applicant === undefined || row.idNumber === applicant.idNumber)
    .filter((row) => itemCode === undefined || row.basicCode === itemCode)
    .filter((row) => divisionCode === '100000' || row.implementationCode.slice(2).startsWith(place))
    .filter((row) => states.length === 0 || states.includes(row.state))
    .filter((row) => openedFrom === undefined || row.createdAt >= openedFrom)
    .filter((row) => openedBefore === undefined || row.createdAt < openedBefore)
    .sort((one, other) => other.createdAt - one.createdAt || (one.caseNo < other.caseNo ? 1 : -1))
    .map(({ caseNo }) => caseNo);
}

it('gives page by page, in any windows, every case that fits once, in order', async () => {
  const bounds = fc.record({
    window: fc.integer({ min: 1, max: 50 }),
    looks: fc.integer({ min: 1, max: 200 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...PLATFORMS), query, bounds, async (participant, asked, bound) => {
      const search = new CaseSearch(db, { of: ({ idNumber }) => tagOf(idNumber) }, bound);
      const found: string[] = [];
      for (let cursor: string | undefined, pages = 0; ; pages++) {
        const page = await search.find(participant, { ...asked, cursor });
        expect(page.cases.length).toBeLessThanOrEqual(asked.limit);
        found.push(...page.cases.map(({ caseNo }) => caseNo));
        cursor = page.cursor;
        if (cursor === undefined) break;
        expect(pages).toBeLessThanOrEqual(COUNT);
      }
      expect(found).toEqual(expected(participant, asked));
    }),
    { numRuns: 300 },
  );
});
