import {
  type CertificateField,
  type CertificateQuestion,
  type CertificateReply,
  defined,
  type MappingReading,
  type MappingTables,
  type UseRequest,
  type UseResult,
} from '#connectors/kit';
import type { ContentColumn, Values } from './columns.js';
import { ReplyError } from './errors.js';
import type { FieldReader } from './field-reader.js';

/** 取件 and 比对 as Qingxin writes them: files beside the sheets, what was seen in a sheet of contents, 是 and 否. */

export type Content = Values<ContentColumn>;
type Standing = Extract<CertificateReply, { kind: 'standing' }>;

/** 用证方式. */
export const WAYS = { 取数: 'DATA', 核验: 'STATUS', 取件: 'FILE', 比对: 'VERIFY' } as const;

/** What of a question says what is asked for; without 问询方式 it is 取数. @throws MappingGapError. */
export function askedOf({ use, fields }: CertificateQuestion, maps: MappingTables) {
  const names = maps.table('certificateFields');
  switch (use.operation) {
    case 'FILE':
      return { 问询方式: '取件', ...defined({ 格式: use.format }) };
    case 'VERIFY':
      return { 问询方式: '比对', ...defined({ 文件摘要: use.seenSm3 }) };
    default:
      return { 字段: fields.map((each) => names.toLocal(each)).join('、') };
  }
}

/** What was seen elsewhere, beside the question. @throws MappingGapError. */
export function seenRows(id: string, { use }: CertificateQuestion, maps: MappingTables): Content[] {
  const names = maps.table('certificateFields');
  return use.seen.map(({ name, value }) => ({ 编号: id, 名称: names.toLocal(name), 内容: value }));
}

/** @throws ReplyError, MappingGapError. */
export function answeredOf(
  { 文件相符: isSame }: { readonly 文件相符?: string },
  contents: readonly Content[],
  maps: MappingTables,
): Pick<Standing, 'fields' | 'matches' | 'fileMatches'> {
  const names = maps.table('certificateFields');
  const national = ({ 名称: name = '' }: Content) => names.toNational(name);
  const compared = contents.filter(({ 相符: is }) => is !== undefined);
  return {
    fields: contents.flatMap((row): CertificateField[] =>
      row.内容 === undefined ? [] : [{ name: national(row), value: row.内容 }],
    ),
    ...(compared.length > 0 && {
      matches: compared.map((row) => ({ name: national(row), matches: isYes(row.相符) })),
    }),
    ...(isSame !== undefined && { fileMatches: isYes(isSame) }),
  };
}

function isYes(text: string | undefined): boolean {
  if (text !== '是' && text !== '否') throw new ReplyError(`相符 is ${text}`);
  return text === '是';
}

type Wanted = Pick<UseRequest, 'format' | 'seen'>;

/** What a window's row says besides names of contents. @param seen the rows of contents that go with it. */
export function wantedOf(
  { 格式: format }: { readonly 格式?: string },
  seen: readonly Content[],
  reader: FieldReader,
): (on: MappingReading) => Wanted {
  if (format !== undefined && format !== 'OFD' && format !== 'PDF') reader.fault('格式 应为 OFD 或 PDF');
  const fields = seen.map(({ 名称: name, 内容: value }) => {
    if (name === undefined || value === undefined) reader.fault('照面中名称或内容为空');
    return { name: name ?? '', value: value ?? '' };
  });
  return (on) => ({
    ...((format === 'OFD' || format === 'PDF') && { format }),
    ...(fields.length > 0 && {
      seen: fields.map(({ name, value }) => ({
        name: on.table('certificateFields').toNational(name),
        value,
      })),
    }),
  });
}

type Released = Extract<UseResult, { kind: 'released' }>;

/** What a window is told besides contents. @param attachment the name of its copy of a file. */
export function toldOf({ file, fileMatches, examined }: Released, attachment: string) {
  return {
    ...(file && { 附件: attachment, 原件摘要: file.original.sm3, 原件签章: file.original.seals }),
    ...(fileMatches !== undefined && { 文件相符: fileMatches ? '是' : '否' }),
    ...(examined && { 文件签章: examined.seals?.verdict ?? 'NOT_CHECKED' }),
  };
}

/** Contents of an answer, and what matches. @throws MappingGapError. */
export function contentRows(id: string, { fields, matches = [] }: Released, maps: MappingTables): Content[] {
  const names = maps.table('certificateFields');
  return [
    ...fields.map(({ name, value }) => ({ 编号: id, 名称: names.toLocal(name), 内容: value })),
    ...matches.map(({ name, matches: is }) => ({
      编号: id,
      名称: names.toLocal(name),
      相符: is ? '是' : '否',
    })),
  ];
}
