import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CatalogueCopy, CatalogueDoubts, ReferenceCopy } from '#connectors/kit';
import { hex, sha256, utf8 } from '#crypto/primitives';

const ITEM = '002090012000';
const [BEFORE, AFTER] = ['2012-12-08', '2026-11-22'];

/** 清新县 became 清新区; and a district that was divided between that and a place elsewhere. */
const change = (from: string, to: string) => ({ from, to, on: '2012-12-09', kind: 'MERGED', source: 'test' });
const TABLE = utf8(
  JSON.stringify({
    divisions: [],
    changes: [change('441827', '441803'), change('441829', '441803'), change('441829', '430100')],
  }),
);

describe('a copy of one county, which has nobody for an item', () => {
  let folder: string;
  let catalogue: CatalogueCopy;
  let doubts: CatalogueDoubts;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-doubts-'));
    const copy = await ReferenceCopy.open(folder);
    const tables = [{ name: 'divisions', sha256: hex(sha256(TABLE)) }];
    await copy.take({ mappings: [], tables }, Date.now(), async () => TABLE);
    catalogue = await CatalogueCopy.open(folder, ['441803']);
    await catalogue.take({ changes: [], cursor: 'c', isAll: true });
    const note = () => {};
    const log = { info: note, warn: note, error: note };
    doubts = new CatalogueDoubts({ copy, catalogue, clock: Date.now, log });
  });
  afterEach(async () => {
    await catalogue.close();
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['the county itself', '441803', AFTER, 'NOT_LISTED'],
    ['what it was before', '441827', AFTER, 'NOT_LISTED'],
    ['what it was before, while that was there', '441827', BEFORE, undefined],
    ['a place of which only a part came to it', '441829', AFTER, undefined],
    ['another county', '441802', AFTER, undefined],
    ['nowhere', undefined, AFTER, undefined],
  ])('says of a case for %s what it can know', async (_, divisionCode, day, doubt) => {
    expect(await doubts.about({ itemCode: ITEM, divisionCode }, day)).toBe(doubt);
  });
});
