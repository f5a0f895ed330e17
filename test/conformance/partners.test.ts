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

let hub: TestHub;
let guangdong: TestPeer;

beforeAll(async () => {
  hub = await startTestHub();
  guangdong = await hub.peer('guangdong');
  const entries = [OURS, THEIRS, LAPSED].map((item) =>
    anEntry({ implementationCode: `11410000MBY900027Q2${item}`, modes: ['FULLY_ONLINE'] }),
  );
  const items = [
    agreement('T-1', OURS, ['410000', '440000']),
    agreement('T-2', THEIRS, ['410000', '430000']),
    { ...agreement('T-3', LAPSED, ['410000', '440000']), validTo: '2026-06-30' },
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

const submit = (itemCode: string) => guangdong.sign('SubmitCase', { ...submission(), itemCode });

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
