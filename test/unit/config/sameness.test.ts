import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSamenessElements } from '#config';
import { compareItems, ELEMENT_SOURCES } from '#domain/sameness';
import { faultsThrownBy } from '../../kit/faults.js';
import { codeSpansOf, readPaper } from '../../kit/papers.js';
import { ITEMS } from '../../kit/sameness-sample.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-sameness-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function faultsOf(...elements: object[]): string[] {
  const path = join(folder, 'elements.json');
  writeFileSync(path, JSON.stringify({ note: 'test', elements }));
  return faultsThrownBy(() => readSamenessElements(path)).map((fault) => fault.replace(`${path}: `, ''));
}

const conditions = {
  id: 'conditions',
  nameZh: '受理条件',
  nameEn: 'conditions',
  read: 'conditions',
  compare: 'SET',
  enabled: true,
  source: 'test',
};

describe('config/sameness/elements.json', () => {
  it('has the eight elements that the province names, in its order', () => {
    expect(readSamenessElements().map(({ nameZh }) => nameZh)).toEqual([
      '办理层级',
      '办结时限',
      '受理条件',
      '办理流程',
      '材料目录',
      '申请表单',
      '收费标准',
      '办理结果',
    ]);
  });

  it('makes a report', () => {
    const report = compareItems(readSamenessElements(), ITEMS, '2026-11-22');
    expect(report.items.map(({ elements }) => elements.length)).toEqual([8, 8]);
  });

  it('is explained with every source that an element may be read from', () => {
    const spans = codeSpansOf(readPaper('config/sameness/README.md'));
    expect(Object.keys(ELEMENT_SOURCES).filter((source) => !spans.includes(source))).toEqual([]);
  });
});

describe('a file of elements', () => {
  it('is refused with every fault', () => {
    expect(
      faultsOf(
        { ...conditions, id: 'Conditions', read: 'feelings' },
        { ...conditions, nameZh: '', compare: 'ALMOST', enabled: 'yes', weight: 1 },
      ),
    ).toEqual([
      'elements.0.id: an id has lower-case letters and hyphens',
      expect.stringMatching(/^elements\.0\.read: Invalid option: expected one of "name"\|/),
      'elements.1.nameZh: Too small: expected string to have >=1 characters',
      'elements.1.compare: Invalid option: expected one of "EXACT"|"SET"|"ORDERED"|"LIMIT"',
      'elements.1.enabled: Invalid input: expected boolean, received string',
      'elements.1: Unrecognized key: "weight"',
    ]);
  });

  it('is refused when its elements contradict themselves, disabled ones too', () => {
    expect(faultsOf({ ...conditions, compare: 'LIMIT', enabled: false }, conditions)).toEqual([
      'conditions: stands twice',
      'conditions: conditions is compared by SET or ORDERED, not LIMIT',
    ]);
  });
});
