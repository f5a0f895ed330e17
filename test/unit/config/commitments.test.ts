import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCommitments } from '#config';
import { CommitmentRules } from '#domain/commitment';
import { faultsThrownBy } from '../../kit/faults.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-commitments-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ROW = {
  id: 'a',
  kind: 'DEFERRED_MATERIALS',
  items: ['002091094000'],
  region: '410000',
  basis: 'a test',
  provenance: 'SAMPLE',
} as const;
const OPEN = { materials: undefined, validFrom: undefined, validTo: undefined, url: undefined };

function written(rules: readonly object[]): string {
  const path = join(folder, 'commitments.json');
  writeFileSync(path, JSON.stringify({ note: 'of a test', rules }));
  return path;
}

const asked = { basicCode: '002091094000', region: '410105', date: '2026-11-23' };

describe('rules of commitments', () => {
  it('allow nothing that no rule names', () => {
    const rules = readCommitments(written([ROW]));
    expect(rules.ruleFor('DEFERRED_MATERIALS', asked)?.id).toBe('a');
    expect(rules.ruleFor('DEFERRED_MATERIALS', { ...asked, region: '440000' })).toBeUndefined();
    expect(rules.ruleFor('DEFERRED_MATERIALS', { ...asked, basicCode: '002091135000' })).toBeUndefined();
  });

  it('hold on their days, and the nearest region wins', () => {
    const city = { ...ROW, id: 'b', region: '410100', validFrom: '2026-12-01' };
    const rules = readCommitments(written([ROW, city]));
    expect(rules.ruleFor('DEFERRED_MATERIALS', asked)?.id).toBe('a');
    expect(rules.ruleFor('DEFERRED_MATERIALS', { ...asked, date: '2026-12-01' })?.id).toBe('b');
  });

  it('come with every fault named', () => {
    const path = written([
      { ...ROW, items: ['1'] },
      { ...ROW, provenance: 'HEARD' },
    ]);
    expect(faultsThrownBy(() => readCommitments(path))).toEqual([
      expect.stringContaining('rules.0.items.0'),
      expect.stringContaining('rules.1.provenance'),
    ]);
  });

  it('may not contradict each other', () => {
    const rule = { ...OPEN, ...ROW };
    expect(() => new CommitmentRules([rule, { ...rule, id: 'b' }])).toThrow(
      expect.objectContaining({ faults: ['a and b hold for DEFERRED_MATERIALS 002091094000 on one day'] }),
    );
    expect(() => new CommitmentRules([rule, { ...rule, region: '41' }])).toThrow();
  });

  it('name of a pledge the notice by its digest, what may be pledged, and how long the check may take', () => {
    const { version, text } = { version: '3', text: '告知\n承诺' };
    const pledge = {
      ...{ ...ROW, id: 'p', kind: 'NOTIFICATION_COMMITMENT', pledgeable: ['T01'], notice: { version, text } },
      afterCheck: { methods: ['ON_SITE'], limit: { amount: 60, unit: 'WORKING_DAY' }, barsMonths: 12 },
    };
    const rules = readCommitments(written([ROW, pledge]));
    expect(rules.ruleFor('NOTIFICATION_COMMITMENT', asked)).toMatchObject({
      ...{ id: 'p', notice: { version, sha256: createHash('sha256').update(text).digest('hex') } },
      ...{ pledgeable: ['T01'], afterCheck: pledge.afterCheck },
    });
    expect(rules.ruleFor('DEFERRED_MATERIALS', asked)?.id).toBe('a');
    const endless = { ...pledge.afterCheck, limit: { amount: 9_999, unit: 'WORKING_DAY' } };
    expect(faultsThrownBy(() => readCommitments(written([{ ...pledge, afterCheck: endless }])))).toEqual([
      expect.stringContaining('p: 9999 working days are more than'),
    ]);
    expect(faultsThrownBy(() => readCommitments(written([{ ...pledge, notice: undefined }])))).toEqual([
      expect.stringContaining('rules.0.notice'),
    ]);
  });

  it('are those of the product when no file is named', () => {
    expect(readCommitments().ruleFor('DEFERRED_MATERIALS', asked)?.materials).toEqual(['M02', 'M03']);
  });
});
