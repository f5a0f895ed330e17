import { faultText, type LocatedFault } from '#hub/catalogue';
import type { ImportReport, ListedChange } from '#hub/exchange';
import type { Speech, Text } from '../speech.js';

/** What an import did or would do, for people. */
export function printReport(report: ImportReport, speech: Speech): void {
  printFaults(report, speech);
  if (report.outcome !== 'refused') {
    for (const change of report.changes) printChange(change, speech);
    for (const list of ['national_item', 'implementation_entry'] as const) {
      const { added, changed, ended, unchanged } = report.counts[list];
      if (added + changed + ended + unchanged === 0) continue;
      const name = LISTS[list];
      speech.say({
        zh: `${name.zh}：新增 ${added}，变更 ${changed}，终止 ${ended}，未变 ${unchanged}`,
        en: `${name.en}: ${added} added, ${changed} changed, ${ended} ended, ${unchanged} unchanged`,
      });
    }
  }
  speech.say(conclusion(report));
}

const LISTS: Readonly<Record<ListedChange['list'], Text>> = {
  national_item: { zh: '国家清单', en: 'national list' },
  implementation_entry: { zh: '实施清单', en: 'implementation list' },
};

const MARKS = { added: '+', changed: '~', ended: '-' } as const;

function conclusion({ outcome, rowsRead, rowsBad, changeNo }: ImportReport): Text {
  switch (outcome) {
    case 'refused':
      return {
        zh: `✗ 读取 ${rowsRead} 行，其中 ${rowsBad} 行有误：没有导入任何内容。改正后重试，或用 --skip-bad 略过错行。`,
        en: `✗ ${rowsRead} rows read, ${rowsBad} of them bad: nothing was imported. Mend them, or leave them out with --skip-bad.`,
      };
    case 'dry-run':
      return {
        zh: `试运行：没有写入（读取 ${rowsRead} 行）。`,
        en: `Dry run: nothing was written (${rowsRead} rows read).`,
      };
    case 'unchanged':
      return {
        zh: `✓ 与现有目录一致，没有变更（读取 ${rowsRead} 行）。`,
        en: `✓ The catalogue says the same already (${rowsRead} rows read).`,
      };
    case 'imported':
      return {
        zh: `✓ 已导入，目录版本 ${changeNo}${rowsBad > 0 ? `；略过 ${rowsBad} 行` : ''}。`,
        en: `✓ Imported; the catalogue is at version ${changeNo}${rowsBad > 0 ? `; ${rowsBad} rows were left out` : ''}.`,
      };
  }
}

function printFaults({ faults, faultCount }: ImportReport, speech: Speech): void {
  for (const each of faults) speech.say(`  ${faultLine(each, speech)}`);
  if (faultCount > faults.length)
    speech.say({
      zh: `  …… 共 ${faultCount} 处错误，以上为前 ${faults.length} 处`,
      en: `  … ${faultCount} faults in all; these are the first ${faults.length}`,
    });
}

function faultLine({ file, line, column, code, detail }: LocatedFault, speech: Speech): string {
  const text = faultText(code);
  const place = column === undefined ? `${file}:${line}` : `${file}:${line} ${column}`;
  const found = detail === '' ? '' : speech.language === 'zh' ? `（${detail}）` : ` (${detail})`;
  return `✗ ${place}  ${code} ${text[speech.language]}${found} → ${text.cure[speech.language]}`;
}

function printChange({ kind, key, before, after, list }: ListedChange, speech: Speech): void {
  const name = String((after ?? before)?.name ?? '');
  speech.say(`  ${MARKS[kind]} ${LISTS[list][speech.language]} ${Object.values(key).join(' ')} ${name}`);
  if (kind === 'added') return;
  for (const column of Object.keys({ ...before, ...after })) {
    const [old, now] = [before?.[column], after?.[column]].map((value) => JSON.stringify(value ?? null));
    if (old !== now) speech.say(`      ${column}: ${shown(old)} → ${after === null ? '∅' : shown(now)}`);
  }
}

const SHOWN = 160;

function shown(text: string | undefined): string {
  if (text === undefined) return '';
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
