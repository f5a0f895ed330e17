import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anEntry, anItem, entryFile, itemFile } from '../kit/catalogue.js';
import { enterBeside } from '../kit/import-stand.js';
import { type LimitedHub, startLimitedHub } from '../kit/limited-hub.js';
import { submission } from '../kit/messages.js';

const MARRIAGE = '002091199000';
const REGISTRY = `11410000MBY900027Q2${MARRIAGE}`;
/** 国函〔2023〕34号 names 21 provinces; of those that this hub connects, these. */
const PILOT = ['410000', '440000'];
const ID_CARD = { name: '居民身份证', isRequired: true };
const BOOKLET = { name: '居民户口簿', isRequired: true };

let hub: LimitedHub;

beforeAll(async () => {
  hub = await startLimitedHub({ at: '2023-06-01T10:00:00+08:00' });
  const item = { listNo: 'T-8', basicCode: MARRIAGE, name: '内地居民婚姻登记（结婚登记）' };
  const entry = { implementationCode: REGISTRY, name: item.name, modes: ['FULLY_ONLINE'] } as const;
  await enterBeside(
    hub,
    {
      'items.csv': itemFile([
        anItem({
          ...{ ...item, scope: 'PARTNERS', partners: PILOT, document: '国函〔2023〕34号' },
          ...{ validFrom: '2023-05-12', validTo: '2025-05-09' },
        }),
        anItem({
          ...item,
          version: 2,
          scope: 'NATIONAL',
          document: '婚姻登记条例（2025年修订）',
          validFrom: '2025-05-10',
        }),
      ]),
      'entries.csv': entryFile([
        anEntry({
          ...entry,
          validFrom: '2023-05-12',
          validTo: '2025-05-09',
          details: { materials: [ID_CARD, BOOKLET] },
        }),
        anEntry({ ...entry, validFrom: '2025-05-10', details: { materials: [ID_CARD] } }),
      ]),
    },
    { asOf: '2023-05-12' },
  );
});
afterAll(() => hub.close());

/** The same request, from one of the pilot provinces and from another. */
async function askedOn(day: string) {
  hub.stopAt(`${day}T23:59:59+08:00`);
  const [guangdong, hunan] = await Promise.all([hub.peer('guangdong'), hub.peer('hunan')]);
  const body = () => ({ ...submission({ mode: 'FULLY_ONLINE' }), itemCode: REGISTRY });
  const { caseNo } = await guangdong.act('SubmitCase', body());
  const needed = (await guangdong.grpc.materials(caseNo)).map(({ name }) => name);
  const other = await hunan.act('SubmitCase', body()).then(
    () => 'OK',
    (error: { readonly code: string; readonly message: string }) => `${error.code}: ${error.message}`,
  );
  return { caseNo, needed, other };
}

describe('C8 结婚登记: one request under three versions of the rules', () => {
  it('2023-06-01 and 2024-06-01: among the pilot provinces, with the booklet of the household; to others it is refused, naming the document', async () => {
    for (const day of ['2023-06-01', '2024-06-01']) {
      const { needed, other } = await askedOn(day);
      expect(needed).toEqual(['居民身份证', '居民户口簿']);
      expect(other).toMatch(/^NOT_ALLOWED: .*between 410000, 440000 \(国函〔2023〕34号\) alone/);
    }
  });

  it('2025-06-01: from anywhere, with the identity card alone; a case of before keeps the rules of its day', async () => {
    const before = await askedOn('2025-05-09');
    const { needed, other } = await askedOn('2025-06-01');
    expect([needed, other]).toEqual([['居民身份证'], 'OK']);
    const guangdong = await hub.peer('guangdong');
    const kept = (await guangdong.grpc.materials(before.caseNo)).map(({ name }) => name);
    expect([kept, before.other.slice(0, 11)]).toEqual([['居民身份证', '居民户口簿'], 'NOT_ALLOWED']);
  });

  it('before there is any rule nobody handles it', async () => {
    hub.stopAt('2023-05-11T10:00:00+08:00');
    const guangdong = await hub.peer('guangdong');
    const body = { ...submission({ mode: 'FULLY_ONLINE' }), itemCode: REGISTRY };
    await expect(guangdong.act('SubmitCase', body)).rejects.toMatchObject({ code: 'ITEM_NOT_MAPPED' });
  });
});
