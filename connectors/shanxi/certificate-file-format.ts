import { z } from 'zod';
import type {
  CertificateQuestion,
  CertificateReply,
  MappingReading,
  MappingTables,
  UseRequest,
  UseResult,
} from '#connectors/kit';
import type { RowReading } from './reading.js';

/** 取文件 and 比对 as Shanxi writes them: bytes in a column of their own, comparisons as JSON, yes and no as 1 and 0. */

type UseRow = RowReading<'kstb_lic_use'>;
type Standing = Extract<CertificateReply, { kind: 'standing' }>;

/** 1 取信息, 2 核验状态, 3 取文件, 4 比对. */
export const USE_KINDS = { '1': 'DATA', '2': 'STATUS', '3': 'FILE', '4': 'VERIFY' } as const;

/** What of a question says what is asked for; what is not a file and no comparison is 取信息. */
export function askedOf({ use, fields }: CertificateQuestion, maps: MappingTables) {
  const names = maps.table('certificateFields');
  switch (use.operation) {
    case 'FILE':
      return { query_kind: '3', file_format: use.format, contents: [] };
    case 'VERIFY': {
      const seen = Object.fromEntries(use.seen.map(({ name, value }) => [names.toLocal(name), value]));
      return { query_kind: '4', seen, seen_sm3: use.seenSm3, contents: [] };
    }
    default:
      return { contents: fields.map((each) => names.toLocal(each)) };
  }
}

const yesOrNo = z.enum(['0', '1']).nullish();

/** What an answer says besides contents. */
export const ANSWERED = { matches: z.string().nullish(), file_matches: yesOrNo };

const Matches = z.record(z.string(), z.boolean());

/** @throws ZodError, MappingGapError. */
export function matchesOf(
  { matches, file_matches: isSame }: z.output<z.ZodObject<typeof ANSWERED>>,
  maps: MappingTables,
): Pick<Standing, 'matches' | 'fileMatches'> {
  const names = maps.table('certificateFields');
  const compared = Object.entries(Matches.parse(JSON.parse(matches ?? '{}')));
  return {
    ...(matches != null && {
      matches: compared.map(([name, is]) => ({ name: names.toNational(name), matches: is })),
    }),
    ...(isSame != null && { fileMatches: isSame === '1' }),
  };
}

const Seen = z.record(z.string().min(1), z.string().min(1));

type Wanted = Pick<UseRequest, 'format' | 'seen'>;

/** What a window's row says besides names of contents; what is wrong goes to the reading. */
export function wantedOf(row: UseRow): (on: MappingReading) => Wanted {
  const format = row.text('file_format');
  if (format !== undefined && format !== 'OFD' && format !== 'PDF') {
    row.complain('file_format', 'is neither OFD nor PDF');
  }
  const text = row.text('seen');
  const seen = Seen.safeParse(JSON.parse(text ?? '{}')); // PostgreSQL has checked that it is JSON
  if (!seen.success) row.complain('seen', 'is not names with values');
  const fields = Object.entries(seen.data ?? {});
  return (on) => ({
    ...((format === 'OFD' || format === 'PDF') && { format }),
    ...(text !== undefined && {
      seen: fields.map(([name, value]) => ({ name: on.table('certificateFields').toNational(name), value })),
    }),
  });
}

/** What a window is told besides contents; the file itself goes into a column of its own. @throws MappingGapError. */
export function toldOf(
  { file, matches, fileMatches, examined }: Extract<UseResult, { kind: 'released' }>,
  maps: MappingTables,
) {
  const names = maps.table('certificateFields');
  const compared = matches?.map(({ name, matches: is }) => [names.toLocal(name), is]);
  return {
    ...(file && {
      file_format: file.format,
      original_sm3: file.original.sm3,
      original_seals: file.original.seals,
    }),
    ...(compared && { matches: Object.fromEntries(compared) as Readonly<Record<string, boolean>> }), // fromEntries forgets the values
    ...(fileMatches !== undefined && { file_matches: fileMatches ? '1' : '0' }),
    ...(examined && { file_seals: examined.seals?.verdict ?? 'NOT_CHECKED' }),
  };
}
