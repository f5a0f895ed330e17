import { GAP_DIRECTIONS, GAP_KINDS } from '../connector-gaps.js';
import { pad, type Speech, type Text } from '../speech.js';
import type { ListDifference, MemberChange } from './difference.js';
import type { Inspection, Note } from './inspection.js';

/** An inspection for people: what changes, which gaps it is good for, and last what stands in its way. */
export function printInspection(inspection: Inspection, speech: Speech): void {
  printDifference(inspection, speech);
  printGaps(inspection, speech);
  printNotes(inspection.notes, speech);
  printFaults(inspection.faults, speech);
}

export function printNotes(notes: readonly Note[], speech: Speech): void {
  for (const { code, detail } of notes) {
    const text = NOTES[code](detail);
    speech.say(`  ! ${code} ${text[speech.language]}`);
  }
}

export function printFaults(faults: Inspection['faults'], speech: Speech): void {
  for (const { code, pointer, message } of faults)
    speech.say(`  ✗ ${pointer === '' ? '/' : pointer}  ${code} ${FAULTS[code][speech.language]}: ${message}`);
}

/** Every code under which a version can be refused, and its meaning. */
export const FAULTS: Readonly<Record<Inspection['faults'][number]['code'], Text>> = {
  FORM: { zh: '不符合映射文件格式', en: 'not the form of a mapping document' },
  PLATFORM: { zh: '是另一平台的映射', en: 'it is another platform’s' },
  STRUCTURE: { zh: '自相矛盾', en: 'it contradicts itself' },
  EXPRESSION_INVALID: GAP_KINDS.EXPRESSION_INVALID,
  EXPRESSION_TIMEOUT: GAP_KINDS.EXPRESSION_TIMEOUT,
  EXPRESSION_MEMORY: GAP_KINDS.EXPRESSION_MEMORY,
  EXPRESSION_RESULT_TOO_LARGE: GAP_KINDS.EXPRESSION_RESULT_TOO_LARGE,
  EXPRESSION_FAILED: GAP_KINDS.EXPRESSION_FAILED,
  BEFORE_APPROVED: {
    zh: '早于已批准的版本生效',
    en: 'it begins before a version that has been approved',
  },
  OVERLAPS_APPROVED: {
    zh: '与已批准的版本同日生效',
    en: 'it begins on the day of a version that has been approved',
  },
  ITEM_UNKNOWN: { zh: '目录中没有该事项', en: 'the catalogue has no such item' },
  ITEM_CANCELLED: { zh: '该事项已取消', en: 'the item is cancelled' },
};

const NOTES: Readonly<Record<Note['code'], (detail: string) => Text>> = {
  RETROACTIVE: (day) => ({
    zh: `生效日 ${day} 已过，批准后立即生效`,
    en: `its first day, ${day}, is over: it holds at once`,
  }),
  ENDS: (day) => ({
    zh: `${day} 之后失效，届时恢复此前的版本`,
    en: `it holds until ${day}; then the version before holds again`,
  }),
  TABLE_GONE: (name) => ({
    zh: `不再有表 ${name}，而连接器可能用到它`,
    en: `it has no table ${name} any more, and the connector may ask for it`,
  }),
  SEVERAL: (code) => ({
    zh: `${code} 对应几个国家代码：连接器不按对照表拆分办件，此类办件将等待（对照不唯一）；一件事只由湖南的定义文件拆分`,
    en: `${code} is several nationally: no connector divides a case by a table, so such cases wait (more than one); only Hunan’s definitions of things divide them`,
  }),
};

function printDifference(
  { platform, version, effectiveFrom, against, difference }: Inspection,
  speech: Speech,
) {
  if (difference === undefined) {
    speech.say({
      zh: `${platform} ${version}（自 ${effectiveFrom} 起）：没有可比较的已批准版本。`,
      en: `${platform} ${version} (from ${effectiveFrom}): there is no approved version to compare it with.`,
    });
    return;
  }
  speech.say({
    zh: `${platform} ${version}（自 ${effectiveFrom} 起）与现行 ${against} 相比：`,
    en: `${platform} ${version} (from ${effectiveFrom}), compared with ${against}:`,
  });
  const { members, lists } = difference;
  if (members.length + lists.length === 0) speech.say({ zh: '  内容相同。', en: '  They say the same.' });
  for (const change of members) speech.say(`  ~ ${memberLine(change)}`);
  for (const list of lists) printList(list, speech);
}

function printList({ pointer, added, removed, changed, unchanged }: ListDifference, speech: Speech): void {
  speech.say({
    zh: `  ${pointer}：新增 ${added.length}，删除 ${removed.length}，变更 ${changed.length}，未变 ${unchanged}`,
    en: `  ${pointer}: ${added.length} added, ${removed.length} removed, ${changed.length} changed, ${unchanged} unchanged`,
  });
  for (const { index, row } of removed) speech.say(`    - ${pad(String(index), 6)}${rowLine(row)}`);
  for (const { index, row } of added) speech.say(`    + ${pad(String(index), 6)}${rowLine(row)}`);
  for (const { index, row, members } of changed) {
    speech.say(`    ~ ${pad(String(index), 6)}${row.local} ${row.name ?? ''}`.trimEnd());
    for (const change of members) speech.say(`          ${memberLine(change)}`);
  }
}

function memberLine({ name, before, after }: MemberChange): string {
  return `${name}: ${shown(before)} → ${shown(after)}`;
}

function shown(value: unknown): string {
  return value === undefined ? '∅' : JSON.stringify(value);
}

function rowLine({ local, national, nationals, name, ...others }: ListDifference['added'][number]['row']) {
  const rest = Object.entries(others)
    .filter(([key, value]) => JSON.stringify(value) !== USUAL[key] && value !== undefined)
    .map(([key, value]) => `${key}: ${shown(value)}`);
  return [`${local} → ${national ?? nationals?.join(' + ')}`, name ?? '', ...rest].filter(Boolean).join('  ');
}

/** What a row says when nobody wrote it, and what need not be shown therefore. */
const USUAL: Readonly<Record<string, string>> = { direction: '"BOTH"', priority: '0', reads: '[]' };

const OUTLOOKS = { CLOSES: '✓', DEPENDS: '?', STAYS: '·' } as const;

function printGaps({ gaps }: Inspection, speech: Speech): void {
  if (gaps.length === 0) return;
  const { language } = speech;
  const count = (outlook: keyof typeof OUTLOOKS) => gaps.filter((gap) => gap.outlook === outlook).length;
  const [closes, depends, stays] = [count('CLOSES'), count('DEPENDS'), count('STAYS')];
  speech.say({
    zh: `  映射缺口：将关闭 ${closes}，视办件而定 ${depends}，仍未解决 ${stays}`,
    en: `  mapping gaps: ${closes} will close, ${depends} depend on the case, ${stays} stay`,
  });
  for (const { table, code, direction, kind, timesSeen, outlook } of gaps) {
    const [way, why] = [GAP_DIRECTIONS[direction][language], GAP_KINDS[kind][language]];
    speech.say(
      `    ${OUTLOOKS[outlook]} ${pad(`${table} ${code}`, 40)}${pad(way, 12)}${pad(why, 26)}×${timesSeen}`,
    );
  }
}
