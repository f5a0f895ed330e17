import { type Cells, type FrontBatch, type InboundBatch, parseBatch, TABLE_NAMES } from '#connectors/shanxi';
import type { CaseMessage } from '#proto/schema';
import { CASE_NO, filesOf } from './acts.js';

/** Files that a message names, under ids as narrow as the front database has them. */
export function frontFilesOf(message: CaseMessage) {
  const blobs = [...filesOf(message).fetched.values()].map(({ blob }) => blob);
  const ids = new Map(
    [...new Set(blobs.map(({ sha256 }) => sha256))].map((sha256, i) => [sha256, `F${i + 1}`]),
  );
  const digested = new Map(
    blobs.map((blob) => [ids.get(blob.sha256) ?? '', { blob, fileId: ids.get(blob.sha256) ?? '' }] as const),
  );
  return { stored: ids, digested };
}

/** What the connector wrote, as it would read it had the platform written it: through JSON, as PostgreSQL gives it. */
export function readBack({ head, rows }: InboundBatch, message: CaseMessage): FrontBatch {
  const { digested } = frontFilesOf(message);
  const byTable = TABLE_NAMES.map((table) => {
    const own: Cells[] = rows.filter((row) => row.table === table).map(({ values }) => values);
    return [table, own] as const;
  });
  return parseBatch(
    JSON.stringify({
      head: {
        ...head,
        act_ref: 'A-1',
        case_seq: 1,
        act_time: '2026-11-22T10:00:00',
        hub_case_no: message.type === 'SubmitCase' ? null : CASE_NO,
      },
      first: null,
      rival: null,
      known_case_no: null,
      rows: Object.fromEntries(byTable),
      files: [...digested.values()].map(({ fileId, blob }) => ({
        file_id: fileId,
        file_name: blob.fileName,
        media_type: blob.mediaType,
        file_sm3: blob.sm3,
        file_size: blob.size,
      })),
    }),
  );
}
