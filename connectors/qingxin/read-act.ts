import type { MappingTables, OutgoingFile } from '#connectors/kit';
import { hex, sha256, utf8 } from '#crypto/primitives';
import { HubError } from '#proto/errors';
import { CASE_MESSAGES, type Draft, validate } from '#proto/schema';
import type { Batch } from './batch-reader.js';
import { QingxinRowError, QingxinUnmappedError } from './errors.js';
import { FieldReader } from './field-reader.js';
import { misplaced, VOID } from './kinds.js';
import type { LocalAct } from './local-acts.js';
import { mediaTypeOf } from './media-types.js';
import { toDraft } from './to-national.js';
import type { GoodAct, NumberedAct, UnmappedAct } from './waiting-room.js';

export const MAX_NAME = 100;
export const SEQ = /^[1-9]\d{0,5}$/;

/** Of a batch: `done` keeps it under its archive name. */
export function fileIdOf(batch: Pick<Batch, 'archive'>, name: string): string {
  return `${batch.archive}/${name}`;
}

/** Files of a batch as the kit sends them, by name. */
export function filesOf(batch: Batch): ReadonlyMap<string, OutgoingFile> {
  const files = [...batch.attachments.values()].map(({ name, size, sha256: digest, sm3 }) => {
    const fileName = name.slice(batch.name.length + 1);
    const blob = { sha256: digest, sm3, size, mediaType: mediaTypeOf(name), fileName };
    return [name, { blob, fileId: fileIdOf(batch, name) }] as const;
  });
  return new Map(files);
}

type Cells = Readonly<Record<string, string | undefined>>;

/** What is read of an act: from a batch, or from where it has waited since. */
type ReadableAct = Pick<LocalAct, 'ref' | 'fields' | 'details' | 'faults'>;

/**
 * An act of a batch in national codes, with its place in its case; as it came while the mapping does not have all of it.
 * @throws QingxinRowError with everything that is wrong with it: it is refused here, before it has been taken, so that it
 * can come again corrected under its own name.
 */
export async function readAct(
  local: ReadableAct,
  maps: MappingTables,
  files: ReadonlyMap<string, OutgoingFile>,
): Promise<NumberedAct> {
  const faults = [...local.faults];
  const caseRef = local.fields.办件编号 ?? '';
  const seq = local.fields.办件内序号 ?? '';
  if (caseRef === '') faults.push('办件编号 为空');
  if (local.ref.length > MAX_NAME || caseRef.length > MAX_NAME) faults.push('业务流水号或办件编号过长');
  if (!SEQ.test(seq)) faults.push('办件内序号 应为从 1 起的整数');
  const content = await contentOf(local, maps, files, faults);
  if (faults.length > 0) throw new QingxinRowError([...new Set(faults)]);
  return { caseRef, seq: Number(seq), digest: digestOf(local, files), ...content };
}

async function contentOf(
  local: ReadableAct,
  maps: MappingTables,
  files: ReadonlyMap<string, OutgoingFile>,
  faults: string[],
): Promise<Pick<GoodAct, 'act'> | Pick<UnmappedAct, 'rows' | 'files' | 'reason'>> {
  const { ref, fields, details } = local;
  if (fields.业务类型 === VOID) {
    faults.push(...misplaced(fields, details));
    return { act: undefined };
  }
  const names = new Set(details.map(({ 附件: name }) => name));
  const used = [...files].filter(([name]) => names.has(name));
  const occurredAt = Date.parse(new FieldReader().time(fields, '发生时间'));
  try {
    const draft = await toDraft(local, maps, files);
    check(draft);
    return { act: { ref, occurredAt, draft, files: used.map(([, file]) => file) } };
  } catch (error) {
    if (error instanceof QingxinRowError) faults.push(...error.faults);
    else if (!(error instanceof QingxinUnmappedError)) throw error;
    else if (faults.length > 0) faults.push(...error.reasons);
    else return { rows: { fields, details }, files: used, reason: error.message };
    return { act: undefined }; // never given out: there are faults
  }
}

/** As the hub will. @throws QingxinRowError. */
function check({ type, body }: Draft): void {
  try {
    validate(CASE_MESSAGES[type], body, 'the row does not make a message');
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    throw new QingxinRowError(error.violations.map(({ pointer, message }) => `${pointer}: ${message}`));
  }
}

/** Over what an act says, whatever the batch and its files are called: a file counts by what is in it. */
export function digestOf(
  { fields, details }: { readonly fields: Cells; readonly details: readonly Cells[] },
  files: ReadonlyMap<string, OutgoingFile>,
): string {
  const said = details.map((detail) => {
    const { 附件: name } = detail;
    return sorted({ ...detail, 附件: name && files.get(name)?.blob.sha256 });
  });
  return hex(sha256(utf8(JSON.stringify([sorted(fields), said]))));
}

/** The order of columns in a file says nothing. */
function sorted(values: Cells): unknown {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}
