import { blobRefOf, type OutgoingFile } from '#connectors/kit';
import { hex, sm3 } from '#crypto/primitives';
import type { BlobRef } from '#proto/schema';
import type { FileRow } from './batch.js';
import { BatchFormError, DoesNotFitError } from './errors.js';
import { FILE_COLUMNS } from './layout.js';
import type { Outbound } from './outbound.js';
import { faultOf } from './rows.js';
import { MAX_FILE_BYTES } from './stored-bytes.js';

/** Files of a batch under their digests, one in memory at a time. @throws BatchFormError with everything that is wrong. */
export async function digest(
  outbound: Outbound,
  rows: readonly FileRow[],
): Promise<Map<string, OutgoingFile>> {
  const faults = rows.flatMap(faultsOf);
  if (faults.length > 0) throw new BatchFormError(faults);
  const files = new Map<string, OutgoingFile>();
  for (const row of rows) files.set(row.file_id, await digestOne(outbound, row));
  return files;
}

function faultsOf({ file_id: id, file_name: name, media_type: type, file_size: size }: FileRow): string[] {
  const faults: string[] = [];
  if (size === null) faults.push(`kstb_file.content: file ${id} has no bytes`);
  if (size !== null && size > MAX_FILE_BYTES) {
    faults.push(`kstb_file.content: file ${id} has ${size} bytes, more than ${MAX_FILE_BYTES}`);
  }
  if ((name ?? '') === '') faults.push(`kstb_file.file_name: file ${id} has none`);
  if ((type ?? '') === '') faults.push(`kstb_file.media_type: file ${id} has none`);
  return faults;
}

async function digestOne(outbound: Outbound, row: FileRow): Promise<OutgoingFile> {
  const bytes = await outbound.files.whole(row.file_id);
  if (bytes === undefined)
    throw new Error(`kstb_file.content: file ${row.file_id} changed while it was read`);
  const expected = (row.file_sm3 ?? '').toLowerCase();
  if (expected !== '' && expected !== hex(sm3(bytes))) {
    throw new BatchFormError([`kstb_file.file_sm3: file ${row.file_id} has another digest`]);
  }
  return { fileId: row.file_id, blob: blobRefOf(bytes, row.media_type ?? '', row.file_name ?? '') };
}

/** Whether files from elsewhere can be put in. @throws DoesNotFitError. */
export function checkInbound(blobs: readonly BlobRef[]): void {
  const faults = blobs.flatMap(({ sha256, size, fileName, mediaType }) => {
    const wide = [
      ['file_name', faultOf(FILE_COLUMNS.file_name, fileName)],
      ['media_type', faultOf(FILE_COLUMNS.media_type, mediaType)],
      [
        'content',
        size > MAX_FILE_BYTES ? `takes ${MAX_FILE_BYTES} bytes, file ${sha256} has ${size}` : undefined,
      ],
    ] as const;
    return wide.flatMap(([column, fault]) => (fault === undefined ? [] : [`kstb_file.${column} ${fault}`]));
  });
  if (faults.length > 0) throw new DoesNotFitError(faults);
}
