import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CaseEventSchema,
  FeedEntrySchema,
  type HunanThing,
  hunanMapping,
  hunanThings,
  partOf,
  ThingSchema,
  Things,
  toDraft,
  toInbound,
  toSubmission,
} from '#connectors/hunan';
import { MappingGapError, MappingTables } from '#connectors/kit';
import { validate } from '#proto/schema';
import {
  bodies,
  CASE_NO,
  DISPATCHED,
  filesOf,
  incoming,
  lateDenial,
  onlineSubmission,
  parsed,
} from './acts.js';

const maps = MappingTables.read(hunanMapping);
const things = Things.read(hunanThings, maps);
const NO_FILES = new Map();

/** An event of the feed, with what stands around it. */
function event(eventType: string, payload: object, over: object = {}) {
  const around = {
    eventId: 'E1',
    eventType,
    occurTime: 1_795_312_800_000,
    caseNo: 'HN1',
    hubCaseNo: CASE_NO,
  };
  return validate(CaseEventSchema, { ...around, payload, ...over }, 'the entry has another form');
}

/** A thing as the platform writes it. */
function thing(over: object = {}): HunanThing {
  return ThingSchema.parse({
    thingNo: 'YJS20261122000001',
    thingCode: 'HN-YJS-0001',
    revision: 0,
    applyTime: Date.parse('2026-11-22T09:58:00+08:00'),
    applicant: {
      applicantType: 'GR',
      name: '周测试',
      idType: 'SFZ',
      idNumber: '430102199512319031',
      phone: '0731-80000001',
    },
    agent: { name: '代测试', idType: 'SFZ', idNumber: '441803199001019018' },
    formFields: [...['母亲姓名', '婚姻状况', '新生儿姓名', '出生医学证明编号', '发卡地', '收款账户']].map(
      (fieldName) => ({ fieldName, fieldValue: `${fieldName}的值` }),
    ),
    materials: ['结婚证', '出生医学证明', '新生儿照片', '银行流水'].map((materialName, i) => ({
      materialName,
      sourceType: 'SC',
      attachment: { fileId: `F${i}`, fileName: `${materialName}.pdf` },
    })),
    members: ['43-WJ-135-01', '43-GA-013-01', '43-RS-038-02'].map((itemCode) => ({
      itemCode,
      divisionCode: '440000',
      handleMode: 'QCWB',
    })),
    ...over,
  });
}

function part(of: HunanThing, item: string) {
  const member = of.members.find(({ itemCode }) => itemCode === item);
  if (member === undefined) throw new Error(`no member ${item}`);
  return partOf(of, member, of.thingCode === undefined ? undefined : things.get(of.thingCode));
}

describe('Hunan’s format', () => {
  it('reads a plain item as a submission of all that was filed', () => {
    const plain = thing({
      thingNo: 'HN20261122000002',
      thingCode: null,
      agent: null,
      formFields: [
        { fieldName: '份数', fieldValue: '2' },
        { fieldName: '备注', fieldValue: '' },
      ],
      materials: [{ materialName: '居民身份证', sourceType: 'DZZZ' }],
      members: [{ itemCode: '43-SF-009-01', divisionCode: '440100', handleMode: 'QCWB' }],
    });
    expect(toSubmission(part(plain, '43-SF-009-01'), maps, NO_FILES)).toEqual(
      onlineSubmission('HN20261122000002', {
        name: '周测试',
        idNumber: '430102199512319031',
        phone: '0731-80000001',
      }),
    );
  });

  it('writes a decision of elsewhere in its own words, its times in milliseconds', () => {
    const decision = lateDenial();
    expect(toInbound(incoming(decision), maps, NO_FILES)).toEqual({
      eventType: 'DECIDED',
      payload: {
        decision: 'DISAGREE',
        documentNo: '豫2026-3',
        decideTime: Date.parse('2026-11-23T07:30:00+08:00'),
        grounds: '档案中查无此证书',
      },
    });
  });

  it.each(DISPATCHED)('loses nothing of %s on the way in and out again', (type) => {
    fc.assert(
      fc.property(bodies(type), (message) => {
        const { stored, fetched } = filesOf(message);
        const { eventType, payload } = JSON.parse(
          JSON.stringify(toInbound(incoming(message), maps, stored)),
        ) as ReturnType<typeof toInbound>;
        if (type === 'SubmitCase') {
          const filed = ThingSchema.parse(payload);
          const [member] = filed.members;
          if (member === undefined) throw new Error('no member');
          const { body } = toSubmission(partOf(filed, member, undefined), maps, fetched);
          expect(parsed(type, body)).toEqual(message);
        } else {
          const { body } = toDraft(event(eventType, payload), maps, fetched);
          expect(parsed(type, body)).toEqual(message);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps milliseconds, and the day that a promise is for in China', () => {
    const accepted = event('ADMITTED', {
      acceptNo: '湘受1',
      acceptTime: Date.parse('2026-11-22T10:00:00.123+08:00'),
      promiseDay: Date.parse('2026-12-18T00:00:00+08:00'),
    });
    expect(toDraft(accepted, maps, NO_FILES).body).toMatchObject({
      acceptedAt: '2026-11-22T10:00:00.123+08:00',
      promisedDate: '2026-12-18',
    });
  });

  it('guesses no code in either direction', () => {
    const unknown = thing({ members: [{ itemCode: '43-XX-999-01', handleMode: 'QCWB' }], thingCode: null });
    expect(() => toSubmission(part(unknown, '43-XX-999-01'), maps, NO_FILES)).toThrow(
      new MappingGapError('hunan items', '43-XX-999-01'),
    );
    const decided = event('DECIDED', { decision: 'MAYBE', documentNo: '湘1', decideTime: 0 });
    expect(() => toDraft(decided, maps, NO_FILES)).toThrow(MappingGapError);
    const strange = parsed('SubmitCase', {
      ...{
        caseRef: 'X',
        itemCode: '002090012000',
        mode: 'REMOTE_INTAKE',
        appliedAt: '2026-11-22T10:00:00+08:00',
      },
      personal: {
        open: { applicantKind: 'NATURAL_PERSON', applicant: { name: '某', idType: '999', idNumber: '1' } },
      },
    });
    expect(() => toInbound(incoming(strange), maps, NO_FILES)).toThrow(MappingGapError);
  });

  it.each([
    ['a word that nobody has defined', { eventType: 'SOMETHING' }, '/eventType'],
    ['no number at the hub', { hubCaseNo: undefined }, '/hubCaseNo'],
    ['a time that is a text', { occurTime: '2026-11-22' }, '/occurTime'],
    ['a time in seconds with a fraction', { occurTime: 1_795_312_800.5 }, '/occurTime'],
    ['a member that nobody has defined', { payload: { reason: '补充', extra: 1 } }, '/payload'],
    ['no payload', { payload: undefined }, '/payload'],
  ])('refuses an entry with %s', (_, over, pointer) => {
    const entry = {
      ...{ eventId: 'E1', eventType: 'RESUMED', occurTime: 0, caseNo: 'HN1', hubCaseNo: CASE_NO },
      ...{ payload: { reason: '补充' }, ...over },
    };
    expect(() => validate(FeedEntrySchema, entry, 'the entry has another form')).toThrow(
      expect.objectContaining({
        code: 'MALFORMED',
        violations: expect.arrayContaining([
          expect.objectContaining({ pointer: expect.stringContaining(pointer) }),
        ]),
      }),
    );
  });
});

describe('a member’s part of a thing', () => {
  it('is what its office needs, and nothing of the others', () => {
    const birth = part(thing(), '43-WJ-135-01');
    expect(birth.caseRef).toBe('YJS20261122000001/43-WJ-135-01');
    expect(birth.formFields.map(({ fieldName }) => fieldName)).toEqual(['母亲姓名', '婚姻状况']);
    expect(birth.materials.map(({ materialName }) => materialName)).toEqual(['结婚证']);
    expect(birth.applicant.phone).toBeUndefined();
    expect(birth.agent).toBeUndefined();
    const card = part(thing(), '43-RS-038-02');
    expect(card.materials.map(({ materialName }) => materialName)).toEqual(['新生儿照片']);
    expect(card.applicant.phone).toBe('0731-80000001');
    expect(card.agent?.name).toBe('代测试');
  });

  it('leaves out what no member’s definition names', () => {
    const filed = thing();
    const parts = filed.members.map(({ itemCode }) => JSON.stringify(part(filed, itemCode)));
    expect(parts.filter((text) => text.includes('收款账户') || text.includes('银行流水'))).toEqual([]);
  });

  it('holds the result that it builds on, as a material and with its number', () => {
    const filed = thing();
    const members = filed.members.map((member) =>
      member.itemCode === '43-GA-013-01'
        ? {
            ...member,
            results: [{ documentName: '户籍证明', documentNo: '豫公户1', attachment: { fileId: 'F9' } }],
          }
        : member,
    );
    const card = part(thing({ members }), '43-RS-038-02');
    expect(card.materials.at(-1)).toMatchObject({
      materialName: '户籍类证明',
      sourceType: 'DZZZ',
      attachment: { fileId: 'F9' },
    });
    expect(card.formFields.at(-1)).toEqual({ fieldName: '户籍类证明编号', fieldValue: '豫公户1' });
  });

  it('is none for a member that the thing does not have', () => {
    const filed = thing({ members: [{ itemCode: '43-SJ-069-01', handleMode: 'QCWB' }] });
    expect(() => part(filed, '43-SJ-069-01')).toThrow(
      new MappingGapError('hunan things HN-YJS-0001', '43-SJ-069-01'),
    );
  });
});
