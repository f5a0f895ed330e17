import { describe, expect, it } from 'vitest';
import { nationalWording, type PersonalWords } from '#connectors/kit';
import { form, MappingBench } from './mapping-bench.js';

const bench = new MappingBench();

const ONE = (local: string, national: string) => [{ local, national }];
const DOCUMENT = {
  tables: {
    items: ONE('I', '002090012000'),
    modes: ONE('M', 'JOINT'),
    applicantKinds: ONE('P', 'NATURAL_PERSON'),
    idTypes: ONE('A', '111'),
    materialSources: ONE('S', 'UPLOADED'),
  },
  fields: [{ local: '旧', national: '新' }],
};

const PERSONAL: PersonalWords = {
  applicantKind: 'P',
  applicant: { name: '某', idType: 'A', idNumber: '11010519491231002x', phone: undefined },
  agent: undefined,
  form: form({ 旧: '1', 空: '' }),
};

describe('an act that is put into words', () => {
  const words = (document: object = DOCUMENT, personal = PERSONAL) =>
    nationalWording(bench.read(document), { date: '2026-11-22', item: 'I', personal });

  it('has its codes, persons, fields and materials in those of the other side, and nothing that was empty', async () => {
    const national = words();
    expect(
      national.complete([
        await national.code('items', 'I'),
        await national.personal(PERSONAL),
        await national.materials([{ name: '照片', source: 'S' }]),
      ]),
    ).toStrictEqual([
      '002090012000',
      {
        applicantKind: 'NATURAL_PERSON',
        applicant: { name: '某', idType: '111', idNumber: '11010519491231002X' },
        form: form({ 新: '1' }),
      },
      [{ name: '照片', source: 'UPLOADED' }],
    ]);
  });

  it('counts for nothing while a code or a field has no counterpart, and names all of them', async () => {
    const personal = { ...PERSONAL, applicantKind: 'P9', form: form({ 新: '2' }) };
    const national = words(DOCUMENT, personal);
    await national.code('items', 'I9');
    await national.personal(personal);
    await national.materials([{ source: 'S9' }]);
    expect(national.obstacles.map(({ message }) => message)).toEqual([
      'mapping gap: test items has no counterpart for I9',
      'mapping gap: test applicantKinds has no counterpart for P9',
      'mapping gap: test fields has more than one counterpart for 新: 新',
      'mapping gap: test materialSources has no counterpart for S9',
    ]);
    expect(() => national.complete({})).toThrow('test items has no counterpart for I9');
  });

  it('waits for an expression that gave no result, too', async () => {
    const modes = [
      { local: 'M', national: 'JOINT', when: 'form.旧' },
      { local: 'M', national: 'REMOTE_INTAKE', when: 'form.空' },
    ];
    const national = words({ ...DOCUMENT, tables: { ...DOCUMENT.tables, modes } });
    await national.code('modes', 'M');
    expect(() => national.complete({})).toThrow('EXPRESSION_FAILED');
  });

  it('has no words for an empty code, which says nothing', async () => {
    const national = words();
    expect(national.complete(await national.code('items', ''))).toBe('');
  });

  it('is stopped by what no mapping would mend', async () => {
    await expect(words().code('deliveries', 'D')).rejects.toThrow(
      new TypeError('no mapping table deliveries'),
    );
  });

  it('negative fixture 14: of an act in the general form has a rating by the table of its own place, or waits', async () => {
    const stars = { ratings: [...ONE('5', '1'), ...ONE('2', '4')] };
    const act = (value: string) => ({
      fields: [
        { path: 'satisfaction', value },
        { path: 'comment', value },
      ],
    });
    const general = (
      value: string,
      national = words({ ...DOCUMENT, tables: { ...DOCUMENT.tables, ...stars } }),
    ) => national.general(act(value)).then((made) => national.complete(made));
    expect((await general('5')).fields.map(({ value }) => value)).toEqual(['VERY_SATISFIED', '5']);
    expect((await general('2')).fields.map(({ value }) => value)).toEqual(['DISSATISFIED', '2']);
    await expect(general('4')).rejects.toMatchObject({ name: 'MappingGapError', code: '4' });
  });
});
