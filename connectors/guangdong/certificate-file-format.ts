import { z } from 'zod';
import type {
  CertificateQuestion,
  CertificateReply,
  MappingReading,
  MappingTables,
  UseRequest,
  UseResult,
} from '#connectors/kit';
import { base64, fromBase64 } from '#crypto/primitives';

/** 证照文件 and 核验 as the Guangdong platform writes them: files in base64, what was seen in HYXX, yes and no as 1 and 0. */

const line = z.string().min(1);
const yesOrNo = z.enum(['0', '1']);
const file = z.string().transform((text, context) => {
  const bytes = fromBase64(text);
  if (bytes === undefined) context.addIssue({ code: 'custom', message: 'not base64' });
  return bytes ?? z.NEVER;
});

/** What of a question says what is asked for. */
export function askedOf({ use, fields }: CertificateQuestion, maps: MappingTables): object {
  const names = maps.table('certificateFields');
  switch (use.operation) {
    case 'FILE':
      return { WJGS: use.format };
    case 'VERIFY':
      return {
        HYXX: use.seen.map(({ name, value }) => ({ ZDM: names.toLocal(name), ZDZ: value })),
        WJZW: use.seenSm3,
      };
    default:
      return { ZMZD: fields.map((each) => names.toLocal(each)) };
  }
}

/** What an answer may have besides fields: the file, and which of what was seen is so. */
export const ANSWERED = {
  WJNR: file.optional(),
  HYJG: z.array(z.object({ ZDM: line, SFYZ: yesOrNo })).optional(),
  WJYZ: yesOrNo.optional(),
};

type Answered = z.output<z.ZodObject<typeof ANSWERED>>;
type Standing = Extract<CertificateReply, { kind: 'standing' }>;

export function answeredOf(
  { WJNR, HYJG, WJYZ }: Answered,
  maps: MappingTables,
): Pick<Standing, 'original' | 'matches' | 'fileMatches'> {
  const names = maps.table('certificateFields');
  return {
    ...(WJNR && { original: WJNR }),
    ...(HYJG && {
      matches: HYJG.map(({ ZDM, SFYZ }) => ({ name: names.toNational(ZDM), matches: SFYZ === '1' })),
    }),
    ...(WJYZ && { fileMatches: WJYZ === '1' }),
  };
}

/** What a window's request may have besides fields. */
export const WANTED = {
  WJGS: z.enum(['OFD', 'PDF']).nullish(),
  HYXX: z.array(z.object({ ZDM: line, ZDZ: line })).nullish(),
  WJNR: file.nullish(),
};

type Wanted = z.output<z.ZodObject<typeof WANTED>>;

export function wantedOf(
  { WJGS, HYXX, WJNR }: Wanted,
  on: MappingReading,
): Pick<UseRequest, 'format' | 'seen' | 'seenFile'> {
  const names = on.table('certificateFields');
  return {
    ...(WJGS && { format: WJGS }),
    ...(HYXX && { seen: HYXX.map(({ ZDM, ZDZ }) => ({ name: names.toNational(ZDM), value: ZDZ })) }),
    ...(WJNR && { seenFile: WJNR }),
  };
}

/** What a window is told besides fields. */
export function toldOf(
  { file: copy, matches, fileMatches, examined }: Extract<UseResult, { kind: 'released' }>,
  maps: MappingTables,
): object {
  const names = maps.table('certificateFields');
  return {
    ...(copy && {
      WJ: {
        WJGS: copy.format,
        WJNR: base64(copy.bytes),
        YJZW: copy.original.sm3,
        YJQZ: copy.original.seals,
      },
    }),
    ...(matches && {
      HYJG: matches.map(({ name, matches: is }) => ({ ZDM: names.toLocal(name), SFYZ: is ? '1' : '0' })),
    }),
    ...(fileMatches !== undefined && { WJYZ: fileMatches ? '1' : '0' }),
    ...(examined && { QZHY: examined.seals.verdict }),
  };
}
