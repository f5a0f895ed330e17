import { readFileSync } from 'node:fs';
import type { BlobRef } from '#proto/schema';
import { AT } from './messages.js';

/** A mapping document with one code, and what is said of it. */

export function mappingDocument(platform: string, version: string, validFrom = '2026-01-01'): object {
  const items = [{ local: 'A-1', national: '002090012000' }];
  return { platform, version, validFrom, source: 'sample: invented for tests', tables: { items } };
}

/** The body of a signed proposal. */
export function proposalOf(
  document: BlobRef,
  platform: string,
  version: string,
  validFrom = '2026-01-01',
): object {
  return { platform, version, validFrom, document, note: '新增一个事项' };
}

export const MAPPING_GAP = {
  table: 'items',
  code: 'A-2',
  direction: 'TO_NATIONAL',
  kind: 'AMBIGUOUS',
  candidates: ['002090012000', '002090009000'],
  firstSeen: AT,
  lastSeen: AT,
  timesSeen: 3,
};

/** A document of some province. */
export interface SampleMapping {
  readonly platform: string;
  readonly version: string;
  readonly validFrom: string;
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly fields?: readonly object[];
}

/**
 * A province's own mapping that says besides all that a mapping can say: `T-CARD` is one of two items nationally, as the form
 * tells; 002091020000 is one of two here, as the form tells; GRANTED depends on the item; fields are renamed, put in by a table
 * and by expressions.
 */
export function eloquent(file: string): SampleMapping {
  const own = JSON.parse(readFileSync(file, 'utf8')) as SampleMapping; // a file of the project
  const when = (word: string, value: string) => ({ when: `form.${word} = "${value}"` });
  const items = [
    { local: 'T-CARD', national: '002091010000', ...when('办理类别', '换领'), direction: 'TO_NATIONAL' },
    { local: 'T-CARD', national: '002091011000', ...when('办理类别', '补领'), direction: 'TO_NATIONAL' },
    {
      local: 'T-NEW',
      national: '002091020000',
      ...when('补换类型', '补卡'),
      direction: 'TO_LOCAL',
      priority: 1,
    },
    {
      local: 'T-SWAP',
      national: '002091020000',
      ...when('补换类型', '换卡'),
      direction: 'TO_LOCAL',
      priority: 1,
    },
  ];
  const when009 = { when: 'item = "002090009000"', direction: 'TO_LOCAL', priority: 1 };
  const levels = { 1: '研究生', 2: '本科', 3: '专科' };
  return {
    ...own,
    version: 'eloquent',
    tables: {
      ...own.tables,
      items: [...(own.tables.items ?? []), ...items],
      decisions: [...(own.tables.decisions ?? []), { local: 'T9', national: 'GRANTED', ...when009 }],
      levels: Object.entries(levels).map(([local, national]) => ({ local, national })),
    },
    fields: [
      { local: '学历', national: '学历层次', table: 'levels' },
      {
        local: '毕业年月',
        national: '毕业日期',
        toNational: '$date(value, "YYYY年MM月", "YYYY-MM")',
        toLocal: '$date(value, "YYYY-MM", "YYYY年MM月")',
      },
    ],
  };
}
