import fc from 'fast-check';
import { z } from 'zod';
import { CASE_MESSAGES, type MessageType } from '#proto/schema';

/** Bodies of messages of any kind, made by their schemas alone: of kinds that are yet to come, too. */

type Schema = z.core.JSONSchema._JSONSchema;

const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => text.trim() === text && !/\p{C}/u.test(text));
/** With ends that a format might take for padding, and marks like those that keep them. */
const text = fc.oneof(
  { weight: 4, arbitrary: word },
  fc.array(word, { minLength: 2, maxLength: 3 }).map((lines) => lines.join('\n')),
  word.map((inner) => `\u3000${inner} `),
  fc.constantFrom('⟦旧⟧', '⟦', '⟦ ⟧', '是', '0', '-1', "'1", '=1', ' '),
);
const reference = fc.stringMatching(/^[（〔]?[0-9A-Z豫粤字第号]{1,20}[）〕]?$/);
const moment = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2035-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => `${new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`);

type Members = Readonly<Record<string, unknown>>;

/** What members owe each other, where chance does not find it. */
const AGREED: { readonly [T in MessageType]?: (body: Members) => Members } = {
  DeferredMaterialsSupplied: ({ suppliedCodes, materials }) => ({
    suppliedCodes,
    materials: list(suppliedCodes).map((code, i) => ({ ...(list(materials)[i] ?? SEEN), code })),
  }),
  SubmitCase: ({ pledge, commitment, commitmentNo, creditCheck, ...others }) => {
    if (pledge === undefined || list(Object(others).members).length > 0) return others;
    const { pledgedCodes, ...shown } = Object(pledge);
    const codes = codesOnce(pledgedCodes);
    const signed =
      commitment === undefined ? { commitmentNo: commitmentNo ?? 'CN-1' } : { commitment, commitmentNo };
    return {
      ...others,
      ...signed,
      pledge: { ...shown, pledgedCodes: codes },
      creditCheck: creditCheck ?? CHECKED,
    };
  },
  ReplyDeadlineRecomputed: ({ feedbackNo, consultationNo, ...others }) =>
    feedbackNo === undefined
      ? { ...others, consultationNo: consultationNo ?? 'ZX-1' }
      : { ...others, feedbackNo },
  CommitmentChecked: ({ finding, faultyCodes, ...others }) => ({
    ...{ ...others, finding },
    faultyCodes: finding === 'KEPT' ? [] : codesOnce(faultyCodes),
  }),
  DecisionRevoked: ({ revokedResults, ...others }) => ({
    ...others,
    revokedResults: list(revokedResults).map((each) => {
      const { documentNo = 'ZS-1', certificateId, revocationNo = 'DX-1' } = Object(each);
      return certificateId === undefined ? { documentNo } : { documentNo, certificateId, revocationNo };
    }),
  }),
  OriginalsHandedOver: ({ originals, taker, waybill, takenAtOnce, ...others }) => {
    const isPosted = taker === 'COURIER';
    const courier = isPosted ? { waybill: waybill ?? 'EMS-1' } : { takenAtOnce: takenAtOnce === true };
    return { ...others, originals: eachOnce(originals), taker, ...courier };
  },
  OriginalsReceived: ({ originals, ...others }) => ({ ...others, originals: eachOnce(originals) }),
};

const CHECKED: Members = { outcome: 'CLEAR', inquiryNo: 'XY-1', checkedOn: '2026-11-20' };

/** At least one, and none twice. */
function codesOnce(codes: unknown): readonly unknown[] {
  const given = list(codes);
  return given.length === 0 ? ['M01'] : [...new Set(given)];
}

const SHEET: Members = { code: 'A1', sheets: 1 };

/** At least one, under codes of their own. */
function eachOnce(originals: unknown): readonly unknown[] {
  const given = list(originals);
  return (given.length === 0 ? [SHEET] : given).map((each, i) => ({ ...Object(each), code: `A${i + 1}` }));
}

const SEEN: Members = { name: '原件', source: 'ORIGINAL_CHECKED' };

/** In a row: chance finds what it finds at all in far fewer, and a search without end would hold up the run without a word. */
const MOST_MISSES = 20_000;

/** @throws TypeError for a schema that nobody has thought of here. */
export function anyBody(type: MessageType, over: object): fc.Arbitrary<object> {
  const schema = z.toJSONSchema(CASE_MESSAGES[type], { io: 'input' });
  const agreed = AGREED[type] ?? ((body) => body);
  let misses = 0;
  return valuesOf(schema, schema.$defs ?? {})
    .map((body) => ({ ...agreed(Object(body)), ...over }))
    .filter((body) => {
      const keepsRules = CASE_MESSAGES[type].safeParse(body).success; // those between members
      misses = keepsRules ? 0 : misses + 1;
      if (misses < MOST_MISSES) return keepsRules;
      throw new TypeError(
        `chance finds no ${type} that keeps the rules between its members: say in AGREED what they owe each other`,
      );
    });
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function valuesOf(
  schema: Schema | undefined,
  definitions: Readonly<Record<string, Schema>>,
): fc.Arbitrary<unknown> {
  if (typeof schema !== 'object') throw new TypeError('a member may be anything');
  const { $ref, type, properties, required = [], items, anyOf, enum: words, minimum, maximum } = schema;
  if ($ref !== undefined) return valuesOf(definitions[$ref.slice('#/$defs/'.length)], definitions);
  if (words !== undefined) return fc.constantFrom(...words);
  if (anyOf !== undefined) return valuesOf(anyOf[0], definitions);
  switch (type) {
    case 'object': {
      const members = Object.entries(properties ?? {}).map(
        ([name, member]) => [name, valuesOf(member, definitions)] as const,
      );
      return fc.record(Object.fromEntries(members), { requiredKeys: required });
    }
    case 'array':
      if (Array.isArray(items)) throw new TypeError('a list has one kind of elements');
      return fc.array(valuesOf(items, definitions), { maxLength: Math.min(3, schema.maxItems ?? 3) });
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: Math.max(-9, minimum ?? -9), max: Math.min(9_999, maximum ?? 9_999) });
    case 'string':
      return textsOf(schema);
    default:
      throw new TypeError(`values of ${JSON.stringify(schema)}`);
  }
}

function textsOf({
  format,
  pattern = '',
  maxLength = 200,
}: z.core.JSONSchema.BaseSchema): fc.Arbitrary<string> {
  if (format === 'date-time') return moment;
  if (format === 'date') return moment.map((at) => at.slice(0, 10));
  if (pattern === '' || pattern.includes('\\p{Cc}')) return text.filter(({ length }) => length <= maxLength);
  if (pattern.includes('\\p{')) return reference.filter(({ length }) => length <= maxLength);
  return fc.stringMatching(new RegExp(pattern));
}
