import { z } from 'zod';

/**
 * What the Guangdong platform pushes: `lsh` names the event, `ywlx` says what happened, `sj` holds it. Keys are pinyin initials,
 * times are China Standard Time, codes are the province's own.
 */

const time = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/);
const line = z.string().min(1);

const Material = z.object({ CLMC: line, CLLY: line, WJID: z.string().optional() });

export type GuangdongMaterial = z.output<typeof Material>;

const Kinds = z.discriminatedUnion('ywlx', [
  z.object({
    ywlx: z.literal('SB'),
    sj: z.object({
      SBLSH: line,
      SXBM: line,
      BLDXZQH: line,
      BLMS: line,
      SQSJ: time,
      SQR: z.object({ SQRLX: line, XM: line, ZJLX: line, ZJHM: line, LXDH: z.string().optional() }),
      BDXX: z.array(z.object({ ZDM: line, ZDZ: z.string() })).default([]),
      CLQD: z.array(Material).default([]),
    }),
  }),
  z.object({
    ywlx: z.literal('SJ'),
    sj: z.object({
      TYBH: line,
      CKMC: line,
      CKXZQH: line,
      HYSF: line,
      YJHY: z.array(line).default([]),
      SJSJ: time,
    }),
  }),
  z.object({
    ywlx: z.literal('BZTZ'),
    sj: z.object({
      TYBH: line,
      TZSH: line,
      QSCL: z.array(line).default([]),
      BHGCL: z.array(z.object({ CLMC: line, YY: line })).default([]),
      BZQX: time,
    }),
  }),
  z.object({
    ywlx: z.literal('BZ'),
    sj: z.object({ TYBH: line, TZSH: line, CLQD: z.array(Material).default([]) }),
  }),
  z.object({
    ywlx: z.literal('SL'),
    sj: z.object({ TYBH: line, BJLSH: line, SLWSH: line, SLSJ: time, CNBJRQ: line }),
  }),
  z.object({ ywlx: z.literal('BYSL'), sj: z.object({ TYBH: line, YYDM: line, YYSM: line }) }),
  z.object({ ywlx: z.literal('SC'), sj: z.object({ TYBH: line, KSSJ: time }) }),
  z.object({
    ywlx: z.literal('JD'),
    sj: z.object({ TYBH: line, JDJG: line, WSH: line, JDSJ: time, LY: z.string().optional() }),
  }),
  z.object({ ywlx: z.literal('BJ'), sj: z.object({ TYBH: line, BJSJ: time }) }),
  z.object({
    ywlx: z.literal('ZS'),
    sj: z.object({
      TYBH: line,
      JGQD: z.array(z.object({ MC: line, WSH: z.string().optional(), WJID: z.string().optional() })),
      WLDH: z.string().optional(),
    }),
  }),
  z.object({
    ywlx: z.literal('SD'),
    sj: z.object({ TYBH: line, SDFS: line, SDSJ: time, WLDH: z.string().optional() }),
  }),
  z.object({ ywlx: z.literal('CH'), sj: z.object({ TYBH: line, YY: line }) }),
]);

export const CallbackSchema = z.intersection(z.object({ lsh: line, fssj: time }), Kinds);

export type Callback = z.output<typeof CallbackSchema>;
