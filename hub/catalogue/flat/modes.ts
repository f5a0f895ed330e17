import type { HandlingMode } from '#domain/case';
import type { Cells } from '../cells.js';
import { Memo } from '../memo.js';

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

const LISTS = new Memo<readonly HandlingMode[] | string>(1_000);

export function readModes(cells: Cells, column: string): readonly HandlingMode[] {
  const modes = LISTS.of(cells.text(column), modesOrUnknown);
  if (typeof modes !== 'string') return modes;
  cells.fault('BAD_MODE', column, modes);
  return [];
}

/** The modes of a list, or the words of it that are none. */
function modesOrUnknown(text: string): readonly HandlingMode[] | string {
  const modes = new Set<HandlingMode>();
  const unknown: string[] = [];
  for (const word of wordsOf(text)) {
    const mode = Object.hasOwn(MODES, word) ? MODES[word] : undefined;
    if (mode === undefined) unknown.push(word);
    else modes.add(mode);
  }
  return unknown.length > 0 ? unknown.join(' ') : [...modes];
}
