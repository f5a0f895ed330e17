import type { DeskActField } from './desk.js';

/** A member of an act as a record has it: what the record leaves empty is left out. */
export function actField(cells: {
  readonly path: unknown;
  readonly label: unknown;
  readonly value: unknown;
  readonly fileId: unknown;
}): DeskActField {
  const { path, label, value, fileId } = cells;
  return {
    path: String(path),
    ...(isFilled(label) ? { label: String(label) } : {}),
    ...(isFilled(fileId) ? { fileId: String(fileId) } : { value: isFilled(value) ? String(value) : '' }),
  };
}

function isFilled(cell: unknown): boolean {
  return cell !== undefined && cell !== null && cell !== '';
}
