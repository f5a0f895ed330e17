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
