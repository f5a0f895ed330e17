import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anEntry, anItem, entryFile, itemFile } from '../kit/catalogue.js';
import { DOORS, grpc, OPERATION_DOORS } from '../kit/doors.js';
import { startTestHub, type TestHub } from '../kit/hub.js';
import { enterBeside } from '../kit/import-stand.js';
import { submission } from '../kit/messages.js';
import type { TestPeer } from '../kit/peer.js';

/** Items that some places agreed to handle for each other: nobody else's case is taken, and everybody is told between whom. */

/** Past, whenever the test runs: the hub goes by its own clock. */
const SINCE = '2026-01-02';
const OURS = '002090099000';
const THEIRS = '002090098000';
const LAPSED = '002090097000';
const NEIGHBOURS = '002090096000';

let hub: TestHub;
let guangdong: TestPeer;

beforeAll(async () => {
  hub = await startTestHub();
  guangdong = await hub.peer('guangdong');
  const entries = [OURS, THEIRS, LAPSED, NEIGHBOURS].map((item) =>
    anEntry({ implementationCode: `11410000MBY900027Q2${item}`, modes: ['FULLY_ONLINE'] }),
  );
  const items = [
    agreement('T-1', OURS, ['410000', '440000']),
    agreement('T-2', THEIRS, ['410000', '430000']),
    { ...agreement('T-3', LAPSED, ['410000', '440000']), validTo: '2026-06-30' },
    agreement('T-4', NEIGHBOURS, ['410100', '441803']),
  ];
  await enterBeside(
    hub,
    { 'entries.csv': entryFile(entries), 'items.csv': itemFile(items) },
    { asOf: SINCE },
  );
});
afterAll(() => hub.close());

function agreement(listNo: string, basicCode: string, partners: readonly string[]) {
  return anItem({ listNo, basicCode, scope: 'PARTNERS', partners, document: `合作协议 ${listNo}` });
}

const submit = (itemCode: string, more: { divisionCode?: string; intakeDivision?: string } = {}) =>
  guangdong.sign('SubmitCase', { ...submission(), itemCode, ...more });

describe.each(DOORS)('over $name, a case of an item of partners', (door) => {
  it('is taken from a partner', async () => {
    expect((await door.submit(guangdong, submit(OURS))).code).toBe('OK');
  });

  it('is refused to anybody else, naming the partners', async () => {
    const { code, detail } = await door.submit(guangdong, submit(THEIRS));
    expect(code).toBe('NOT_ALLOWED');
    expect(detail).toContain('between 410000, 430000 (合作协议 T-2) alone');
  });

  it('is refused to everybody when the agreement has ended', async () => {
    const { code, detail } = await door.submit(guangdong, submit(LAPSED));
    expect(code).toBe('ITEM_NOT_MAPPED');
    expect(detail).toContain('no agreement is in force');
  });
});

describe.each(DOORS)('over $name, a case of an item of two neighbours', (door) => {
  const at = (intakeDivision?: string) =>
    door.submit(
      guangdong,
      submit(NEIGHBOURS, { divisionCode: '410105', ...(intakeDivision && { intakeDivision }) }),
    );

  it.each(['441803', '441803003', '441827', undefined])(
    'is taken when it was applied for in one of them: %s',
    async (place) => {
      expect((await at(place)).code).toBe('OK');
    },
  );

  it.each(['441802', '440100', '440106'])(
    'is refused when it was applied for in %s, another place of the same platform',
    async (place) => {
      const { code, detail } = await at(place);
      expect(code).toBe('NOT_ALLOWED');
      expect(detail).toContain(`is not handled between ${place} and 410105`);
    },
  );
});

describe.each(DOORS)('over $name, a place of intake', (door) => {
  const at = (intakeDivision: string) => door.submit(guangdong, submit('002090012000', { intakeDivision }));

  it('may be any place of the sender', async () => {
    expect((await at('440106')).code).toBe('OK');
  });

  it('must be one of the sender’s', async () => {
    const { code, violations } = await at('430100');
    expect(code).toBe('NOT_ALLOWED');
    expect(violations).toEqual(['/intakeDivision']);
  });

  it.each(['441899', '999999'])('must be there at all: %s', async (place) => {
    const { code, violations } = await at(place);
    expect(code).toBe('MALFORMED');
    expect(violations).toEqual(['/intakeDivision']);
  });
});

describe.each(OPERATION_DOORS)('over $name, who asks for an item', (door) => {
  const resolve = async (itemCode: string) =>
    (await door.ask(guangdong, 'ResolveItem', { itemCode, divisionCode: '410000' })).body;

  it('is told between whom it is handled, partner or not', async () => {
    expect(await resolve(THEIRS)).toMatchObject({
      competent: 'henan',
      partnerships: [{ divisions: ['410000', '430000'], document: '合作协议 T-2' }],
    });
  });

  it('is told nothing of partners when there are none', async () => {
    expect(await resolve('002090012000')).not.toHaveProperty('partnerships');
  });
});

it('a submitter outside of the partners leaves no gap for the operators', async () => {
  await grpc.submit(guangdong, submit(THEIRS));
  const gaps = await hub.database.query('select item_code from mapping_gap');
  expect(gaps.map(({ item_code }) => item_code)).not.toContain(THEIRS);
});
