import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  buildPackage,
  HenanXmlError,
  henanMapping,
  parsePackage,
  toDraft,
  toRecord,
} from '#connectors/henan';
import { LocalTimeError, MappingGapError, MappingTables } from '#connectors/kit';
import {
  bodies,
  CASE_NO,
  correctionNotice,
  DISPATCHED,
  filesOf,
  incoming,
  onlineSubmission,
  parsed,
} from './acts.js';

const maps = MappingTables.read(henanMapping);

/** A record of the out-tray, as it comes out of the platform's XML. */
function record(elements: string) {
  const [found] = parsePackage(`<PACKAGE><DATA>${elements}</DATA></PACKAGE>`);
  if (found === undefined) throw new Error('no record');
  return found;
}

const SUBMISSION = `<RECORD no="1" sid="HA01">
  <JLBH>J1</JLBH><YWSJ>20261122095800</YWSJ><BJBH>HN2026-1</BJBH>
  <SXBM>HA-SF-0009</SXBM><BLDQH>440100</BLDQH><BLFS>1</BLFS>
  <SQRLB>1</SQRLB><SQRMC>王测试</SQRMC><ZJLB>01</ZJLB><ZJHM>410102198802299026</ZJHM>
  <BD><FIELD name="份数">2</FIELD><FIELD name="备注"></FIELD></BD>
  <CLS><CL><CLMC>居民身份证</CLMC><CLLB>03</CLLB></CL></CLS>
</RECORD>`;

describe('Henan’s format', () => {
  afterAll(() => maps.close());

  it('reads a submission into national codes', async () => {
    expect(await toDraft(record(SUBMISSION), maps, new Map())).toEqual(
      onlineSubmission('HN2026-1', { name: '王测试', idNumber: '410102198802299026' }),
    );
  });

  it('writes a correction notice of elsewhere as record HA03, its deadline as a day', async () => {
    const notice = correctionNotice('照片模糊 <背面>');
    const xml = buildPackage({ BBH: '1.0' }, [await toRecord(incoming(notice), maps, new Map())]);
    expect(xml).toContain('<RECORD no="1" sid="HA03">');
    expect(xml).toContain(`<XTBH>${CASE_NO}</XTBH>`);
    expect(xml).toContain('<QSS><QS>毕业证书</QS></QSS>');
    expect(xml).toContain('<YY>照片模糊 &lt;背面&gt;</YY>');
    expect(xml).toContain('<BZJZRQ>20261203</BZJZRQ>');
  });

  it.each(DISPATCHED)('loses nothing of %s on the way in and out again', async (type) => {
    await fc.assert(
      fc.asyncProperty(bodies(type), async (message) => {
        const { stored, fetched } = filesOf(message);
        const [sent] = parsePackage(
          buildPackage({ BBH: '1.0' }, [await toRecord(incoming(message), maps, stored)]),
        );
        // As an own case it would bear its own number, and every record of the out-tray its time.
        const own = { YWSJ: '20261122100000', ...sent, BJBH: sent?.DFBJBH };
        const { body } = await toDraft(own, maps, fetched);
        expect(parsed(type, body)).toEqual(message);
      }),
      { numRuns: 60 },
    );
  });

  it('guesses no code in either direction', async () => {
    const unknown = record(SUBMISSION.replace('HA-SF-0009', 'HA-SF-9999'));
    await expect(toDraft(unknown, maps, new Map())).rejects.toThrow(
      new MappingGapError('henan items', 'HA-SF-9999'),
    );
    const stranger = parsed('SubmitCase', {
      caseRef: 'X',
      itemCode: '002090012000',
      mode: 'FULLY_ONLINE',
      appliedAt: '2026-11-22T10:00:00+08:00',
      personal: {
        open: {
          applicantKind: 'NATURAL_PERSON',
          applicant: { name: '某人', idType: '999', idNumber: 'X1' },
        },
      },
    });
    await expect(toRecord(incoming(stranger), maps, new Map())).rejects.toThrow(MappingGapError);
  });

  it('puts the fields of its forms into national ones and back, by table and by expression', async () => {
    const fields = ['学历', '毕业年月', '份数'];
    const own = SUBMISSION.replace(
      /<BD>.*<\/BD>/,
      '<BD><FIELD name="学历">2</FIELD><FIELD name="毕业年月">2008年07月</FIELD><FIELD name="份数">2</FIELD></BD>',
    );
    const message = parsed('SubmitCase', (await toDraft(record(own), maps, new Map())).body);
    expect(message.body).toMatchObject({
      personal: {
        open: {
          form: [
            { name: '学历层次', value: '本科' },
            { name: '毕业日期', value: '2008-07' },
            { name: '份数', value: '2' },
          ],
        },
      },
    });
    const back = await toRecord(incoming(message, { basicCode: '002090009000' }), maps, new Map());
    expect(back.BD).toEqual({
      FIELD: ['2', '2008年07月', '2'].map((value, i) => ({ '@name': fields[i], '#text': value })),
    });
  });

  it.each([
    ['换领', '002091010000', 'HA-GA-1010'],
    ['补领', '002091011000', 'HA-GA-1011'],
  ])('tells by the form what its one item for two is nationally: %s', async (kind, national, own) => {
    const both = SUBMISSION.replace('HA-SF-0009', 'HA-GA-1901').replace(
      '<BD>',
      `<BD><FIELD name="办理类别">${kind}</FIELD>`,
    );
    const { body } = await toDraft(record(both), maps, new Map());
    expect(body).toMatchObject({ itemCode: national });
    const act = incoming(parsed('SubmitCase', body), { basicCode: national });
    expect(await toRecord(act, maps, new Map())).toMatchObject({ SXBM: own });
  });

  it('lets a case of that item wait whose form does not say', async () => {
    const neither = record(SUBMISSION.replace('HA-SF-0009', 'HA-GA-1901'));
    await expect(toDraft(neither, maps, new Map())).rejects.toMatchObject({
      name: 'MappingGapError',
      kind: 'MISSING',
      candidates: ['002091010000', '002091011000'],
    });
  });

  it.each([
    [HenanXmlError, 'a kind of record that nobody has defined', ['HA01', 'HA99']],
    [HenanXmlError, 'no applicant', ['<SQRMC>王测试</SQRMC>', '']],
    [HenanXmlError, 'two applicants', ['<SQRMC>王测试</SQRMC>', '<SQRMC>王</SQRMC><SQRMC>测试</SQRMC>']],
    [
      HenanXmlError,
      'a material that has no elements',
      ['<CL><CLMC>居民身份证</CLMC><CLLB>03</CLLB></CL>', '<CL>身份证</CL>'],
    ],
    [LocalTimeError, 'a day that the calendar does not have', ['20261122095800', '20260230095800']],
  ] as const)('refuses with %o a record with %s', async (error, _, [from, to]) => {
    const wrong = async () => toDraft(record(SUBMISSION.replace(from, to)), maps, new Map());
    await expect(wrong()).rejects.toThrow(error);
  });
});
