import type { Values } from './columns.js';
import type { DropFolder } from './drop-folder.js';
import { writeManifest } from './manifest.js';
import { manifestName, type SheetKind, sheetName } from './names.js';
import { writeSheet } from './sheet.js';

/** A file of a batch that the connector writes. */
export interface BatchFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly rows?: number;
}

/** @throws Gb18030Error. */
export function sheetFile<C extends string>(
  batch: string,
  kind: SheetKind,
  columns: readonly C[],
  rows: readonly Values<C>[],
): BatchFile {
  return { name: sheetName(batch, kind), bytes: writeSheet(columns, rows), rows: rows.length };
}

/**
 * Lays a batch down: its manifest last, so that who sees the manifest sees everything. One that still lies there from the last
 * time goes first: a reader who took it with the new files would find the new manifest alone (proved by
 * test/unit/connectors/qingxin-out-tray.test.ts).
 */
export async function writeBatch(
  folder: DropFolder,
  place: string,
  batch: string,
  files: readonly BatchFile[],
): Promise<void> {
  await folder.remove(`${place}/${manifestName(batch)}`);
  for (const { name, bytes } of files) await folder.write(`${place}/${name}`, bytes);
  await folder.write(`${place}/${manifestName(batch)}`, writeManifest(files));
}

/** Takes a batch away: its manifest first, so that nobody sees half of it. */
export async function removeBatch(folder: DropFolder, place: string, batch: string): Promise<void> {
  await folder.remove(`${place}/${manifestName(batch)}`);
  for (const { name } of await folder.list(place)) {
    if (name.startsWith(`${batch}-`)) await folder.remove(`${place}/${name}`);
  }
}
