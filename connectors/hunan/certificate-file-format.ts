import { z } from 'zod';
import type {
  CertificateQuestion,
  CertificateReply,
  MappingReading,
  MappingTables,
  UseRequest,
  UseResult,
} from '#connectors/kit';
import { Attachment, line, perhaps } from './messages.js';

/** 证照文件 and 核验 as the library writes them: files behind links like those of cases, comparisons by names of contents. */

const FileType = z.enum(['OFD', 'PDF']);

/** What of a question says what is asked for. */
export function askedOf({ use, fields }: CertificateQuestion, maps: MappingTables): object {
  const names = maps.table('certificateFields');
  switch (use.operation) {
    case 'FILE':
      return { fileType: use.format };
    case 'VERIFY': {
      const seen = use.seen.map(({ name, value }) => [names.toLocal(name), value]);
      return { seen: Object.fromEntries(seen), seenSm3: use.seenSm3 };
    }
    default:
      return { faceNames: fields.map((each) => names.toLocal(each)) };
  }
}

/** What the library may say besides contents: the file, and which of what was seen is so. */
export const ANSWERED = {
  file: perhaps(Attachment),
  same: perhaps(z.record(z.string(), z.boolean())),
  fileSame: perhaps(z.boolean()),
};

type Answered = z.output<z.ZodObject<typeof ANSWERED>>;
type Standing = Extract<CertificateReply, { kind: 'standing' }>;

/** @throws MappingGapError. */
export function matchesOf(
  { same, fileSame }: Pick<Answered, 'same' | 'fileSame'>,
  maps: MappingTables,
): Pick<Standing, 'matches' | 'fileMatches'> {
  const names = maps.table('certificateFields');
  const matches = Object.entries(same ?? {}).map(([name, is]) => ({
    name: names.toNational(name),
    matches: is,
  }));
  return { ...(same && { matches }), ...(fileSame !== undefined && { fileMatches: fileSame }) };
}

/** What a window's request may have besides names of contents. */
export const WANTED = {
  fileType: perhaps(FileType),
  seen: perhaps(z.record(z.string(), line)),
  seenFile: perhaps(Attachment),
};

type Wanted = z.output<z.ZodObject<typeof WANTED>>;

/** @throws MappingGapError. */
export function wantedOf(
  { fileType, seen }: Pick<Wanted, 'fileType' | 'seen'>,
  on: MappingReading,
): Pick<UseRequest, 'format' | 'seen'> {
  const names = on.table('certificateFields');
  const fields = Object.entries(seen ?? {}).map(([name, value]) => ({ name: names.toNational(name), value }));
  return { ...(fileType && { format: fileType }), ...(seen && { seen: fields }) };
}

/** What a window is told besides contents. @param stored the copy, as the platform has it. @throws MappingGapError. */
export function toldOf(
  { file, matches, fileMatches, examined }: Extract<UseResult, { kind: 'released' }>,
  stored: object | undefined,
  maps: MappingTables,
): object {
  const names = maps.table('certificateFields');
  const same = matches?.map(({ name, matches: is }) => [names.toLocal(name), is]);
  return {
    ...(file && { file: stored, originalSm3: file.original.sm3, originalSeals: file.original.seals }),
    ...(same && { same: Object.fromEntries(same) }),
    ...(fileMatches !== undefined && { fileSame: fileMatches }),
    ...(examined && { fileSeals: examined.seals?.verdict ?? 'NOT_CHECKED' }),
  };
}
