import type { Command } from 'commander';
import { implementationEntries, nationalItems } from '#hub/store';
import { AS_JSON } from '../arguments.js';
import type { OperatorDatabase } from '../operator-database.js';
import { pad, type Speech } from '../speech.js';
import type { CommandContext } from '../tongban.js';

type Item = nationalItems.NumberedItem;
type Entry = implementationEntries.NumberedRecord;

/** So many versions of entries are shown of one item. */
const MOST_ENTRIES = 500;

export function registerShow(catalog: Command, context: CommandContext, withDb: OperatorDatabase): void {
  catalog
    .command('show')
    .description('一个事项的各个版本 · an item and all its versions')
    .argument(
      '<code>',
      '清单编号、基本编码（12 位）或实施编码（31 位） · list number, basic or implementation code',
    )
    .option('--json', AS_JSON)
    .action(async (code: string, { json }: { json?: boolean }) => {
      const found = await withDb(async (db) => {
        const items = await nationalItems.readItemHistory(db, code);
        const asked = items.find((item) => item.listNo === code)?.basicCode ?? code;
        return { items, entries: await implementationEntries.readEntryHistory(db, asked, MOST_ENTRIES) };
      });
      if (found.items.length + found.entries.length === 0)
        throw new Error(`目录中没有 · not in the catalogue: ${code}`);
      const speech = context.speech();
      if (json) speech.sayJson(found);
      else print(found.items, found.entries, speech);
    });
}

function print(items: readonly Item[], entries: readonly Entry[], speech: Speech): void {
  if (items.length > 0) speech.say({ zh: '国家清单', en: 'National list' });
  for (const item of items) {
    speech.say(`  ${pad(item.listNo, 12)}v${item.version}  ${periodOf(item)}  ${item.name}`);
    speech.say(
      `      ${STATUS[item.status][speech.language]}  ${item.batch}  ${item.modes.join(' ')}  ${item.document}`,
    );
    if (item.scope === 'PARTNERS')
      speech.say({
        zh: `      仅限 ${item.partners.join(' ')} 之间`,
        en: `      between ${item.partners.join(' ')} alone`,
      });
    if (item.scenario !== '') speech.say(`      ${item.scenario}`);
    speech.say(`      #${item.changeNo}  ${item.source}`);
  }
  if (entries.length > 0) speech.say({ zh: '实施清单', en: 'Implementation list' });
  for (const entry of entries) {
    speech.say(
      `  ${entry.implementationCode}  ${pad(entry.divisionCode, 12)}v${entry.version}  ${periodOf(entry)}`,
    );
    speech.say(`      ${entry.competentOrgName}  ${entry.name}  ${entry.modes.join(' ')}  ${entry.platform}`);
    const limit = entry.details.promisedLimit;
    if (limit !== undefined)
      speech.say({
        zh: `      承诺时限 ${limit.amount} ${limit.unit}`,
        en: `      promised within ${limit.amount} ${limit.unit}`,
      });
    speech.say(`      #${entry.changeNo}  ${entry.source}`);
  }
}

const STATUS = {
  IN_FORCE: { zh: '有效', en: 'in force' },
  CANCELLED: { zh: '已取消', en: 'cancelled' },
} as const;

/** A version that was superseded before its first day was over never was in force. */
function periodOf({
  validFrom,
  validTo,
}: {
  readonly validFrom: string;
  readonly validTo: string | undefined;
}): string {
  if (validTo !== undefined && validTo < validFrom) return `${validFrom} ✗`.padEnd(23);
  return `${validFrom} … ${validTo ?? ''}`.padEnd(23);
}
