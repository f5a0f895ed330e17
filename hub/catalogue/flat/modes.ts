import type { HandlingMode } from '#domain/case';
import type { Cells } from '../cells.js';

/** The three modes of cross-province handling, by their names in the national list. */
const MODES: Readonly<Record<string, HandlingMode>> = {
  FULLY_ONLINE: 'FULLY_ONLINE',
  REMOTE_INTAKE: 'REMOTE_INTAKE',
  JOINT: 'JOINT',
  全程网办: 'FULLY_ONLINE',
  异地代收代办: 'REMOTE_INTAKE',
  多地联办: 'JOINT',
};

/** Words of a list in one cell. */
export function wordsOf(text: string): string[] {
  return text.split(/[\s,，;；、|^]+/u).filter((word) => word !== '');
}

export function readModes(cells: Cells, column: string): readonly HandlingMode[] {
  const modes = new Set<HandlingMode>();
  for (const word of wordsOf(cells.text(column))) {
    const mode = Object.hasOwn(MODES, word) ? MODES[word] : undefined;
    if (mode === undefined) cells.fault('BAD_MODE', column, word);
    else modes.add(mode);
  }
  return [...modes];
}
