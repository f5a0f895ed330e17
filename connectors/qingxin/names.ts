import { hex, sha256 } from '#crypto/primitives';

/** Names in the drop folder. Nothing else is ever opened, so no name leads out of it. */

/** What the platform writes. */
export const OUT = 'out';
/** What the connector writes: acts of others. */
export const IN = 'in';
/** What the connector writes: what became of the platform's rows. */
export const RECEIPTS = 'receipts';
export const DONE = 'done';
export const BAD = 'bad';

/** What has contents of certificates lies here for a moment, until it is gone: they are not kept. */
export const TAKEN = 'taken';

/** Under which everything of certificates has folders of its own, called the same. */
export const CERTIFICATES = 'zz';

/** Of cases BJ, CL, HZ; of certificates the others. */
export type SheetKind = 'BJ' | 'CL' | 'HZ' | 'ZZ' | 'ZY' | 'YZ' | 'WX' | 'ZD' | 'ZM' | 'LB';

/** Kind, day and running number: QX20261122-000017. */
const BATCH = /^QX\d{8}-\d{6}$/;
const MANIFEST = /^(.{1,60})\.ok$/;
const SHEET = /^-(BJ|CL|HZ|ZZ|ZY|YZ|WX|ZD|ZM|LB)\.csv$/;
const ATTACHMENT = /^-\d{3,5}\.[A-Za-z0-9]{1,8}$/;

/** The batch that a manifest is of; undefined for any other name. */
export function batchOfManifest(name: string): string | undefined {
  const [, batch] = MANIFEST.exec(name) ?? [];
  return batch !== undefined && BATCH.test(batch) ? batch : undefined;
}

/** The batch of a file that the connector wrote, by the manifest. */
export function batchOfFile(name: string): string | undefined {
  return (
    /^(.{1,60})\.ok$/.exec(name)?.[1] ??
    /^(.{1,60})-(?:WX\.csv|YZ\.csv|ZM\.csv|\d{3}\.[a-z]+)$/.exec(name)?.[1]
  );
}

export function manifestName(batch: string): string {
  return `${batch}.ok`;
}

export function sheetName(batch: string, kind: SheetKind): string {
  return `${batch}-${kind}.csv`;
}

/** What a file of a batch is. @returns undefined for a name that is none of the batch. */
export function kindOf(batch: string, name: string): SheetKind | 'attachment' | undefined {
  if (!name.startsWith(batch)) return undefined;
  const rest = name.slice(batch.length);
  const [, kind] = SHEET.exec(rest) ?? [];
  if (kind !== undefined) return kind as SheetKind; // the pattern has no other
  return ATTACHMENT.test(rest) ? 'attachment' : undefined;
}

/** Where a batch goes when it has been read: the same content always to the same place, other content to another. */
export function archiveName(batch: string, manifest: Uint8Array): string {
  return `${batch}.${hex(sha256(manifest)).slice(0, 12)}`;
}

/** @param number from 1. */
export function attachmentName(batch: string, number: number, fileName: string): string {
  const [, ending = 'bin'] = /\.([A-Za-z0-9]{1,8})$/.exec(fileName) ?? [];
  return `${batch}-${String(number).padStart(3, '0')}.${ending}`;
}
