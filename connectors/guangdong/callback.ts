import { z } from 'zod';

/**
 * What the Guangdong platform pushes: `lsh` names the event, `ywlx` says what happened, `sj` holds it. Keys are pinyin initials,
 * times are China Standard Time, codes are the province's own. An empty text or null is a field that was left empty.
 */

const time = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/);
const line = z.string().min(1);
const maybe = z
  .string()
  .nullish()
  .transform((text) => text || undefined);

function perhaps<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? undefined);
}

function many<T extends z.ZodType>(element: T) {
  return z
    .array(element)
    .nullish()
    .transform((list) => list ?? []);
}

const Person = z.object({ XM: line, ZJLX: line, ZJHM: line, LXDH: maybe });
const Applicant = Person.extend({ SQRLX: line });
const Field = z.object({ ZDM: line, ZDZ: z.string() });
const Material = z.object({ CLMC: line, CLBM: maybe, CLLY: line, WJID: maybe, ZZBS: maybe, YZLSH: maybe });
const Element = z.object({ YSLJ: line, YSMC: maybe, YSZ: perhaps(z.string()), WJID: maybe });
const Other = z.object({ TYBH: line, BWLX: line, BWMC: maybe, YSQD: many(Element) });
const Document = z.object({ MC: line, WSH: maybe, WJID: maybe });

export type GuangdongPerson = z.output<typeof Person>;
export type GuangdongApplicant = z.output<typeof Applicant>;
export type GuangdongField = z.output<typeof Field>;
export type GuangdongMaterial = z.output<typeof Material>;
export type GuangdongDocument = z.output<typeof Document>;
export type GuangdongOther = z.output<typeof Other>;

function kind<Word extends string, S extends z.ZodRawShape>(ywlx: Word, sj: S) {
  return z.object({ ywlx: z.literal(ywlx), sj: z.object(sj) });
}

const Kinds = z.discriminatedUnion('ywlx', [
  kind('SB', {
    SBLSH: line,
    SXBM: line,
    BLDXZQH: line,
    SJDXZQH: maybe,
    ZBTYBH: maybe,
    BLMS: line,
    SQSJ: time,
    SQR: Applicant,
    DLR: perhaps(Person),
    BDXX: many(Field),
    CLQD: many(Material),
  }),
  kind('SJ', {
    TYBH: line,
    CKMC: line,
    CKXZQH: line,
    CKH: maybe,
    HYSF: line,
    YJHY: many(line),
    SJSJ: time,
  }),
  kind('BZTZ', {
    TYBH: line,
    TZSH: line,
    QSCL: many(line),
    BHGCL: many(z.object({ CLMC: line, YY: line })),
    BZQX: time,
  }),
  kind('BZ', {
    TYBH: line,
    TZSH: line,
    CLQD: many(Material),
    SQR: perhaps(Applicant),
    DLR: perhaps(Person),
    BDXX: many(Field),
  }),
  kind('SL', { TYBH: line, BJLSH: line, SLWSH: maybe, SLSJ: time, CNBJRQ: maybe }),
  kind('BYSL', { TYBH: line, YYDM: line, YYSM: line, WSH: maybe }),
  kind('SC', { TYBH: line, KSSJ: time }),
  kind('TBCX', { TYBH: line, CXMC: line, YY: line }),
  kind('TBHF', { TYBH: line, YY: maybe }),
  kind('JD', { TYBH: line, JDJG: line, WSH: line, JDSJ: time, LY: maybe }),
  kind('BJ', { TYBH: line, BJSJ: time }),
  kind('ZS', { TYBH: line, JGQD: many(Document), WLDH: maybe }),
  kind('SD', { TYBH: line, SDFS: line, SDSJ: time, WLDH: maybe }),
  kind('CH', { TYBH: line, YY: maybe }),
  kind('ZZ', { TYBH: line, YYDM: line, YYSM: line }),
  kind('QT', Other.shape),
]);

export const CallbackSchema = z.intersection(z.object({ lsh: line, fssj: time }), Kinds);

export type Callback = z.output<typeof CallbackSchema>;
