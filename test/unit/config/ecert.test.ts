import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot, readCertificateRules } from '#config';
import { CONDITIONS, materialsNeeded, paperlessReport } from '#domain/ecert';
import type { ItemDetails } from '#domain/item';
import { certificateId, IDENTITY, LICENCE } from '../../kit/ecert.js';
import { faultsThrownBy } from '../../kit/faults.js';
import { codeSpansOf, readPaper } from '../../kit/papers.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongban-ecert-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const type = { code: LICENCE, name: '营业执照', holderCodeTypes: ['001'], source: 'test' };
const sources = { test: 'test' };

function faultsOf(types: object[], recognition: object[], replacements: object[] = []): string[] {
  writeFileSync(join(folder, 'types.json'), JSON.stringify({ note: 'test', sources, types }));
  const rules = { note: 'test', sources, recognition, replacements };
  writeFileSync(join(folder, 'recognition.json'), JSON.stringify(rules));
  return faultsThrownBy(() => readCertificateRules(folder)).map((fault) => fault.replace(`${folder}/`, ''));
}

const BROUGHT_MOST = [
  ...['居民身份证', '营业执照', '结婚证', '居住证', '机动车驾驶证', '不动产权证书'],
  '专业技术人员职业资格证书',
];

describe('config/ecert', () => {
  const rules = readCertificateRules();
  const date = '2026-11-22';

  it('has the certificates that people bring most, and says of each code where it comes from', () => {
    const names = rules.types.rows.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([...BROUGHT_MOST, '居民户口簿', '社会保障卡']));
    for (const { source } of rules.types.rows) expect(source).toMatch(/^(?:found|recalled|sample): /);
    const invented = rules.types.rows.filter(({ code }) => code.includes('MBY'));
    for (const { source } of invented) expect(source).toMatch(/^sample: /);
  });

  it('recognises each of them between any two provinces', () => {
    const ruleOf = (typeCode: string, issuedIn: string) =>
      rules.recognition.decide({
        typeCode,
        issuedIn,
        usedIn: '440000',
        basicCode: '002090009000',
        level: '2',
        date,
      });
    const types = rules.types.rows.filter(({ name }) => BROUGHT_MOST.includes(name));
    expect(types).toHaveLength(BROUGHT_MOST.length);
    for (const { code, name } of types) {
      for (const province of ['410000', '430000', '140000', '441803'])
        expect(ruleOf(code, province).kind, `${name} ${province}`).not.toBe('NOT_RECOGNISED');
    }
  });

  it('speaks of items and materials of the sample catalogue alone', () => {
    const path = join(packageRoot, 'config', 'catalog', 'sample', 'implementation-entries.csv');
    const entries: Record<string, string>[] = parse(readFileSync(path, 'utf8'), { columns: true });
    const asked = new Set(
      entries.flatMap(({ basic_code: code, details = '' }) => {
        const { materials = [] } = details === '' ? {} : (JSON.parse(details) as ItemDetails);
        return materials.map(({ name }) => `${code} ${name}`);
      }),
    );
    const file = readFileSync(join(packageRoot, 'config', 'ecert', 'recognition.json'), 'utf8');
    const { replacements } = JSON.parse(file) as { replacements: { basicCode: string; material: string }[] };
    expect(replacements.length).toBeGreaterThan(10);
    expect(replacements.filter(({ basicCode, material }) => !asked.has(`${basicCode} ${material}`))).toEqual(
      [],
    );
  });

  it('lets a clerk in Henan see that no diploma and no card of Guangdong need be shown', () => {
    const materials = ['居民身份证', '学历证书'].map((name) => ({ name, isRequired: true }));
    const item = { basicCode: '002090009000', divisionCode: '410100', level: '3', materials };
    const applicant = { codeType: '111', code: '11010519491231002X' };
    const [card, diploma] = rules.replacements
      .typesFor(item.basicCode, '居民身份证', date)
      .concat(rules.replacements.typesFor(item.basicCode, '学历证书', date))
      .map((typeCode) => certificateId('S1', '001', typeCode));
    const certificates = [card, diploma].map((id = '') => ({
      id,
      issuedIn: '440100',
      holders: [applicant],
      standing: { kind: 'CURRENT' } as const,
    }));
    expect(materialsNeeded(item, { applicant, certificates, date }, rules)).toMatchObject([
      { kind: 'REPLACED', certificate: card, conditions: ['ONLINE_STATUS', 'HOLDER_PRESENT'] },
      { kind: 'REPLACED', certificate: diploma, conditions: ['DATA_COMPARED'] },
    ]);
    expect(paperlessReport(item, { provinces: ['440000'], date }, rules).couldBePaperless).toBe(true);
  });

  it('is explained with every condition', () => {
    const spans = codeSpansOf(readPaper('config/ecert/README.md'));
    expect(Object.keys(CONDITIONS).filter((condition) => !spans.includes(condition))).toEqual([]);
  });
});

describe('files of certificate rules', () => {
  const rule = { id: 'a', verdict: 'RECOGNISED', source: 'test' };

  it('are refused with every fault of their shape', () => {
    expect(faultsOf([{ ...type, name: '', colour: 'red' }], [])).toEqual([
      'types.json: types.0.name: Too small: expected string to have >=1 characters',
      'types.json: types.0: Unrecognized key: "colour"',
    ]);
    expect(
      faultsOf(
        [type],
        [
          { ...rule, verdict: 'PERHAPS' },
          { ...rule, conditions: [] },
          { ...rule, verdict: 'CONDITIONAL', conditions: ['TRUST'] },
          { ...rule, verdict: 'NOT_RECOGNISED' },
        ],
      ),
    ).toEqual([
      expect.stringMatching(/^recognition\.json: recognition\.0\.verdict: /),
      'recognition.json: recognition.1: Unrecognized key: "conditions"',
      expect.stringMatching(/^recognition\.json: recognition\.2\.conditions\.0: Invalid option/),
      'recognition.json: recognition.3.reason: Invalid input: expected string, received undefined',
    ]);
  });

  it('are refused when they contradict themselves, name no source, or speak of a type that nobody knows', () => {
    expect(faultsOf([type, type], [])).toEqual([
      `types.json: ${LICENCE}: 营业执照 and 营业执照 at the same time`,
    ]);
    expect(faultsOf([{ ...type, source: 'rumour' }], [])).toEqual([
      'types.json: types.0.source: no source is named rumour',
    ]);
    expect(faultsOf([type], [{ ...rule, source: 'toString' }])).toEqual([
      'recognition.json: recognition.0.source: no source is named toString',
    ]);
    expect(faultsOf([type], [{ ...rule, typeCode: IDENTITY }])).toEqual([
      `recognition.json: ${IDENTITY} is not in types.json`,
    ]);
    const denial = { ...rule, id: 'b', verdict: 'NOT_RECOGNISED', reason: 'no' };
    expect(faultsOf([type], [rule, denial])).toEqual([
      'recognition.json: a and b hold for the same, and neither is more specific',
    ]);
    expect(
      faultsOf([type], [rule], [{ basicCode: '1', material: 'x', typeCodes: [LICENCE], source: 'test' }]),
    ).toEqual(['recognition.json: 1 x: an item code has 12, 31, 33 or 43 characters, not 1']);
  });
});
